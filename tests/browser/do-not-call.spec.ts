import { expect, test, type Page } from "../support/browser.ts";

test.use({ house: "own" });

const table = (page: Page) => page.getByRole("table", { name: "Do-not-call list" });

async function openAddNumber(page: Page) {
  await page.getByRole("button", { name: "Add number" }).click();
  return page.getByRole("dialog", { name: "Add a number to the do-not-call list" });
}

test("an administrator adds a number for the whole account, and removes it", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/");
  await page.getByRole("button", { name: "CRM", exact: true }).click();
  await page.getByRole("link", { name: "Do-not-call list" }).click();
  await expect(page.getByRole("heading", { name: "No numbers yet" })).toBeVisible();
  const dialog = await openAddNumber(page);
  await dialog.getByLabel("Number").fill("030 1234");
  await dialog.getByRole("button", { name: "Add number" }).click();
  await expect(dialog.getByLabel("Number")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Number").fill("+44 20 7946 0018");
  await expect(dialog.getByLabel("Applies to")).toHaveValue("");
  await dialog.getByLabel("Reason").fill("طلب عدم الاتصال");
  await dialog.getByRole("button", { name: "Add number" }).click();
  const row = table(page).getByRole("row", { name: "+44 20 7946 0018" });
  await expect(row).toContainText("The whole account");
  await expect(row).toContainText("طلب عدم الاتصال");

  await openAddNumber(page);
  await dialog.getByLabel("Number").fill("+442079460018");
  await dialog.getByRole("button", { name: "Add number" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This number is already on the list.");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await row.getByRole("button", { name: "Remove +44 20 7946 0018" }).click();
  const question = page.getByRole("dialog", { name: "Remove +44 20 7946 0018 from the list?" });
  await question.getByRole("button", { name: "Remove number" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was removed from the do-not-call list." })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No numbers yet" })).toBeVisible();
});

test("a member adds numbers for companies of their own only", async ({ cast, as }) => {
  const elsewhere = await cast.newDoNotCallEntry("South");
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/do-not-call");
  await expect(page.getByRole("heading", { name: "No numbers yet" })).toBeVisible();
  const dialog = await openAddNumber(page);
  await expect(dialog.getByLabel("Applies to")).toHaveCount(0);
  await dialog.getByLabel("Number").fill("+44 20 7946 0018");
  await dialog.getByRole("button", { name: "Add number" }).click();
  await expect(table(page).getByRole("row", { name: "+44 20 7946 0018" })).toContainText("North");
  await expect(page.getByText(elsewhere.phone_text)).toHaveCount(0);
});

test("a member without agents reads why there are no numbers; an administrator does not", async ({ cast, as }) => {
  const page = await as(await cast.member({ permissions: { access_crm: true } }));
  await page.goto("/do-not-call");
  await expect(page.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();
  await expect(page.getByText("Numbers appear here once you are assigned agents.")).toBeVisible();
  await expect(page.getByLabel("Number")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add number" })).toHaveCount(0);
  const other = await as(cast.ada);
  await other.goto("/do-not-call");
  await expect(other.getByRole("heading", { name: "No numbers yet" })).toBeVisible();
});

test("the list is filtered by number and company", async ({ cast, as }) => {
  const north = await cast.newDoNotCallEntry("North");
  const south = await cast.newDoNotCallEntry("South");
  const page = await as(cast.ada);
  await page.goto("/do-not-call");
  await expect(table(page).getByRole("row")).toHaveCount(3);
  await page.getByLabel("Number").fill(north.phone);
  await page.getByLabel("Number").press("Enter");
  await expect(table(page).getByRole("row")).toHaveCount(2);
  await expect(table(page)).toContainText(north.phone_text);
  await page.getByLabel("Number").fill("12");
  await page.getByLabel("Number").press("Enter");
  await expect(page.getByLabel("Number")).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "South" }).click();
  await expect(table(page)).toContainText(south.phone_text);
  await expect(table(page)).not.toContainText(north.phone_text);
});
