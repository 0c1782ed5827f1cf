import { expect, test, type Page } from "../support/browser.ts";
import { Client } from "../support/client.ts";

async function openTokens(page: Page) {
  await page.goto("/agents");
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("link", { name: "API tokens" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API tokens" })).toBeVisible();
}

test("a token is made, shown once, works, and is revoked after a question", async ({ cast, server, as }) => {
  const page = await as(cast.ada);
  await openTokens(page);
  await page.getByRole("button", { name: "Create API token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API token" });
  await dialog.getByRole("button", { name: "Create API token" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/Enter a name\./);
  await dialog.getByLabel("Name").fill("Export to the warehouse");
  await dialog.getByRole("checkbox", { name: "Read" }).uncheck();
  await dialog.getByRole("button", { name: "Create API token" }).click();
  await expect(dialog.getByText("Choose at least one scope.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Read" }).check();
  await dialog.getByRole("checkbox", { name: "Change agents" }).check();
  await dialog.getByLabel("Expires").selectOption("In a year");
  await dialog.getByRole("button", { name: "Create API token" }).click();

  const token = await dialog.getByLabel("API token").inputValue();
  expect(token).toMatch(/^rollcall_/);
  await expect(dialog.getByRole("button", { name: "Copy" })).toBeVisible();
  const program = new Client(server, { Authorization: `Bearer ${token}` });
  expect((await program.get("/session")).body.member?.id).toBe(cast.ada.id);
  const company = (await program.post("/companies", { name: "Warehouse" })).body;
  expect((await program.patch("/settings", { account_name: "Quay" })).status).toBe(403);

  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Export to the warehouse" });
  await expect(row).toContainText(/Expires \d+ \w+ \d{4}/);
  await expect(row).toContainText("Read, Change agents");
  await expect(row).toContainText(`${token.slice(0, 15)}…`);
  await expect(row).toContainText(cast.ada.name);
  await expect(page.getByText(token)).toHaveCount(0);

  await row.getByRole("button", { name: "Revoke Export to the warehouse" }).click();
  const question = page.getByRole("dialog", { name: "Revoke Export to the warehouse?" });
  expect(await program.get("/agents")).toMatchObject({ status: 200 });
  await question.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was revoked." })).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await program.get("/agents")).status).toBe(401);

  await page.goto(`/account/audit-log?subject_id=${company.id}`);
  const entry = page.getByRole("row").filter({ hasText: "Created a company" });
  await expect(entry).toContainText(`by API token that was revoked (${token.slice(0, 15)}…)`);
  await entry.getByRole("link", { name: /that was revoked/ }).click();
  await expect(page).toHaveURL(/actor_token_id=/);
  await expect(entry).toContainText("Warehouse");
});

test("API tokens are for administrators", async ({ cast, as }) => {
  const page = await as(await cast.member());
  await page.goto("/account/api-tokens");
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create API token" })).toHaveCount(0);
});
