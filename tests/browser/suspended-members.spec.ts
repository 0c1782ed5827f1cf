import { expect, test } from "../support/browser.ts";
import { invite, memberRow, newcomer } from "./invite.ts";
import { chooseInMenu, openMembers, openPassword } from "./member-actions.ts";

test("an invited member who is restored has to be invited again, and the dialog says so", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const who = newcomer();
  await invite(page, who);
  await chooseInMenu(page, who, "Suspend");
  const suspend = page.getByRole("dialog", { name: `Suspend ${who.name}?` });
  await suspend.getByRole("button", { name: `Suspend ${who.name}` }).click();
  await expect(suspend).toBeHidden();

  await chooseInMenu(page, who, "Restore");
  const restore = page.getByRole("dialog", { name: `Restore ${who.name}?` });
  await expect(restore).toContainText(`${who.name} has no password yet, and the invitation link has ended.`);
  await expect(restore).not.toContainText("can sign in again");
  await restore.getByRole("button", { name: `Restore ${who.name}` }).click();
  await expect(restore).toBeHidden();
  await memberRow(page, who.email).getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem", { name: "Send invitation again" })).toBeVisible();
});

test("a new password of a suspended member is said to work once the member is restored", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const member = await cast.member();
  expect((await cast.ada.put(`/members/${member.id}/suspension`)).status).toBe(204);
  const dialog = await openPassword(page, member);
  await expect(dialog).toContainText("The member is suspended, and can sign in with this password once restored.");
  await dialog.getByLabel("New password").fill("six new herrings");
  await dialog.getByRole("button", { name: "Update Password" }).click();
  const status = dialog.getByRole("status");
  await expect(status).toContainText(
    `${member.name} is suspended, and can sign in with the new password once restored.`,
  );
  await dialog.getByRole("button", { name: "Done" }).click();

  expect((await member.signIn(member.email, "six new herrings")).status).toBe(401);
  await openMembers(page, member);
  await chooseInMenu(page, member, "Restore");
  await page.getByRole("button", { name: `Restore ${member.name}` }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect((await member.signIn(member.email, "six new herrings")).status).toBe(201);
});
