import { expect, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";
import { keptMail } from "../support/outbox.ts";
import { memberOf } from "./invite.ts";

/** The text of the newest mail with a link to choose a password to this address, once there are `count`. These servers keep mail instead of sending it. */
export async function mailTo(cast: Cast, { email }: { email: string }, count = 1): Promise<string> {
  const member = await memberOf(cast, email);
  const [newest] = await keptMail(cast.ada, member!.id, count, ["invitation", "password_reset"]);
  return newest!.message!.text;
}

/** The link of the newest mail to this address. */
export async function linkTo(cast: Cast, who: { email: string }, count = 1): Promise<string> {
  const text = await mailTo(cast, who, count);
  return /http\S+#token=\S+/.exec(text)![0];
}

export const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Chooses a password on the page of an invitation, and comes in. */
export async function chooseFirstPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Choose password and sign in" }).click();
  await expect(title(page, "Home")).toBeVisible();
}
