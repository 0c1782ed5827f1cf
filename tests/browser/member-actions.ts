import { expect, type Locator, type Page } from "../support/browser.ts";
import type { Cast, Person } from "../support/cast.ts";
import { expectFocusIn, memberRow } from "./invite.ts";

/** The members page, with this member's row. */
export async function openMembers(page: Page, member: { email: string }): Promise<Locator> {
  await page.goto("/account/members");
  const row = memberRow(page, member.email);
  await expect(row).toBeVisible();
  return row;
}

/** Opens "Edit agents" in the row, and waits until the form is there. */
export async function openEdit(page: Page, member: Person): Promise<Locator> {
  await (await openMembers(page, member)).getByRole("button", { name: "Edit agents" }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${member.name}` });
  await expect(saveButton(dialog)).toBeVisible();
  await expectFocusIn(dialog);
  return dialog;
}

export async function openPassword(page: Page, member: Person): Promise<Locator> {
  await (await openMembers(page, member)).getByRole("button", { name: "Change password" }).click();
  const dialog = page.getByRole("dialog", { name: `Change the password of ${member.name}` });
  await expect(dialog.getByLabel("New password")).toBeVisible();
  await expectFocusIn(dialog);
  return dialog;
}

/** Chooses from the menu behind a row's three dots. */
export async function chooseInMenu(page: Page, member: { email: string }, item: string): Promise<void> {
  await (await openMembers(page, member)).getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

export const saveButton = (dialog: Locator) => dialog.getByRole("button", { name: "Save changes" });

/** The lines of the difference above the button. */
export const difference = (dialog: Locator) =>
  dialog.getByRole("region", { name: "What will change" }).getByRole("listitem");

export async function save(page: Page, dialog: Locator, name: string): Promise<void> {
  await saveButton(dialog).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Changes to ${name} are saved.`)).toBeVisible();
}

/** What the server knows of a member. */
export const shown = async (cast: Cast, member: { id: string }) => (await cast.ada.get(`/members/${member.id}`)).body;
