import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { Program } from "../support/program.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer, refusal, tokenIn } from "../support/smtp.ts";

let post: MailServer;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  post = await MailServer.start();
  const mail = ["--smtp-url", `smtp://127.0.0.1:${post.port}`, "--smtp-tls", "none"];
  server = await startServer({ flags: [...mail, "--mail-from", "rollcall@harbour.example"] });
  cast = await Cast.withAda(server);
});
afterAll(async () => {
  await server.stop();
  await post.stop();
});
beforeEach(() => {
  post.refuse = () => undefined;
});

/** What a member can come in with. */
interface Rights {
  session: Client;
  token: Program;
  /** The token of the link of an email to choose a new password. */
  resetLink: string;
}

const kinds = ["session", "token", "resetLink"] as const;
type Kind = (typeof kinds)[number];

async function mailedResetToken(address: string): Promise<string> {
  for (let count = 1; ; ++count) {
    const { text } = (await post.mailTo(address, count)).parsed;
    if (text!.includes("/password-reset#")) return tokenIn(text!);
  }
}

async function rightsOf(person: Person): Promise<Rights> {
  const token = await Program.of(person);
  expect(await new Client(server).post("/password-resets", { email: person.email })).toHaveStatus(202);
  const resetLink = await mailedResetToken(person.email);
  return { session: await person.elsewhere(), token, resetLink };
}

/** Which of the rights still open something. The link is tried with a password that is refused, so that it is not used up. */
async function open({ session, token, resetLink }: Rights): Promise<Kind[]> {
  const completion = { token: resetLink, password: "short" };
  const reset = await new Client(server).post("/password-resets/completion", completion);
  const isOpen: Record<Kind, boolean> = {
    session: (await session.get("/profile")).status === 200,
    token: (await token.get("/session")).body.member !== null,
    resetLink: reset.status === 422,
  };
  return kinds.filter((kind) => isOpen[kind]);
}

const none: Kind[] = [];
const path = (person: Person) => `/members/${person.id}` as const;
const newPassword = (person: Person, more: object = {}) =>
  person.put("/profile/password", { current_password: person.password, password: "a tide of its own", ...more });

interface Ending {
  reason: string;
  end: (person: Person) => Promise<{ status: number }>;
  /** What undoes the reason, if anything. */
  undo?: (person: Person) => Promise<{ status: number }>;
  remaining: Kind[];
}

const endings: Ending[] = [
  { reason: "a new password of one's own", end: (person) => newPassword(person), remaining: none },
  {
    reason: "a new password of one's own, with the API tokens kept",
    end: (person) => newPassword(person, { end_api_tokens: false }),
    remaining: ["token"],
  },
  {
    reason: "a password that an administrator sets",
    end: (person) => cast.ada.put(`${path(person)}/password`, { password: "three owls at dusk" }),
    remaining: none,
  },
  {
    reason: "the end of the sessions by an administrator",
    end: (person) => cast.ada.delete(`${path(person)}/sessions`),
    remaining: ["token", "resetLink"],
  },
  {
    reason: "a suspension",
    end: (person) => cast.ada.put(`${path(person)}/suspension`),
    undo: (person) => cast.ada.delete(`${path(person)}/suspension`),
    remaining: none,
  },
  {
    reason: "a demotion",
    end: (person) => cast.ada.patch(path(person), { role: "member" }),
    undo: (person) => cast.ada.patch(path(person), { role: "administrator" }),
    remaining: ["session"],
  },
  { reason: "a removal", end: (person) => cast.ada.delete(path(person)), remaining: none },
];

describe("what ends with", () => {
  test.each(endings)("$reason", async ({ end, undo, remaining }) => {
    const person = await cast.member({ role: "administrator" });
    const rights = await rightsOf(person);
    expect(await open(rights)).toEqual(kinds);
    expect((await end(person)).status).toBeLessThan(300);
    expect(await open(rights)).toEqual(remaining);
    if (!undo) return;
    expect((await undo(person)).status).toBeLessThan(300);
    expect(await open(rights)).toEqual(remaining);
    const listed = (await cast.ada.get("/api-tokens", { limit: 200 })).body.items;
    expect(listed.map((item) => item.id)).not.toContain(rights.token.tokenId);
  });

  test("a password by the link of an email", async () => {
    const person = await cast.member({ role: "administrator" });
    const { resetLink, ...others } = await rightsOf(person);
    const completion = { token: resetLink, password: "three owls at dusk" };
    expect(await new Client(server).post("/password-resets/completion", completion)).toHaveStatus(204);
    expect(await open({ resetLink, ...others })).toEqual(none);
  });
});

describe("a suspension", () => {
  const queued = async () =>
    (await cast.ada.get("/mail", { state: "queued" })).body.items.map(({ recipient_email, kind }) => [
      recipient_email,
      kind,
    ]);

  test("ends emails that are not sent yet, and restoring sends none", async () => {
    const person = await cast.memberNotSignedIn();
    post.refuse = (to) => (to === person.email || to === "rosa@quay.example" ? refusal(451, "Later") : undefined);
    expect(await new Client(server).post("/password-resets", { email: person.email })).toHaveStatus(202);
    const rosa = { email: "rosa@quay.example", name: "Rosa", send_invitation: true };
    const invited = (await cast.ada.post("/members", rosa)).body;
    const both = [
      [person.email, "password_reset"],
      ["rosa@quay.example", "invitation"],
    ].sort();
    await expect.poll(async () => (await queued()).sort(), { timeout: 20_000 }).toEqual(both);
    for (const { id } of [person, invited]) {
      await cast.ada.put(`/members/${id}/suspension`);
      await cast.ada.delete(`/members/${id}/suspension`);
    }
    expect(await queued()).toEqual([]);
  });

  test("ends the link of an invitation for good; a new one can be made after it", async () => {
    const magnus = { email: "magnus@quay.example", name: "Magnus", send_invitation: true };
    const { id } = (await cast.ada.post("/members", magnus)).body;
    const link = async () => (await cast.ada.post(`/members/${id}/invitation`, { send: false })).body.url!;
    const lookUp = (token: string) => new Client(server).post("/invitations/lookup", { token });
    const first = tokenIn(await link());
    expect(await lookUp(first)).toHaveStatus(200);
    await cast.ada.put(`/members/${id}/suspension`);
    expect(await lookUp(first)).toBeRefused(404, "not_found");
    await cast.ada.delete(`/members/${id}/suspension`);
    expect(await lookUp(first)).toBeRefused(404, "not_found");
    expect((await cast.ada.get(`/members/${id}`)).body).toMatchObject({
      status: "invitation_expired",
      invitation: { expires_at: null },
    });
    expect(await lookUp(tokenIn(await link()))).toHaveStatus(200);
  });
});

describe("signing in again in the same browser", () => {
  test("ends its former session, and no other", async () => {
    const person = await cast.member();
    const former = person.copy();
    const elsewhere = await person.elsewhere();
    expect(await person.signIn(person.email, person.password)).toHaveStatus(201);
    expect(await former.get("/profile")).toHaveStatus(401);
    expect(await person.get("/profile")).toHaveStatus(200);
    expect(await elsewhere.get("/profile")).toHaveStatus(200);
    expect((await person.get("/profile/sessions")).body.items).toHaveLength(2);
  });

  test("ends it also where somebody else was signed in, or accepts an invitation", async () => {
    const [first, second] = [await cast.member(), await cast.member()];
    const former = first.copy();
    expect(await first.signIn(second.email, second.password)).toHaveStatus(201);
    expect(await former.get("/profile")).toHaveStatus(401);

    const invitation = { email: "linus@quay.example", name: "Linus", send_invitation: true };
    const { id } = (await cast.ada.post("/members", invitation)).body;
    const { url } = (await cast.ada.post(`/members/${id}/invitation`, { send: false })).body;
    const copy = second.copy();
    const accepted = { token: tokenIn(url!), password: "a heron stands still" };
    expect(await second.post("/invitations/acceptance", accepted)).toHaveStatus(201);
    expect(await copy.get("/profile")).toHaveStatus(401);
  });

  test("does not end it when the password is wrong", async () => {
    const person = await cast.member();
    expect(await person.signIn(person.email, "not the password")).toHaveStatus(401);
    expect(await person.get("/profile")).toHaveStatus(200);
  });
});

describe("an administrator", () => {
  test("ends all sessions of a member, is told how many, and the audit log too", async () => {
    const person = await cast.member();
    const others = [await person.elsewhere(), await person.elsewhere()];
    const answer = await cast.ada.delete(`${path(person)}/sessions`);
    expect(answer).toHaveStatus(200);
    expect(answer.body).toEqual({ sessions_ended: 3 });
    for (const session of [person, ...others]) expect(await session.get("/profile")).toHaveStatus(401);
    expect(await person.signIn(person.email, person.password)).toHaveStatus(201);
    const entries = (await cast.ada.get("/audit-entries", { subject_id: person.id })).body.items;
    expect(entries[0]).toMatchObject({ action: "member.sessions_ended", actor_id: cast.ada.id });
    expect(await cast.ada.delete("/members/nobody/sessions")).toHaveStatus(404);
  });

  test("sees where a member is signed in, and ends one of the sessions", async () => {
    const person = await cast.member();
    const other = await person.elsewhere();
    const sessions = `${path(person)}/sessions` as const;
    const own = (await person.get("/profile/sessions")).body.items;
    const listed = (await cast.ada.get(sessions)).body.items;
    expect(listed).toEqual(own.map(({ current: _, ...session }) => session));
    expect(listed.map(({ can }) => can)).toEqual([["end"], ["end"]]);

    const ended = own.find(({ current }) => !current)!;
    expect(await cast.ada.delete(`${path(await cast.member())}/sessions/${ended.id}`)).toHaveStatus(404);
    expect(await cast.ada.delete(`${sessions}/${ended.id}`)).toHaveStatus(204);
    expect(await other.get("/profile")).toHaveStatus(401);
    expect(await person.get("/profile")).toHaveStatus(200);
    expect(await cast.ada.delete(`${sessions}/${ended.id}`)).toHaveStatus(404);
    const entries = (await cast.ada.get("/audit-entries", { subject_id: person.id })).body.items;
    expect(entries[0]).toMatchObject({ action: "member.session_ended", actor_id: cast.ada.id });

    const administrators = (await cast.ada.get(`${path(cast.ada)}/sessions`)).body.items;
    expect(administrators.map(({ can }) => can)).toEqual(administrators.map(() => []));
    expect(await cast.ada.get("/members/nobody/sessions")).toHaveStatus(404);
  });
});
