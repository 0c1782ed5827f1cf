import { expect, test } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { memberRow, newcomer } from "./invite.ts";

test("from the sign-in to a new member by keyboard alone", async ({ page, cast }) => {
  const keys = page.keyboard;
  await page.goto("/account/members");
  await expect(page.getByLabel("Email")).toBeFocused();
  await keys.type(cast.ada.email);
  await keys.press("Tab");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await keys.type(cast.ada.password);
  await keys.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();

  const button = page.getByRole("button", { name: "+ Invite" });
  await button.focus();
  await keys.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Invite a new member" });
  const who = newcomer();
  await expect(dialog.getByLabel("Email", { exact: true })).toBeFocused();
  await keys.type(who.email);
  await keys.press("Tab");
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await keys.type(who.name);
  await keys.press("Tab");
  await expect(dialog.getByLabel("Job title")).toBeFocused();
  await keys.press("Tab");
  await expect(dialog.getByRole("switch", { name: "Can edit agents" })).toBeFocused();
  await keys.press("Space");
  await expect(dialog.getByRole("switch", { name: "Can edit agents" })).toBeChecked();
  for (let step = 0; step < 5; step++) await keys.press("Tab");
  await expect(dialog.getByRole("switch", { name: "Administrator" })).toBeFocused();
  await keys.press("Tab");
  await expect(dialog.getByRole("searchbox", { name: "Filter agents" })).toBeFocused();
  await keys.type("sales");
  await expect(dialog.getByRole("checkbox", { name: "Reception" })).toHaveCount(0);
  for (let step = 0; step < 10; step++) {
    await keys.press("Tab");
    if (await dialog.getByRole("checkbox", { name: "Sales" }).evaluate((box) => box.matches(":focus"))) break;
  }
  await keys.press("Space");
  await expect(dialog.getByRole("checkbox", { name: "Sales" })).toBeChecked();
  await keys.press("Tab");
  await expect(dialog.getByRole("radio", { name: "Invitation link" })).toBeFocused();
  await keys.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: "First password" })).toBeFocused();
  await keys.press("Tab");
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await keys.type(who.password);
  await keys.press("Enter");
  const created = page.getByRole("dialog", { name: "Member created" });
  await expect(created).toBeVisible();
  for (let step = 0; step < 5; step++) {
    await keys.press("Tab");
    if (await created.getByRole("button", { name: "Done" }).evaluate((done) => done.matches(":focus"))) break;
  }
  await keys.press("Enter");
  await expect(created).toBeHidden();
  await expect(memberRow(page, who.email)).toBeVisible();
  await expect(button).toBeFocused();
});

test("Escape closes a dialog at once only while nothing is typed, and gives the focus back", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/members");
  const button = page.getByRole("button", { name: "+ Invite" });
  const dialog = page.getByRole("dialog", { name: "Invite a new member" });

  await button.press("Enter");
  await expect(dialog.getByLabel("Email", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  await button.press("Enter");
  await dialog.getByLabel("Name", { exact: true }).fill("Nora Berg");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Discard what you typed?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Nora Berg");

  await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("the focus stays inside an open dialog", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/companies");
  await page.getByRole("button", { name: "Create company" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create company" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
});

test("the first stop leads past the menu to the content", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/agents");
  await expect(page.getByRole("main").getByRole("row").getByRole("link").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

test("after a navigation the focus is on the new page's title", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/agents");
  await page.getByRole("link", { name: "Companies" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeFocused();
});

test("a choice is cleared by keyboard alone, and the focus stays at its field", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto(`/calls?agent_id=${cast.agent("Sales").id}`);
  await page.getByRole("button", { name: "Filters" }).click();
  const agent = page.getByRole("combobox", { name: "Agent" });
  await expect(agent).toHaveValue(/^Sales/);
  await agent.focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Clear the agent" })).toBeFocused();
  expect(await violations(page, "main")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/agent_id/);
  await expect(agent).toHaveValue("");
  await expect(agent).toBeFocused();
});
