import { expect, test, type Page } from "../support/browser.ts";
import { WallClock } from "../support/wall-clock.ts";
import { violations } from "./axe.ts";
import { expectFocusIn } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { chooseInMenu, openEdit, openPassword, saveButton } from "./member-actions.ts";

const clock = new WallClock();
test.use({ house: "own", settings: clock.options });
test.afterEach(() => clock.forward(0));

/** Later than the confirmation by signing in lasts. */
const later = () => clock.forward(16 * 60);

const question = (page: Page) => page.getByRole("dialog", { name: "Enter your password" });

async function confirm(page: Page, password: string) {
  await question(page).getByLabel("Your password", { exact: true }).fill(password);
  await question(page).getByRole("button", { name: "Continue" }).click();
}

async function fillToken(page: Page, name: string) {
  await page.goto("/account/api-tokens");
  await page.getByRole("button", { name: "Create API token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API token" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("checkbox", { name: "Add calls" }).check();
  return dialog;
}

test("the own password is asked for, and what was typed underneath stays and is sent", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await fillToken(page, "Export to the warehouse");
  later();
  await dialog.getByRole("button", { name: "Create API token" }).click();
  await expect(question(page).getByLabel("Your password", { exact: true })).toBeFocused();
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(question(page).getByLabel("Your password", { exact: true })).toHaveAccessibleDescription(
    "This is not your password.",
  );

  await page.keyboard.press("Escape");
  await expect(question(page)).toBeHidden();
  await expect(dialog.getByRole("alert")).toHaveText("Enter your own password again to do this.");
  await expect(dialog.getByLabel("Name")).toHaveValue("Export to the warehouse");
  await expect(dialog.getByRole("checkbox", { name: "Add calls" })).toBeChecked();

  await dialog.getByRole("button", { name: "Create API token" }).click();
  await confirm(page, cast.ada.password);
  await expect(dialog.getByLabel("API token")).toHaveValue(/^rollcall_/);
  const { items } = (await cast.ada.get("/api-tokens")).body;
  expect(items).toMatchObject([{ name: "Export to the warehouse", scopes: ["read", "calls"] }]);
});

for (const key of ["Escape", "Cancel"]) {
  test(`${key} moves the focus back to the button that was pressed, in the dialog that is still open`, async ({
    cast,
    as,
  }) => {
    const member = await cast.member();
    const page = await as(cast.ada);
    const leave = () =>
      key === "Escape"
        ? page.keyboard.press("Escape")
        : question(page).getByRole("button", { name: "Cancel" }).press("Enter");

    const token = await fillToken(page, "Export to the warehouse");
    later();
    await token.getByRole("button", { name: "Create API token" }).press("Enter");
    await expect(question(page).getByLabel("Your password", { exact: true })).toBeFocused();
    await leave();
    await expect(token.getByRole("button", { name: "Create API token" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expectFocusIn(token);

    const password = await openPassword(page, member);
    await password.getByLabel("New password").fill("three owls at dusk");
    await password.getByRole("button", { name: "Update Password" }).press("Enter");
    await expect(question(page).getByLabel("Your password", { exact: true })).toBeFocused();
    await leave();
    await expect(password.getByRole("button", { name: "Update Password" })).toBeFocused();
  });
}

test("once given it holds for the other places that ask for it", async ({ cast, as }) => {
  const member = await cast.member();
  const page = await as(cast.ada);
  const edit = await openEdit(page, member);
  await edit.getByRole("switch", { name: "Administrator" }).check();
  later();
  await saveButton(edit).click();
  await confirm(page, cast.ada.password);
  await expect(page.getByText(`Changes to ${member.name} are saved.`)).toBeVisible();

  const password = await openPassword(page, member);
  await password.getByLabel("New password").fill("three owls at dusk");
  await password.getByRole("button", { name: "Update Password" }).click();
  await expect(password.getByRole("textbox", { name: "New password" })).toHaveValue("three owls at dusk");
  await expect(question(page)).toHaveCount(0);
});

test("all sessions of a member are ended from the row, and it is said how many", async ({ cast, as }) => {
  const member = await cast.member();
  const elsewhere = await member.elsewhere();
  const page = await as(cast.ada);
  later();
  await chooseInMenu(page, member, "End all sessions");
  const dialog = page.getByRole("dialog", { name: `End the sessions of ${member.name}?` });
  await dialog.getByRole("button", { name: "End all sessions" }).click();
  await confirm(page, cast.ada.password);
  await expect(page.getByText(`${member.name} was signed out of 2 sessions.`)).toBeVisible();
  for (const session of [member, elsewhere]) expect((await session.get("/profile")).status).toBe(401);
});

test("it is asked for before other sessions of one's own are ended", async ({ cast, as }) => {
  const member = await cast.member();
  const other = await member.elsewhere({ "User-Agent": "curl/8.5.0" });
  const page = await as(member);
  await page.goto("/profile");
  later();
  await page.getByRole("button", { name: /^End the session of/ }).click();
  await confirm(page, member.password);
  await expect(page.getByRole("button", { name: /^End the session of/ })).toHaveCount(0);
  expect((await other.get("/profile")).status).toBe(401);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the dialogs have no faults of accessibility in ${colorScheme}, and fit a narrow phone`, async ({
    cast,
    as,
  }) => {
    const page = await as(cast.ada, { colorScheme, viewport: { width: 320, height: 640 } });
    const dialog = await fillToken(page, "Export");
    await expectNoSidewaysScroll(page);
    expect(await violations(page)).toEqual([]);
    later();
    await dialog.getByRole("button", { name: "Create API token" }).click();
    await expect(question(page)).toBeVisible();
    await expectNoSidewaysScroll(page);
    expect(await violations(page, "[role=dialog]")).toEqual([]);
  });
}
