/// <reference lib="dom" />
import { expect, test, type Page } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { memberRow } from "./invite.ts";
import { chooseInMenu, openEdit, openMembers, openPassword } from "./member-actions.ts";

async function expectAccessible(page: Page, part: string) {
  expect(await violations(page, part)).toEqual([]);
}

/** Neither the window nor the open dialog can be scrolled sideways. */
async function expectToFit(page: Page) {
  for (const part of ["html", "[role=dialog]"]) {
    const findOverhang = () => page.locator(part).evaluate((element) => element.scrollWidth - element.clientWidth);
    await expect.poll(findOverhang, { message: part }).toBeLessThanOrEqual(0);
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`the dialogs of a row can be used by everybody, ${colorScheme}`, async ({ cast, as }) => {
    const page = await as(cast.ada, { colorScheme });
    const member = await cast.member({ agents: ["Sales"] });
    const edit = await openEdit(page, member);
    await edit.getByRole("switch", { name: "Can view recordings" }).check();
    await expect(edit.getByRole("region", { name: "What will change" })).toBeVisible();
    await expectAccessible(page, "[role=dialog]");
    await edit.getByRole("button", { name: "Cancel" }).click();

    await openPassword(page, member);
    await expectAccessible(page, "[role=dialog]");

    await chooseInMenu(page, member, "Suspend");
    await expectAccessible(page, "[role=dialog]");
    await page.getByRole("button", { name: `Suspend ${member.name}` }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(memberRow(page, member.email).getByText("Suspended", { exact: true })).toBeVisible();
    await expectAccessible(page, "main");
  });
}

test("on a phone all actions are in the row's menu, and nothing is wider than the phone", async ({ cast, as }) => {
  const page = await as(cast.ada, { viewport: { width: 375, height: 667 } });
  const member = await cast.member({ name: `Maximiliane ${"von Hohenlohe-".repeat(8)}Waldburg` });
  const row = await openMembers(page, member);
  await expect(row.getByRole("button", { name: "Edit agents" })).toHaveCount(0);
  await row.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Edit agents",
    "Change password",
    "End all sessions",
    "Suspend",
    "Remove",
  ]);

  for (const item of ["Edit agents", "Change password", "Remove", "End all sessions", "Suspend"]) {
    await chooseInMenu(page, member, item);
    await expect(page.getByRole("dialog").getByRole("button", { name: "Cancel" })).toBeVisible();
    await expectToFit(page);
  }
});
