import { expect, test, type Page } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { MailServer } from "../support/smtp.ts";
import {
  create,
  createButton,
  createWithPassword,
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
import { chooseFirstPassword, linkTo, title } from "./mail.ts";
import { chooseInMenu, openEdit, openMembers } from "./member-actions.ts";

test.describe("With a mail server", () => {
  let post: MailServer;
  test.use({
    house: "own",
    settings: async ({}, use) => {
      post = await MailServer.start();
      await use({ flags: post.flags });
      await post.stop();
    },
  });

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
    await expect(dialog).toBeHidden();
    await expect(administrators.getByText(`Sending the email to ${who.email}.`)).toBeVisible();
    const row = memberRow(administrators, who.email);
    await expect(row.getByRole("link", { name: "Email sent" })).toBeVisible();

    const { parsed } = await post.mailTo(who.email);
    for (const text of [who.name, accountName, cast.ada.name, who.email, `${server.address}/sign-in`]) {
      expect(parsed.text).toContain(text);
    }

    await page.goto(/http\S+#token=\S+/.exec(parsed.text!)![0]);
    await expect(title(page, `Welcome, ${who.name}`)).toBeVisible();
    await expect(page.getByText(`${cast.ada.name} invites you to ${accountName}.`)).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(who.email);
    await chooseFirstPassword(page, who.password);
    await expect(page.getByRole("region", { name: "Agents" }).getByRole("link")).toHaveText(["Sales"]);

    expect((await new Client(server).signIn(who.email, who.password)).status).toBe(201);
    await administrators.reload();
    await expect(row).toBeVisible();
    await expect(row).not.toContainText("Email sent");
  });

  test("M24 the button reads Create & Send Invite or Create Member, as the switch is set", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const dialog = await openInvite(page);
    await expect(invitationSwitch(dialog)).toBeChecked();
    await expect(inviteButton(dialog)).toBeVisible();
    await expect(createButton(dialog)).toBeHidden();
    await expect(passwordField(dialog)).toBeHidden();

    await invitationSwitch(dialog).uncheck();
    await expect(createButton(dialog)).toBeVisible();
    await expect(inviteButton(dialog)).toBeHidden();
    await createButton(dialog).click();
    await expect(passwordField(dialog)).toHaveAccessibleDescription("Use at least 6 characters.");

    const who = newcomer();
    await emailField(dialog).fill(who.email);
    await nameField(dialog).fill(who.name);
    await invitationSwitch(dialog).check();
    await inviteButton(dialog).click();
    await post.mailTo(who.email);
    await expect(dialog).toBeHidden();
    await chooseInMenu(page, who, "Send invitation again");
    const question = page.getByRole("dialog", { name: `Invite ${who.name} again?` });
    await question.getByRole("button", { name: "Send invitation" }).click();
    await expect(question).toBeHidden();
    await post.mailTo(who.email, 2);
  });
});

test.describe("Without a mail server", () => {
  test("an invitation says that no email is sent, and has its link in the dialog", async ({ cast, as, page }) => {
    const administrators = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
    const dialog = await openInvite(administrators);
    await expect(invitationSwitch(dialog)).toBeDisabled();
    await expect(invitationSwitch(dialog)).not.toBeChecked();
    await expect(dialog.getByText("No email can be sent: no mail server is set.")).toBeVisible();
    await expect(inviteButton(dialog)).toBeHidden();

    const who = newcomer();
    await emailField(dialog).fill(who.email);
    await nameField(dialog).fill(who.name);
    await createButton(dialog).click();
    const created = administrators.getByRole("dialog", { name: "Link created" });
    await expect(created.getByRole("status")).toContainText("It works once, until");
    await created.getByRole("button", { name: "Copy" }).click();
    await expect(created.getByRole("button", { name: "Copied" })).toBeVisible();
    const link = await created.getByRole("textbox", { name: "Invitation link" }).inputValue();
    expect(await administrators.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await created.getByRole("button", { name: "Done" }).click();
    await expect(created).toBeHidden();
    await expect(memberRow(administrators, who.email)).toContainText("Invited");
    await administrators.getByRole("button", { name: "+ Invite" }).click();
    await expect(dialog).toBeVisible();

    const { items } = (await cast.ada.get("/mail", { limit: 200 })).body;
    expect(items.filter((mail) => mail.recipient_email === who.email)).toEqual([]);
    await page.goto(link);
    await chooseFirstPassword(page, who.password);
  });

  test("to send an invitation again gives its link instead", async ({ cast, as, page }) => {
    const who = newcomer();
    const administrators = await as(cast.ada);
    await invite(administrators, who);
    const first = await linkTo(cast, who);
    await chooseInMenu(administrators, who, "Send invitation again");
    const question = administrators.getByRole("dialog", { name: `Invite ${who.name} again?` });
    await expect(question.getByText("No mail server is set, so no email can be sent.")).toBeVisible();
    await question.getByRole("button", { name: "Create link" }).click();
    const created = administrators.getByRole("dialog", { name: "Link created" });
    const link = await created.getByRole("textbox", { name: "Invitation link" }).inputValue();

    await page.goto(first);
    await expect(title(page, "This invitation is not valid")).toBeVisible();
    await page.goto(link);
    await chooseFirstPassword(page, who.password);
  });

  test("the first password is shown once with Copy, and with the address to sign in at", async ({
    cast,
    server,
    as,
  }) => {
    const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
    const dialog = await openInvite(page);
    const who = newcomer();
    await fillIn(dialog, who);
    const created = await createWithPassword(dialog);
    await expect(created.getByRole("textbox", { name: "First password" })).toHaveValue(who.password);
    await expect(created.getByRole("status")).toContainText(`Sign in at ${server.address}/sign-in with ${who.email}.`);
    await created.getByRole("button", { name: "Copy" }).click();
    await expect(created.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(who.password);
    await created.getByRole("button", { name: "Done" }).click();
    await expect(created).toBeHidden();
  });
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
  const receipt = page.getByRole("dialog", { name: "Removed" });
  await expect(receipt.getByRole("status")).toContainText(`${member.name} was removed.`);
  await receipt.getByRole("button", { name: "Invite again" }).click();

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
  await createButton(dialog).click();
  await page.getByRole("dialog", { name: "Link created" }).getByRole("button", { name: "Done" }).click();
  await expect(memberRow(page, email)).toContainText("Invited");
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
  async function takeLink(page: Page, who: { email: string; name: string }): Promise<string> {
    await chooseInMenu(page, who, "Copy invitation link");
    const question = page.getByRole("dialog", { name: `Invitation link for ${who.name}` });
    await question.getByRole("button", { name: "Create link" }).click();
    const created = page.getByRole("dialog", { name: "Link created" });
    const link = await created.getByRole("textbox", { name: "Invitation link" }).inputValue();
    await created.getByRole("button", { name: "Done" }).click();
    await expect(created).toBeHidden();
    return link;
  }

  test("gives a link to hand over, once", async ({ cast, as, page }) => {
    const who = newcomer();
    const administrators = await as(cast.ada);
    await invite(administrators, who);
    const link = await takeLink(administrators, who);
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
    await expect(title(page, "This invitation is not valid")).toBeVisible();
    await page.goto(await takeLink(administrators, who));
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
    await expect(dialog.getByRole("status")).toContainText("can sign in now");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(row).not.toContainText("Invited");

    expect((await new Client(server).signIn(who.email, who.password)).status).toBe(201);
    await page.goto(link);
    await expect(title(page, "This invitation is not valid")).toBeVisible();
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
