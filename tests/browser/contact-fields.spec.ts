import { expect, test, type Page } from "../support/browser.ts";

test.use({ house: "own" });

async function openContactFields(page: Page) {
  await page.goto("/agents");
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("link", { name: "Contact fields" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Contact fields" })).toBeVisible();
}

test("a field is created, with a key from its label", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await openContactFields(page);
  await expect(page.getByRole("heading", { name: "No fields yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create field" }).click();
  const dialog = page.getByRole("dialog", { name: "Create field" });
  await dialog.getByLabel("Label").fill("Contract No.");
  await expect(dialog.getByLabel("Key")).toHaveValue("contract_no");
  await dialog.getByLabel("Kind").selectOption("Choice");
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(dialog.getByLabel("Choices")).toHaveAccessibleDescription(/Enter at least one choice\./);
  await dialog.getByLabel("Choices").fill("Gold\n\nSilver");
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(page.getByRole("row", { name: "Contract No." })).toContainText("Gold, Silver");
  expect((await cast.ada.get("/contact-fields")).body.items).toMatchObject([
    { key: "contract_no", label: "Contract No.", kind: "choice", choices: ["Gold", "Silver"] },
  ]);

  await page.getByRole("button", { name: "Create field" }).click();
  await dialog.getByLabel("Label").fill("契約番号");
  await expect(dialog.getByLabel("Key")).toHaveValue("");
  await dialog.getByLabel("Key").fill("contract_no");
  await dialog.getByRole("button", { name: "Create field" }).click();
  await expect(dialog).toContainText("There is a field with this key.");
});

test("a choice that contacts have cannot be removed, and the reason is said", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "tier", label: "Tier", kind: "choice", choices: ["Gold", "Silver"] });
  await cast.newContact("North", { fields: { tier: "Gold" } });
  const page = await as(cast.ada);
  await openContactFields(page);
  await page.getByRole("button", { name: "Edit Tier" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit Tier" });
  await dialog.getByLabel("Choices").fill("Silver");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toContainText("Contacts have the choice");
  await dialog.getByLabel("Choices").fill("Gold\nSilver\nBronze");
  await dialog.getByLabel("Label").fill("الفئة");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("row", { name: "الفئة" })).toContainText("Gold, Silver, Bronze");
});

test("a field is deleted after a warning of what goes", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "boats", label: "Boats", kind: "number" });
  const contact = await cast.newContact("North", { fields: { boats: 3 } });
  const page = await as(cast.ada);
  await openContactFields(page);
  await page.getByRole("button", { name: "Delete Boats" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the field Boats?" });
  await expect(dialog).toContainText("Boats and its values are deleted from all contacts.");
  await dialog.getByRole("button", { name: "Delete field" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was deleted." })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No fields yet" })).toBeVisible();
  expect((await cast.ada.get(`/contacts/${contact.id}`)).body.fields).toEqual({});
});

test("members see the fields and cannot change them", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "boats", label: "Boats", kind: "number" });
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/account/contact-fields");
  await expect(page.getByRole("row", { name: "Boats" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
});
