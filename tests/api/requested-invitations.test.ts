import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer, tokenIn } from "../support/smtp.ts";
import { day, WallClock } from "../support/wall-clock.ts";

let clock: WallClock;
let post: MailServer;
let server: Server;
let cast: Cast;
/** Those who ask after the others. */
let members: Person[];
beforeAll(async () => {
  clock = new WallClock();
  post = await MailServer.start();
  server = await startServer({ ...clock.options, flags: ["--trusted-proxies", "127.0.0.1", ...post.flags] });
  cast = await Cast.withAda(server);
  await cast.ada.patch("/settings", { security_emails: false });
  members = await Promise.all([1, 2, 3].map(() => cast.memberNotSignedIn()));
});
afterAll(async () => {
  await server.stop();
  await post.stop();
});

const hour = 60 * 60;
/** Each test begins a month after the one before, so that no limit of one holds in another. */
let present = 0;
async function pass(seconds: number) {
  present += seconds;
  clock.forward(present);
  await cast.ada.signIn(cast.ada.email, cast.ada.password);
}
beforeEach(() => pass(30 * day));

let number = 0;
type Invited = Schemas["Member"];
async function invite(): Promise<Invited> {
  const body = { email: `asks-${++number}@harbour.example`, name: `Asks ${number}`, send_invitation: true };
  return (await cast.ada.post("/members", body)).body;
}
const mailedToken = async ({ email }: { email: string }, count = 1) =>
  tokenIn((await post.mailTo(email, count)).parsed.text!);
const mails = ({ email }: { email: string }) => post.received.filter(({ to }) => to.includes(email)).length;
const tokenByHand = async ({ id }: Invited) =>
  (await cast.ada.post(`/members/${id}/invitation`, { send: false })).body.url!.split("#token=")[1]!;

let clients = 0;
let asked = 0;
const request = (email: string) =>
  new Client(server, { "X-Forwarded-For": `198.51.100.${++clients % 250}` }).post("/password-resets", { email });
/** Asks for new passwords, and waits until that is decided about: a later request of a member has brought its email. */
async function askAs(...people: { email: string }[]) {
  for (const { email } of people) expect(await request(email)).toHaveStatus(202);
  const member = members[++asked % members.length]!;
  const count = mails(member);
  await request(member.email);
  await post.mailTo(member.email, count + 1);
}

const stateOf = async (token: string) => {
  const answer = await new Client(server).post("/invitations/lookup", { token });
  return answer.status === 404 ? "unknown" : answer.body.state;
};
const statesOf = (...tokens: string[]) => Promise.all(tokens.map(stateOf));
const accept = (token: string) =>
  new Client(server).post("/invitations/acceptance", { token, password: "a heron stands still" });
const shown = async ({ id }: Invited) => (await cast.ada.get(`/members/${id}`)).body;

describe("a forgotten password of an invited member", () => {
  test("sends the invitation again, and every link works until one is used", async () => {
    const invited = await invite();
    const first = await mailedToken(invited);
    await pass(2 * day);
    await askAs({ email: ` ${invited.email.toUpperCase()}` });
    const second = await mailedToken(invited, 2);
    const mail = await post.mailTo(invited.email, 2);
    expect(mail.to).toEqual([invited.email]);
    expect(mail.parsed.subject).toBe("Ada Okafor invites you to Harbour Voices");
    expect(second).not.toBe(first);
    expect(await statesOf(first, second)).toEqual(["open", "open"]);

    const { status, invitation } = await shown(invited);
    expect(status).toBe("invited");
    expect(invitation!.delivery.state).toBe("sent");
    expect(
      (Date.parse(invitation!.expires_at!) - Date.parse(invited.invitation!.expires_at!)) / (day * 1000),
    ).toBeCloseTo(2, 1);

    expect(await accept(first)).toHaveStatus(201);
    expect(await statesOf(first, second)).toEqual(["unknown", "unknown"]);
    expect(await accept(second)).toBeRefused(404, "not_found");
  });

  test("leaves a link that was handed over valid, and that can be used beside the one that is sent", async () => {
    const invited = await invite();
    const mailed = await mailedToken(invited);
    const byHand = await tokenByHand(invited);
    await askAs(invited);
    const sent = await mailedToken(invited, 2);
    expect(await statesOf(mailed, byHand, sent)).toEqual(["unknown", "open", "open"]);
    expect(await accept(byHand)).toHaveStatus(201);
    expect(await stateOf(sent)).toBe("unknown");
  });

  test("sends it at most once an hour, for each member", async () => {
    const [invited, other] = [await invite(), await invite()];
    const tokens = [await mailedToken(invited)];
    await mailedToken(other);
    for (let n = 0; n < 3; n++) await askAs(invited);
    expect(mails(invited)).toBe(2);
    tokens.push(await mailedToken(invited, 2));
    await askAs(other);
    expect(mails(other)).toBe(2);

    await pass(59 * 60);
    await askAs(invited);
    expect(mails(invited)).toBe(2);
    await pass(2 * 60);
    await askAs(invited);
    tokens.push(await mailedToken(invited, 3));
    expect(await statesOf(...tokens)).toEqual(["open", "open", "open"]);
    // A new link of an administrator does not start the hour again.
    tokens.push(await tokenByHand(invited));
    await askAs(invited);
    expect(mails(invited)).toBe(3);
    expect(await statesOf(...tokens)).toEqual(["unknown", "unknown", "unknown", "open"]);
  });

  test("sends an expired invitation too, whose link then says no more", async () => {
    const invited = await invite();
    const first = await mailedToken(invited);
    await pass(8 * day);
    expect(await stateOf(first)).toBe("expired");
    await askAs(invited);
    const second = await mailedToken(invited, 2);
    expect(await statesOf(first, second)).toEqual(["unknown", "open"]);
    expect(await shown(invited)).toMatchObject({ status: "invited" });
    expect(await accept(second)).toHaveStatus(201);
  });

  test("is renewed by an earlier link that has expired, without ending a later one", async () => {
    const invited = await invite();
    const first = await mailedToken(invited);
    await pass(6 * day);
    await askAs(invited);
    const second = await mailedToken(invited, 2);
    await pass(2 * day);
    expect(await statesOf(first, second)).toEqual(["expired", "open"]);
    expect(await accept(first)).toBeRefused(409, "invitation_expired");
    expect(await new Client(server).post("/invitations/renewal", { token: second })).toBeRefused(409, "conflict");
    expect(await new Client(server).post("/invitations/renewal", { token: first })).toHaveStatus(202);
    const third = await mailedToken(invited, 3);
    expect(await statesOf(first, second, third)).toEqual(["unknown", "open", "open"]);
  });

  const ends: ((invited: Invited) => Promise<unknown>)[] = [
    ({ id }) => cast.ada.delete(`/members/${id}/invitation`),
    ({ id }) => cast.ada.put(`/members/${id}/suspension`),
    async ({ id }) => {
      await cast.ada.put(`/members/${id}/suspension`);
      await cast.ada.delete(`/members/${id}/suspension`);
    },
    ({ id }) => cast.ada.delete(`/members/${id}`),
  ];
  test("sends nothing once the invitation is revoked or ended, and no link works, of now or before", async () => {
    const invited = await Promise.all(ends.map(invite));
    const first = await Promise.all(invited.map((each) => mailedToken(each)));
    await askAs(...invited);
    const second = await Promise.all(invited.map((each) => mailedToken(each, 2)));
    expect(await statesOf(...first, ...second)).toEqual([...first, ...second].map(() => "open"));
    for (const [index, end] of ends.entries()) await end(invited[index]!);
    await pass(2 * hour);
    await askAs(...invited);
    expect(invited.map(mails)).toEqual([2, 2, 2, 2]);
    expect(await statesOf(...first, ...second)).toEqual([...first, ...second].map(() => "unknown"));
  });

  test("of one who has a password meanwhile sends a link to choose another", async () => {
    const invited = await invite();
    const tokens = [await mailedToken(invited)];
    await askAs(invited);
    tokens.push(await mailedToken(invited, 2));
    await cast.ada.put(`/members/${invited.id}/password`, { password: "three owls at dusk" });
    expect(await statesOf(...tokens)).toEqual(["unknown", "unknown"]);
    await pass(hour);
    await askAs(invited);
    expect((await post.mailTo(invited.email, 3)).parsed.subject).toBe("A new password for Harbour Voices");
  });

  test("is in the audit log, as done by somebody who is not signed in", async () => {
    const invited = await invite();
    await askAs(invited);
    await mailedToken(invited, 2);
    const { items } = (await cast.ada.get("/audit-entries", { subject_id: invited.id })).body;
    const [entry] = items.filter(({ action }) => action === "invitation.resent");
    expect(entry).toMatchObject({ actor_kind: "stranger", actor_name: null, subject_name: invited.name });
  });
});
