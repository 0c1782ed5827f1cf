import { expect, test } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { newCall, talk } from "./calls.ts";

test.use({ house: "own" });

test("an administrator sees what would be erased, erases it, and gets a receipt", async ({ cast, as }) => {
  await cast.newContact("North", { name: "Nour Haddad", phone: "+442079460018" });
  const call = await newCall(cast, "Sales", { transcript: talk });
  const page = await as(cast.ada);
  await page.goto("/agents");
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("link", { name: "Erasures" }).click();
  await expect(page.getByRole("heading", { name: "No erasures yet" })).toBeVisible();
  await page.getByRole("button", { name: "Erase number" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase a phone number" });
  await dialog.getByLabel("Phone number").fill("020 7946");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByLabel("Phone number")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Phone number").fill("+44 20 7946 0018");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "1 contact" })).toBeVisible();
  await dialog.getByRole("button", { name: "Back" }).click();
  await expect(dialog.getByLabel("Phone number")).toHaveValue("+44 20 7946 0018");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "1 contact" })).toBeVisible();
  await expect(dialog).toContainText("the phone numbers of 1 call");
  await expect(dialog).toContainText("1 transcript");
  expect.soft(await violations(page), "the question").toEqual([]);
  expect((await cast.ada.get("/contacts")).body.items).toHaveLength(1);

  await dialog.getByRole("button", { name: "Erase +44 20 7946 0018" }).click();
  await expect(dialog.getByRole("status")).toContainText("The number was erased: 1 contact");
  await expect(dialog.getByRole("status")).toContainText("The number will be erased from");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "Erasures" })).toContainText("1 contact, 1 call");
  expect.soft(await violations(page), "the list").toEqual([]);
  expect((await cast.ada.get("/contacts")).body.items).toEqual([]);

  await page.goto(`/calls/${call.id}`);
  await expect(page.getByText(/^Erased with the phone number on \d/)).toBeVisible();
  await page.goto("/do-not-call");
  await expect(page.getByRole("row", { name: "Erased number" })).toContainText("The whole account");
  await page.getByRole("button", { name: "Remove Erased number" }).click();
  await expect(page.getByRole("dialog", { name: "Remove this erased number from the list?" })).toBeVisible();
});

test("erasures are for administrators", async ({ cast, as }) => {
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/account/erasures");
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
});
