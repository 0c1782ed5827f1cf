import { expect, test, type Page } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import {
  create,
  createButton,
  emailField,
  fillIn,
  invitationSwitch,
  invite,
  inviteButton,
  memberOf,
  memberRow,
  nameField,
  newcomer,
  openInvite,
  passwordField,
} from "./invite.ts";
import { chooseFirstPassword, linkTo, mailTo, title } from "./mail.ts";
import { chooseInMenu, openEdit, openMembers } from "./member-actions.ts";

test("M22 with Send invitation email a welcome mail goes out, with how to sign in", async ({
  cast,
  server,
  as,
  page,
}) => {
  const who = newcomer();
  const administrators = await as(cast.ada);
  const dialog = await openInvite(administrators);
  await emailField(dialog).fill(who.email);
  await nameField(dialog).fill(who.name);
  await dialog.getByRole("switch", { name: "Can view recordings" }).check();
  await dialog.getByRole("checkbox", { name: "Sales" }).check();
  await inviteButton(dialog).click();
  const row = memberRow(administrators, who.email);
  await expect(row.getByText("Invited", { exact: true })).toBeVisible();
  await expect(row.getByRole("link", { name: "Mail kept in the Outbox" })).toBeVisible();

  const mail = await mailTo(cast, who);
  for (const text of [who.name, accountName, cast.ada.name, who.email, `${server.address}/sign-in`]) {
    expect(mail).toContain(text);
  }

  await page.goto(await linkTo(cast, who));
  await expect(title(page, `Welcome, ${who.name}`)).toBeVisible();
  await expect(page.getByText(`${cast.ada.name} invites you to ${accountName}.`)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(who.email);
  await chooseFirstPassword(page, who.password);
  await expect(page.getByRole("region", { name: "Agents" }).getByRole("link")).toHaveText(["Sales"]);

  expect((await new Client(server).signIn(who.email, who.password)).status).toBe(201);
  await administrators.reload();
  await expect(row).toBeVisible();
  await expect(row.getByText("Invited", { exact: true })).toHaveCount(0);
});

test("M24 the button reads Create & Send Invite or Create Member, as the switch stands", async ({ cast, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  await expect(invitationSwitch(dialog)).toBeChecked();
  await expect(inviteButton(dialog)).toBeVisible();
  await expect(createButton(dialog)).toBeHidden();
  await expect(passwordField(dialog)).toBeHidden();

  await invitationSwitch(dialog).uncheck();
  await expect(createButton(dialog)).toBeVisible();
  await expect(inviteButton(dialog)).toBeHidden();
  await createButton(dialog).click();
  await expect(passwordField(dialog)).toHaveAccessibleDescription("Use at least 6 characters.");
});

test("M31 to change an email, the member is removed and invited again, with everything filled in", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  const member = await cast.member({
    name: "Per Gynt",
    agents: ["Support"],
    companies: ["North"],
    permissions: { access_crm: true },
  });
  const edit = await openEdit(page, member);
  await edit.getByLabel("Job title").fill("Night shift lead");
  await edit.getByRole("button", { name: "Change email (removes and re-invites)" }).click();

  const removal = page.getByRole("dialog", { name: `Remove ${member.name}?` });
  await removal.getByRole("button", { name: `Remove ${member.name}` }).click();
  await expect(removal.getByRole("status")).toContainText(`${member.name} is removed.`);
  await removal.getByRole("button", { name: "Invite again" }).click();

  const dialog = page.getByRole("dialog", { name: "Invite a new member" });
  await expect(nameField(dialog)).toHaveValue(member.name);
  await expect(dialog.getByLabel("Job title")).toHaveValue("Night shift lead");
  await expect(dialog.getByRole("switch", { name: "Can access CRM" })).toBeChecked();
  await expect(dialog.getByRole("switch", { name: "Can edit agents" })).not.toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "North: and agents added later" })).toBeChecked();

  // The old address is selected: what is typed takes its place.
  await expect(emailField(dialog)).toHaveValue(member.email);
  await expect(emailField(dialog)).toBeFocused();
  const email = "peer.gynt@harbour.example";
  await page.keyboard.type(email);
  await expect(emailField(dialog)).toHaveValue(email);
  await inviteButton(dialog).click();
  await expect(memberRow(page, email).getByText("Invited", { exact: true })).toBeVisible();
  await expect(memberRow(page, member.email)).toHaveCount(0);
  expect(await memberOf(cast, email)).toMatchObject({
    name: member.name,
    job_title: "Night shift lead",
    permissions: { access_crm: true, edit_agents: false },
    agent_ids: [cast.agent("Support").id],
    company_ids: [cast.company("North").id],
  });
});

test("an administrator who removes oneself gets no button to invite again", async ({ cast, as }) => {
  const edit = await openEdit(await as(cast.ada), cast.ada);
  await expect(edit.getByLabel("Email")).toHaveValue(cast.ada.email);
  await expect(edit.getByRole("button", { name: "Change email (removes and re-invites)" })).toHaveCount(0);
});

test.describe("An invited member’s row", () => {
  async function askAgain(page: Page, who: { email: string; name: string }) {
    await chooseInMenu(page, who, "Send invitation again");
    const question = page.getByRole("dialog", { name: `Invite ${who.name} again?` });
    await question.getByRole("button", { name: "Send invitation" }).click();
    await expect(question).toBeHidden();
  }

  test("sends the invitation again, and the link before it stops working", async ({ cast, as, page }) => {
    const who = newcomer();
    const administrators = await as(cast.ada);
    await invite(administrators, who);
    const first = await linkTo(cast, who);
    await askAgain(administrators, who);
    const second = await linkTo(cast, who, 2);

    await page.goto(first);
    await expect(title(page, "This invitation does not work")).toBeVisible();
    await page.goto(second);
    await chooseFirstPassword(page, who.password);
  });

  test("gives a link by hand, once", async ({ cast, as, page }) => {
    const who = newcomer();
    const administrators = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
    await invite(administrators, who);
    await chooseInMenu(administrators, who, "Take link by hand");
    const dialog = administrators.getByRole("dialog", { name: `Link for ${who.name}` });
    await dialog.getByRole("button", { name: "Make a link" }).click();
    await expect(dialog.getByRole("status")).toContainText("It works once, until");
    await dialog.getByRole("button", { name: "Copy" }).click();
    const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
    expect(await administrators.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(memberRow(administrators, who.email).getByText("No mail")).toBeVisible();

    await page.goto(link);
    await chooseFirstPassword(page, who.password);
  });

  test("revokes the invitation, and can send a new one afterwards", async ({ cast, as, page }) => {
    const who = newcomer();
    const administrators = await as(cast.ada);
    await invite(administrators, who);
    const link = await linkTo(cast, who);
    await chooseInMenu(administrators, who, "Revoke invitation");
    const question = administrators.getByRole("dialog", { name: `Revoke the invitation of ${who.name}?` });
    await question.getByRole("button", { name: "Revoke invitation" }).click();
    await expect(question).toBeHidden();
    const row = memberRow(administrators, who.email);
    await expect(row.getByText("Invitation revoked")).toBeVisible();
    await row.getByRole("button", { name: "More actions" }).click();
    await expect(administrators.getByRole("menuitem", { name: "Send invitation again" })).toBeVisible();
    await expect(administrators.getByRole("menuitem", { name: "Revoke invitation" })).toHaveCount(0);

    await page.goto(link);
    await expect(title(page, "This invitation does not work")).toBeVisible();
    await askAgain(administrators, who);
    await page.goto(await linkTo(cast, who, 2));
    await chooseFirstPassword(page, who.password);
  });

  test("takes a password instead, with which the invitation ends", async ({ cast, server, as, page }) => {
    const who = newcomer();
    const administrators = await as(cast.ada);
    await invite(administrators, who);
    const link = await linkTo(cast, who);
    const row = await openMembers(administrators, who);
    await row.getByRole("button", { name: "Change password" }).click();
    const dialog = administrators.getByRole("dialog", { name: `Change the password of ${who.name}` });
    await expect(dialog.getByText("The invitation ends")).toBeVisible();
    await dialog.getByLabel("New password").fill(who.password);
    await dialog.getByRole("button", { name: "Update Password" }).click();
    await expect(dialog.getByRole("status")).toContainText("is a member now");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(row.getByText("Invited", { exact: true })).toHaveCount(0);

    expect((await new Client(server).signIn(who.email, who.password)).status).toBe(201);
    await page.goto(link);
    await expect(title(page, "This invitation does not work")).toBeVisible();
  });

  test("of a member with a password has none of these", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const dialog = await openInvite(page);
    const who = newcomer();
    await fillIn(dialog, who);
    await create(dialog);
    await memberRow(page, who.email).getByRole("button", { name: "More actions" }).click();
    await expect(page.getByRole("menuitem")).toHaveText(["End all sessions", "Suspend"]);
  });
});
