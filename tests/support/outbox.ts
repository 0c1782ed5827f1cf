import type { Schemas } from "./answer.ts";
import type { Client } from "./client.ts";
import { tokenIn } from "./smtp.ts";

/** Waits until `look` finds something. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
  milliseconds = 30_000,
): Promise<Found> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`);
    await new Promise((go) => setTimeout(go, 100));
  }
}

/** The mails to a member of a server without a mail server, newest first, once there are `count` that are written. */
export async function keptMail(
  administrator: Client,
  memberId: string,
  count = 1,
  kinds?: Schemas["Mail"]["kind"][],
): Promise<Schemas["MailWithMessage"][]> {
  const kept = await eventually(`${count} mails to ${memberId}`, async () => {
    const { items } = (await administrator.get("/mail", { limit: 200, state: "kept" })).body;
    const own = items.filter((mail) => mail.recipient_id === memberId && (kinds?.includes(mail.kind) ?? true));
    return own.length >= count ? own : undefined;
  });
  return Promise.all(kept.map(async (mail) => (await administrator.get(`/mail/${mail.id}`)).body));
}

/** The token in the newest mail with a link to choose a password to a member, once there are `count`. */
export async function keptToken(administrator: Client, memberId: string, count = 1): Promise<string> {
  const [newest] = await keptMail(administrator, memberId, count, ["invitation", "password_reset"]);
  return tokenIn(newest!.message!.text);
}
