import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { eventually, keptToken } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer, refusal } from "../support/smtp.ts";
import { day, WallClock } from "../support/wall-clock.ts";

let clock: WallClock;
let server: Server;
let cast: Cast;
beforeEach(async () => {
  clock = new WallClock();
  server = await startServer(clock.options);
  cast = await Cast.withAda(server);
});
afterEach(() => server.stop());

const post = (what: "lookup" | "renewal", token: string) => new Client(server).post(`/invitations/${what}`, { token });
const accept = (token: string) =>
  new Client(server).post("/invitations/acceptance", { token, password: "a heron stands still" });
const invite = async () =>
  (await cast.ada.post("/members", { email: "eva@harbour.example", name: "Eva", send_invitation: true })).body;
const shown = async (member: { id: string }) => (await cast.ada.get(`/members/${member.id}`)).body;

const ofStatus = (status: string) => cast.ada.names("/members", { status });

/** Ada's session, too, ends in the course of the days that pass here. */
async function pass(days: number) {
  clock.forward(days * day);
  await cast.ada.signIn(cast.ada.email, cast.ada.password);
}

describe("an invitation that nobody accepts", () => {
  test("works until the seventh day is over, and not a moment longer", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    await pass(6.99);
    expect(await shown(member)).toMatchObject({ status: "invited" });
    expect(await ofStatus("invited")).toEqual(["Eva"]);
    expect(await ofStatus("invitation_expired")).toEqual([]);
    expect((await post("lookup", token)).body).toMatchObject({ state: "open" });
    expect(await post("renewal", token)).toBeRefused(409, "conflict");

    await pass(7.01);
    expect(await shown(member)).toMatchObject({ status: "invitation_expired" });
    expect((await post("lookup", token)).body).toMatchObject({
      state: "expired",
      name: null,
      email: null,
      sends_mail: false,
    });
    expect(await ofStatus("invited")).toEqual([]);
    expect(await ofStatus("invitation_expired")).toEqual(["Eva"]);
    expect(await ofStatus("active")).toEqual([cast.ada.name]);
    expect(await accept(token)).toBeRefused(409, "invitation_expired");
    expect(await shown(member)).toMatchObject({ status: "invitation_expired" });
  });

  test("is renewed for anyone who has the old link: one email to the invited address, whose link works", async () => {
    const member = await invite();
    const old = await keptToken(cast.ada, member.id);
    await pass(8);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post("renewal", old)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 404, 404, 404]);
    const fresh = await keptToken(cast.ada, member.id, 2);
    expect((await cast.ada.get("/mail")).body.items.map((mail) => mail.recipient_email)).toEqual([
      "eva@harbour.example",
      "eva@harbour.example",
    ]);
    expect(await shown(member)).toMatchObject({ status: "invited" });
    for (const answer of [await post("lookup", old), await accept(old), await post("renewal", old)])
      expect(answer).toBeRefused(404, "not_found");
    expect(await accept(fresh)).toHaveStatus(201);
  });

  test("is not renewed while the member is suspended, nor after it was revoked", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    await pass(8);
    await cast.ada.put(`/members/${member.id}/suspension`);
    expect(await post("renewal", token)).toBeRefused(404, "not_found");
    await cast.ada.delete(`/members/${member.id}/suspension`);
    await cast.ada.delete(`/members/${member.id}/invitation`);
    expect(await post("renewal", token)).toBeRefused(404, "not_found");
  });

  test("is not mailed any more once it has expired", async () => {
    const mails = await MailServer.start();
    await server.restart({ ...clock.options, flags: mails.flags });
    await cast.ada.signIn(cast.ada.email, cast.ada.password);
    await cast.ada.patch("/settings", { invitation_lifetime_days: 1, security_emails: false });
    mails.refuse = () => refusal(451, "Later");
    const member = await invite();
    const queued = async () => (await cast.ada.get("/mail")).body.items;
    await eventually("an attempt", async () => ((await queued())[0]?.reason ? true : undefined));
    mails.refuse = () => undefined;
    await pass(1.01);
    const other = { email: "rosa@quay.example", name: "Rosa", send_invitation: true };
    expect(await cast.ada.post("/members", other)).toHaveStatus(201);
    await mails.mailTo(other.email);
    await eventually("one email", async () => ((await queued()).length === 1 ? true : undefined));
    expect(mails.received.filter(({ to }) => to.includes(member.email))).toEqual([]);
    await mails.stop();
  });

  test("lives as long as Settings say", async () => {
    expect(await cast.ada.patch("/settings", { invitation_lifetime_days: 2 })).toHaveStatus(200);
    const token = await keptToken(cast.ada, (await invite()).id);
    await pass(1.99);
    expect((await post("lookup", token)).body).toMatchObject({ state: "open" });
    await pass(2.01);
    expect((await post("lookup", token)).body).toMatchObject({ state: "expired" });
  });
});
