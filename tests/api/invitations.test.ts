import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { keptMail, keptToken } from "../support/outbox.ts";
import { Program } from "../support/program.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const password = "a heron stands still";
let number = 0;

async function invite(more: Partial<Schemas["CreateMember"]> = {}) {
  const email = `invited-${++number}@harbour.example`;
  const answer = await cast.ada.post("/members", { email, name: `Invited ${number}`, send_invitation: true, ...more });
  expect(answer).toHaveStatus(201);
  return answer.body;
}

const shown = async (member: { id: string }) => (await cast.ada.get(`/members/${member.id}`)).body;
const accept = (token: string, chosen = password, by = new Client(server)) =>
  by.post("/invitations/acceptance", { token, password: chosen });
const lookUp = (token: string) => new Client(server).post("/invitations/lookup", { token });
const again = (member: { id: string }, send: boolean) => cast.ada.post(`/members/${member.id}/invitation`, { send });
/** What was done to a member, by the alphabet: what is done in one write has one time. */
const actionsOn = async (member: { id: string }) =>
  (await cast.ada.get("/audit-entries", { subject_id: member.id })).body.items.map((entry) => entry.action).sort();
const tokenOf = (url: string | null) => url!.split("#token=")[1]!;

describe("an invitation", () => {
  test("makes a member who is invited, and mails a link to choose a password", async () => {
    const member = await invite({
      name: "José <b>Müller</b>",
      agent_ids: [cast.agent("Reception").id],
      permissions: { view_recordings: true },
    });
    expect(member).toMatchObject({ status: "invited", agent_ids: [cast.agent("Reception").id], last_active_at: null });
    expect(member.can).toEqual(["update", "set_password", "send_invitation", "revoke_invitation", "suspend", "remove"]);
    const days = (Date.parse(member.invitation!.expires_at!) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 2);

    const [mail] = await keptMail(cast.ada, member.id);
    expect(mail).toMatchObject({ kind: "invitation", recipient_email: member.email, attempts: 1, reason: null });
    expect(mail!.message!.subject).toBe("Ada Okafor invites you to Harbour Voices");
    for (const says of [
      "José <b>Müller</b>",
      "see 1 agent",
      "view recordings",
      `${server.address}/sign-in`,
      member.email,
    ])
      expect(mail!.message!.text).toContain(says);
    expect(mail!.message!.html).toContain("José &lt;b&gt;Müller&lt;/b&gt;");
    expect(mail!.message!.text).not.toMatch(/edit agents|billable|CRM/);
    expect((await shown(member)).invitation!.delivery).toEqual({ state: "kept", reason: null, mail_id: mail!.id });
  });

  test("is answered with what is read afterwards, in few statements", async () => {
    const before = await counter(cast.ada, "rollcall_database_write_statements_total");
    const member = await invite({
      job_title: "Keeper",
      agent_ids: [cast.agent("Reception").id, cast.agent("Reception").id],
      permissions: { edit_agents: true },
    });
    expect((await counter(cast.ada, "rollcall_database_write_statements_total")) - before).toBeLessThan(30);
    const { invitation, ...rest } = member;
    const { invitation: read, ...readRest } = await shown(member);
    expect(rest).toEqual(readRest);
    expect(invitation!.expires_at).toBe(read!.expires_at);
    expect(invitation!.delivery).toEqual({ state: "queued", reason: null, mail_id: read!.delivery.mail_id });
  });

  test("opens once: the member chooses a password, is signed in, and is a member like any other", async () => {
    const member = await invite({ agent_ids: [cast.agent("Reception").id] });
    const token = await keptToken(cast.ada, member.id);
    expect((await lookUp(token)).body).toEqual({
      state: "open",
      account_name: "Harbour Voices",
      invited_by: cast.ada.name,
      name: member.name,
      email: member.email,
      minimum_password_length: 6,
      sends_mail: false,
    });

    const browser = new Client(server);
    const accepted = await accept(token, password, browser);
    expect(accepted).toHaveStatus(201);
    expect(accepted.body.member?.id).toBe(member.id);
    expect(accepted.body.password_change_required).toBe(false);
    expect(await browser.names("/agents")).toEqual(["Reception"]);
    expect(await shown(member)).toMatchObject({ status: "active", invitation: null });
    expect(await new Client(server).signIn(member.email, password)).toHaveStatus(201);

    for (const answer of [await accept(token, "another password"), await lookUp(token)])
      expect(answer).toBeRefused(404, "not_found");
    expect(await new Client(server).signIn(member.email, "another password")).toHaveStatus(401);
  });

  test("is accepted once by a hundred at once: one membership, one session", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    const passwords = Array.from({ length: 100 }, (_, n) => `${password} ${n}`);
    const answers = await Promise.all(passwords.map((chosen) => accept(token, chosen)));
    const winners = answers.flatMap((answer, n) => (answer.status === 201 ? [passwords[n]!] : []));
    expect(winners).toHaveLength(1);
    for (const answer of answers) expect([201, 404, 429]).toContain(answer.status);

    const browser = new Client(server);
    expect(await browser.signIn(member.email, winners[0]!)).toHaveStatus(201);
    expect((await browser.get("/profile/sessions")).body.items).toHaveLength(2);
    const { items } = (await cast.ada.get("/members", { limit: 200 })).body;
    expect(items.filter((item) => item.email === member.email)).toHaveLength(1);
    expect(await actionsOn(member)).toEqual(["invitation.accepted", "invitation.created", "member.created"]);
  }, 300_000);

  test("asks for a password by the rules that hold everywhere", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    for (const wrong of ["", "short", "password", member.email, member.name.toUpperCase(), "p".repeat(1025)]) {
      const answer = await accept(token, wrong);
      expect(answer).toBeRefused(422, "invalid_fields");
      expect(Object.keys(answer.problem.fields!)).toEqual(["password"]);
    }
    expect(await shown(member)).toMatchObject({ status: "invited" });
    expect(await accept(token)).toHaveStatus(201);
  });

  test("without email is created with its link, which the response has this once", async () => {
    const email = `invited-${++number}@harbour.example`;
    const wanted = { email, name: "By hand", send_invitation: false, create_invitation_link: true };
    const answer = await cast.ada.post("/members", wanted);
    expect(answer).toHaveStatus(201);
    const { invitation_link, ...member } = answer.body;
    expect(member).toEqual(await shown(member));
    expect(member).toMatchObject({ status: "invited", invitation: { delivery: { state: "none", mail_id: null } } });
    expect(invitation_link!.expires_at).toBe(member.invitation!.expires_at);
    expect(await actionsOn(member)).toEqual(["invitation.created", "invitation.link_taken", "member.created"]);
    const { items } = (await cast.ada.get("/mail", { limit: 200 })).body;
    expect(items.filter((mail) => mail.recipient_email === email)).toEqual([]);
    expect(await accept(tokenOf(invitation_link!.url))).toHaveStatus(201);

    for (const more of [{ password }, { send_invitation: true }]) {
      const answer = await cast.ada.post("/members", { ...wanted, email: `not-${email}`, ...more });
      expect(answer).toHaveStatus(422);
    }
    const program = await Program.of(cast.ada, ["members"]);
    const refused = await program.post("/members", { ...wanted, email: `not-${email}` });
    expect(refused).toBeRefused(403, "not_for_api_tokens");
  });

  test("with a first password beside it is refused", async () => {
    const answer = await cast.ada.post("/members", {
      email: "both@harbour.example",
      name: "Both",
      send_invitation: true,
      password,
    });
    expect(answer).toBeRefused(422, "invalid_fields");
    expect(answer.problem.fields).toHaveProperty("password");
    expect(await cast.ada.names("/members")).not.toContain("Both");
  });

  test("of somebody who is a member already is refused, and changes nothing about that member", async () => {
    const eva = await cast.member();
    const before = await shown(eva);
    const answer = await cast.ada.post("/members", {
      email: eva.email.toUpperCase(),
      name: "Somebody Else",
      role: "administrator",
      send_invitation: true,
    });
    expect(answer).toBeRefused(409, "email_taken");
    expect(await shown(eva)).toEqual(before);
    expect(await eva.get("/session")).toHaveStatus(200);
    expect(await again(eva, true)).toBeRefused(409, "conflict");
    expect(await again(eva, false)).toBeRefused(409, "conflict");
    expect(await cast.ada.delete(`/members/${eva.id}/invitation`)).toBeRefused(409, "conflict");
  });
});

describe("a member who is invited", () => {
  test("can do nothing: no password signs in, after the same work as for any other", async () => {
    const member = await invite({ role: "administrator" });
    const before = await counter(cast.ada, "rollcall_password_hashes_total");
    const answers = [];
    for (const guess of ["", " ", "a guess"]) answers.push(await new Client(server).signIn(member.email, guess));
    answers.push(await new Client(server).signIn("nobody@harbour.example", "a guess"));
    expect(await counter(cast.ada, "rollcall_password_hashes_total")).toBe(before + 4);
    const [first, ...rest] = answers.map(({ problem: { request_id: _, ...problem } }) => problem);
    expect(first!.code).toBe("wrong_credentials");
    for (const problem of rest) expect(problem).toEqual(first);
  });

  test("is no administrator who could keep the account alone", async () => {
    const own = await startServer();
    const { ada } = await Cast.withAda(own);
    await ada.post("/members", { email: "b@harbour.example", name: "B", role: "administrator", send_invitation: true });
    expect(await ada.patch(`/members/${ada.id}`, { role: "member" })).toBeRefused(409, "last_administrator");
    expect(await ada.put(`/members/${ada.id}/suspension`)).toBeRefused(409, "last_administrator");
    expect(await ada.delete(`/members/${ada.id}`)).toBeRefused(409, "last_administrator");
    await own.stop();
  });

  test("cannot accept while suspended, and afterwards only by a new link", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    await cast.ada.put(`/members/${member.id}/suspension`);
    expect(await shown(member)).toMatchObject({ status: "suspended" });
    for (const answer of [await accept(token), await lookUp(token)]) expect(answer).toBeRefused(404, "not_found");
    expect(await again(member, true)).toBeRefused(409, "conflict");
    await cast.ada.delete(`/members/${member.id}/suspension`);
    expect(await shown(member)).toMatchObject({ status: "invitation_expired" });
    for (const answer of [await accept(token), await lookUp(token)]) expect(answer).toBeRefused(404, "not_found");
    expect(await again(member, true)).toHaveStatus(200);
    expect(await shown(member)).toMatchObject({ status: "invited" });
    expect(await accept(await keptToken(cast.ada, member.id, 2))).toHaveStatus(201);
  });

  test("who is given a password is a member with it, and the link is dead", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    expect(await cast.ada.put(`/members/${member.id}/password`, { password })).toHaveStatus(204);
    expect(await shown(member)).toMatchObject({ status: "active", invitation: null });
    expect(await accept(token, "another password")).toBeRefused(404, "not_found");
    expect(await new Client(server).signIn(member.email, password)).toHaveStatus(201);
  });

  test("who is removed takes the link along", async () => {
    const member = await invite();
    const token = await keptToken(cast.ada, member.id);
    expect((await cast.ada.delete(`/members/${member.id}`)).body.mail_deleted).toBe(1);
    expect(await accept(token)).toBeRefused(404, "not_found");
  });
});

describe("a new link", () => {
  test("by mail kills the one before", async () => {
    const member = await invite();
    const first = await keptToken(cast.ada, member.id);
    const answer = await again(member, true);
    expect(answer.body.url).toBeNull();
    const second = await keptToken(cast.ada, member.id, 2);
    expect(second).not.toBe(first);
    expect(await accept(first)).toBeRefused(404, "not_found");
    expect(await accept(second)).toHaveStatus(201);
  });

  test("by hand is shown once, goes by no mail, and kills the one before", async () => {
    const member = await invite();
    const first = await keptToken(cast.ada, member.id);
    const { url } = (await again(member, false)).body;
    expect(url).toMatch(new RegExp(`^${server.address}/invitation#token=[\\w-]{43}$`));
    expect((await shown(member)).invitation!.delivery).toEqual({ state: "none", reason: null, mail_id: null });
    expect(await keptMail(cast.ada, member.id)).toHaveLength(1);
    const everything = await Promise.all([
      cast.ada.get("/members", { limit: 200 }),
      cast.ada.get(`/members/${member.id}`),
      cast.ada.get("/mail", { limit: 200 }),
      cast.ada.get("/audit-entries", { limit: 200 }),
    ]);
    for (const answer of everything)
      for (const token of [first, tokenOf(url)]) expect(answer.text).not.toContain(token);
    expect(await accept(first)).toBeRefused(404, "not_found");
    expect(await accept(tokenOf(url))).toHaveStatus(201);
  });

  test("can be made after a revocation, which ends the one before", async () => {
    const member = await invite();
    const first = await keptToken(cast.ada, member.id);
    expect(await cast.ada.delete(`/members/${member.id}/invitation`)).toHaveStatus(204);
    expect(await cast.ada.delete(`/members/${member.id}/invitation`)).toHaveStatus(204);
    const revoked = await shown(member);
    expect(revoked).toMatchObject({
      status: "invitation_expired",
      invitation: { expires_at: null, delivery: { state: "none" } },
    });
    expect(revoked.can).toContain("send_invitation");
    expect(revoked.can).not.toContain("revoke_invitation");
    for (const answer of [
      await accept(first),
      await lookUp(first),
      await new Client(server).post("/invitations/renewal", { token: first }),
    ])
      expect(answer).toBeRefused(404, "not_found");
    const { url } = (await again(member, false)).body;
    expect(await accept(tokenOf(url))).toHaveStatus(201);
    expect(await actionsOn(member)).toEqual([
      "invitation.accepted",
      "invitation.created",
      "invitation.link_taken",
      "invitation.revoked",
      "member.created",
    ]);
  });

  test("leads to the configured address, whatever host the request came to", async () => {
    const path = `/api/v1/members/${(await invite()).id}/invitation`;
    const ask = (host: string) =>
      cast.ada.send<Schemas["InvitationLink"]>("POST", path, {
        body: { send: false },
        headers: { Host: host, "X-Forwarded-Host": "evil.example" },
        origin: `http://${host}`,
      });
    expect(await ask("evil.example")).toBeRefused(403, "foreign_origin");
    const { url } = (await ask(`localhost:${server.port}`)).body;
    expect(url).toMatch(new RegExp(`^${server.address}/`));
  });
});

describe("a token that is none", () => {
  test.each(titled(["", "x", "A".repeat(43), "ü".repeat(22), "A".repeat(10_000)]))(
    "opens nothing: %s",
    async (_, token) => {
      expect(await lookUp(token)).toBeRefused(404, "not_found");
      expect(await accept(token)).toBeRefused(404, "not_found");
      expect(await new Client(server).post("/invitations/renewal", { token })).toBeRefused(404, "not_found");
    },
  );

  test("costs no password hash", async () => {
    const before = await counter(cast.ada, "rollcall_password_hashes_total");
    await accept("A".repeat(43));
    expect(await counter(cast.ada, "rollcall_password_hashes_total")).toBe(before);
  });
});
