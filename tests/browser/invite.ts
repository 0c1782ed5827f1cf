import { expect, type Locator, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";

export const permissionLabels = [
  "Can edit agents",
  "Can use advanced editor",
  "Can access CRM",
  "Can view billable minutes",
  "Can view recordings",
];

let newcomers = 0;

/** Somebody who is not a member yet. */
export function newcomer(name = "Nora Berg") {
  newcomers += 1;
  return { name, email: `newcomer-${newcomers}@harbour.example`, password: "a lighthouse in the fog" };
}

/** The dialog behind "+ Invite", opened on the members page, with the agents in it. */
export async function openInvite(page: Page): Promise<Locator> {
  await page.goto("/account/members");
  await page.getByRole("button", { name: "+ Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a new member" });
  await expect(dialog.getByRole("group", { name: "Agents" }).getByRole("checkbox").first()).toBeVisible();
  await expectFocusIn(dialog);
  return dialog;
}

/** A dialog moves the focus into it a moment after it appears: what is focused before that does not stay so. */
export async function expectFocusIn(dialog: Locator): Promise<void> {
  await expect(dialog.locator(":focus")).toHaveCount(1);
}

export const emailField = (dialog: Locator) => dialog.getByLabel("Email", { exact: true });
export const nameField = (dialog: Locator) => dialog.getByLabel("Name", { exact: true });
export const passwordField = (dialog: Locator) => dialog.getByLabel("Password", { exact: true });
export const invitationSwitch = (dialog: Locator) => dialog.getByRole("switch", { name: "Send invitation email" });
export const createButton = (dialog: Locator) => dialog.getByRole("button", { name: "Create Member", exact: true });
export const inviteButton = (dialog: Locator) => dialog.getByRole("button", { name: "Create & Send Invite" });

/** Chooses that the administrator hands over a first password. */
export async function choosePassword(dialog: Locator): Promise<void> {
  await invitationSwitch(dialog).uncheck();
  await dialog.getByRole("radio", { name: "First password" }).check();
}

/** Fills what is mandatory for a member with a first password. */
export async function fillIn(dialog: Locator, who: ReturnType<typeof newcomer>): Promise<void> {
  await emailField(dialog).fill(who.email);
  await nameField(dialog).fill(who.name);
  await choosePassword(dialog);
  await passwordField(dialog).fill(who.password);
}

/** Invites by an email, which servers without a mail server keep, and shows the members. */
export async function invite(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await page.goto("/account/members");
  const status = await page.evaluate(
    async (body) =>
      (await fetch("/api/v1/members", { method: "POST", body, headers: { "Content-Type": "application/json" } }))
        .status,
    JSON.stringify({ name, email, send_invitation: true }),
  );
  expect(status).toBe(201);
  await page.reload();
}

/** The dialog once the member is created, with the first password. */
export async function createWithPassword(dialog: Locator): Promise<Locator> {
  await createButton(dialog).click();
  const created = dialog.page().getByRole("dialog", { name: "Member created" });
  await expect(created).toBeVisible();
  return created;
}

export async function create(dialog: Locator): Promise<void> {
  const created = await createWithPassword(dialog);
  await created.getByRole("button", { name: "Done" }).click();
  await expect(created).toBeHidden();
}

/** The member with this email, as the server has it. */
export async function memberOf(cast: Cast, email: string) {
  const { items } = (await cast.ada.get("/members", { limit: 200 })).body;
  const summary = items.find((member) => member.email === email);
  return summary && (await cast.ada.get(`/members/${summary.id}`)).body;
}

export const memberRow = (page: Page, text: string) =>
  page.getByRole("table", { name: "Members" }).getByRole("row").filter({ hasText: text });
