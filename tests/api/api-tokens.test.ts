import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { filesWith } from "../support/folder.ts";
import { Program, programWith as holderOf, tokenScopes, type TokenScope } from "../support/program.ts";
import { startServer, type Server } from "../support/server.ts";
import { WallClock } from "../support/wall-clock.ts";

let clock: WallClock;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  clock = new WallClock();
  server = await startServer(clock.options);
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

const make = async (maker: Client, more: object = {}) =>
  (await maker.post("/api-tokens", { name: "Nightly export", ...more })).body;

const programWith = (token: string) => holderOf(server, token);

const proxyCredentials = [
  "Basic YWRhOmFkYQ==",
  "Bearer",
  "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwcm94eSJ9.c2ln",
  "Bearer Rollcall_AAAAAA",
  "Digest username=ada",
];

describe("an API token", () => {
  test("is shown once, kept as a hash, and recognised by its beginning", async () => {
    const made = await cast.ada.post("/api-tokens", { name: " Nightly export ", expires_at: inSeconds(3600) });
    expect(made).toHaveStatus(201);
    const { token, ...rest } = made.body;
    expect(token).toMatch(/^rollcall_[\w-]{43}$/);
    expect(rest).toMatchObject({
      name: "Nightly export",
      scopes: ["read"],
      prefix: token.slice(0, "rollcall_".length + 6),
      member: { id: cast.ada.id, name: cast.ada.name },
      last_used_at: null,
      can: ["revoke"],
    });
    const listed = await cast.ada.get("/api-tokens");
    expect(listed.body.items[0]).toEqual(rest);
    expect(listed.text).not.toContain(token);
    expect(filesWith(server.dataFolder, token)).toEqual([]);
    expect(server.log.join("\n")).not.toContain(token);
  });

  test("acts as who made it, writes without an Origin, and is noted when it is used", async () => {
    const made = await make(cast.ada, { scopes: ["settings", "read"] });
    expect(made.scopes).toEqual(["read", "settings"]);
    const program = programWith(made.token);
    expect((await program.get("/session")).body.member?.id).toBe(cast.ada.id);
    for (const origin of [null, "https://tools.example"]) {
      expect(await program.patch("/settings", { time_zone: "Europe/Oslo" }, { origin })).toHaveStatus(200);
    }
    const entry = (await cast.ada.get("/audit-entries", { action: "settings.updated" })).body.items[0]!;
    expect(entry.actor_id).toBe(cast.ada.id);
    const seen = (await cast.ada.get("/api-tokens")).body.items.find(({ id }) => id === made.id)!;
    expect(Math.abs(Date.parse(seen.last_used_at!) - Date.now())).toBeLessThan(60_000);
  });

  test("decides alone, whatever cookie comes along", async () => {
    const admin = await cast.member({ role: "administrator" });
    const { token } = await make(admin);
    const both = cast.ada.copy();
    const as = async (bearer: string) =>
      both.send("GET", "/api/v1/session", { headers: { Authorization: bearer } }) as ReturnType<
        typeof both.get<"/session">
      >;
    expect((await as(`Bearer ${token}`)).body.member?.id).toBe(admin.id);
    expect((await as(`bearer  ${token}`)).body.member?.id).toBe(admin.id);
    for (const wrong of [`Bearer ${token}x`, `Bearer ${token} x`, "Bearer rollcall_"]) {
      expect((await as(wrong)).body.member).toBeNull();
      const elsewhere = await both.send("GET", "/api/v1/agents", { headers: { Authorization: wrong } });
      expect(elsewhere).toBeRefused(401, "not_signed_in");
    }
    // Credentials for a proxy are none of ours: the cookie stays what it is.
    for (const other of proxyCredentials) expect((await as(other)).body.member?.id).toBe(cast.ada.id);
  });

  test.each(proxyCredentials)(
    "is not what a proxy sends: beside %s the cookie and the Origin decide",
    async (other) => {
      const headers = { Authorization: other };
      const company = (name: string) => ({ name: `${name} ${other.slice(0, 20)}` });
      expect(await cast.ada.post("/companies", company("Own page"), { headers })).toHaveStatus(201);
      for (const origin of [null, "https://evil.example"]) {
        const foreign = await cast.ada.post("/companies", company("Elsewhere"), { headers, origin });
        expect(foreign).toBeRefused(403, "foreign_origin");
      }
      const stranger = new Client(server, headers);
      expect(await stranger.post("/companies", company("Stranger"))).toBeRefused(401, "not_signed_in");
      expect(await stranger.signIn(cast.ada.email, cast.ada.password)).toHaveStatus(201);
      expect(await stranger.get("/members")).toHaveStatus(200);
      expect(await stranger.delete("/session")).toHaveStatus(204);
    },
  );

  test("is no cookie, and a session is no API token", async () => {
    const { token } = await make(cast.ada);
    const browser = new Client(server);
    browser.cookies.set("rollcall_session", token);
    expect(await browser.get("/agents")).toHaveStatus(401);
    expect(await programWith(cast.ada.cookies.get("rollcall_session")!).get("/agents")).toHaveStatus(401);
  });

  test("cannot make or revoke one, but may list them", async () => {
    const program = await Program.of(cast.ada);
    expect(await program.post("/api-tokens", { name: "Second" })).toBeRefused(403, "not_for_api_tokens");
    const path = `/api-tokens/${program.tokenId}` as const;
    expect(await program.delete(path)).toBeRefused(403, "not_for_api_tokens");
    const listed = (await program.get("/api-tokens")).body.items.find((item) => item.id === program.tokenId)!;
    expect(listed).toMatchObject({ scopes: tokenScopes, can: [] });
  });

  test("signs nobody out and has no session to end", async () => {
    const program = await Program.of(cast.ada);
    expect(await program.delete("/session")).toBeRefused(403, "not_for_api_tokens");
    expect(await program.get("/agents")).toHaveStatus(200);
    expect(await cast.ada.get("/profile")).toHaveStatus(200);
  });

  test("lasts a year unless told otherwise, and no longer", async () => {
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const usual = await make(cast.ada);
    expect(days(usual.created_at, usual.expires_at)).toBe(365);
    expect(await make(cast.ada, { expires_at: null })).toMatchObject({ name: "Nightly export" });
    const longest = await make(cast.ada, { expires_at: inSeconds(366 * 86_400 - 60) });
    expect(days(longest.created_at, longest.expires_at)).toBeLessThan(366);
    const longer = { name: "A", expires_at: inSeconds(366 * 86_400 + 60) };
    expect(await cast.ada.post("/api-tokens", longer)).toBeRefused(422, "invalid_fields", ["expires_at"]);
  });

  test.each([
    ["name", { name: "" }],
    ["name", { name: "x".repeat(201) }],
    ["name", {}],
    ["expires_at", { name: "A", expires_at: "2020-01-01T00:00:00Z" }],
    ["expires_at", { name: "A", expires_at: "tomorrow" }],
    ["expires_at", { name: "A", expires_at: "2099-02-30T00:00:00Z" }],
    ["member_id", { name: "A", member_id: "somebody" }],
    ["scopes", { name: "A", scopes: [] }],
    ["scopes", { name: "A", scopes: "read" }],
    ["scopes[1]", { name: "A", scopes: ["read", "passwords"] }],
  ])("is not made with a wrong %s", async (field, body) => {
    expect(await cast.ada.post("/api-tokens", body)).toBeRefused(422, "invalid_fields", [field]);
  });
});

describe("an API token ends at once", () => {
  const ends: [string, (maker: Person, id: string) => Promise<unknown>][] = [
    ["when it is revoked, by whichever administrator", (_, id) => cast.ada.delete(`/api-tokens/${id}`)],
    ["when its maker is suspended", (maker) => cast.ada.put(`/members/${maker.id}/suspension`)],
    ["when its maker is removed", (maker) => cast.ada.delete(`/members/${maker.id}`)],
    [
      "when an administrator sets its maker's password",
      (maker) => cast.ada.put(`/members/${maker.id}/password`, { password: "three owls", must_change: true }),
    ],
  ];
  test.each(ends)("%s", async (_, end) => {
    const maker = await cast.member({ role: "administrator" });
    const { token, id } = await make(maker);
    const program = programWith(token);
    expect(await program.get("/members")).toHaveStatus(200);
    await end(maker, id);
    expect(await program.get("/members")).toBeRefused(401, "not_signed_in");
  });

  test("when its time is over", async () => {
    const program = programWith((await make(cast.ada, { expires_at: inSeconds(60) })).token);
    expect(await program.get("/agents")).toHaveStatus(200);
    clock.forward(61);
    expect(await program.get("/agents")).toBeRefused(401, "not_signed_in");
    clock.forward(0);
  });
});

test("the audit log tells of tokens that were made and revoked", async () => {
  const { id } = await make(cast.ada, { name: "Watched" });
  const entries = async () => (await cast.ada.get("/audit-entries", { subject_id: id })).body.items;
  expect(await entries()).toMatchObject([{ action: "api_token.created", subject_name: "Watched" }]);
  await cast.ada.delete(`/api-tokens/${id}`);
  expect(await cast.ada.delete(`/api-tokens/${id}`)).toBeRefused(404, "not_found");
  expect((await entries()).map((entry) => [entry.action, entry.subject_name])).toEqual([
    ["api_token.revoked", null],
    ["api_token.created", null],
  ]);
});

describe("an API token with every scope", () => {
  let program: Program;
  let deputy: Person;
  let invitedDeputy: { id: string };
  let eva: Person;
  let invited: { id: string };
  beforeAll(async () => {
    program = await Program.of(cast.ada);
    // The first use is an audit entry by itself.
    expect(await program.get("/agents")).toHaveStatus(200);
    deputy = await cast.member({ role: "administrator" });
    eva = await cast.member({ agents: ["Reception"] });
    const invitation = { name: "Invited", send_invitation: true };
    invited = (await cast.ada.post("/members", { ...invitation, email: "rosa@quay.example" })).body;
    const email = "magnus@quay.example";
    invitedDeputy = (await cast.ada.post("/members", { ...invitation, email, role: "administrator" })).body;
  });

  const person = { name: "Intruder", email: "intruder@quay.example" };
  const withPassword = { ...person, send_invitation: false, password: "let me in by night" };
  const attempts: [string, () => ReturnType<Client["send"]>][] = [
    ["create a member with a password", () => program.post("/members", withPassword)],
    ["create an administrator", () => program.post("/members", { ...withPassword, role: "administrator" })],
    [
      "invite an administrator",
      () => program.post("/members", { ...person, role: "administrator", send_invitation: true }),
    ],
    ["make a member an administrator", () => program.patch(`/members/${eva.id}`, { role: "administrator" })],
    ["ask what that would change", () => program.post(`/members/${eva.id}/changes`, { role: "administrator" })],
    ["set a member's password", () => program.put(`/members/${eva.id}/password`, { password: "three owls at dusk" })],
    ["take an invitation's link", () => program.post(`/members/${invited.id}/invitation`, { send: false })],
    ["rename an administrator", () => program.patch(`/members/${deputy.id}`, { name: "Nobody" })],
    ["demote an administrator", () => program.patch(`/members/${deputy.id}`, { role: "member" })],
    ["demote its own maker", () => program.patch(`/members/${cast.ada.id}`, { role: "member" })],
    ["suspend an administrator", () => program.put(`/members/${deputy.id}/suspension`)],
    ["restore an administrator", () => program.delete(`/members/${deputy.id}/suspension`)],
    ["remove an administrator", () => program.delete(`/members/${deputy.id}`)],
    ["set an administrator's password", () => program.put(`/members/${deputy.id}/password`, { password: "an owl" })],
    ["invite an administrator again", () => program.post(`/members/${invitedDeputy.id}/invitation`, { send: true })],
    ["revoke an administrator's invitation", () => program.delete(`/members/${invitedDeputy.id}/invitation`)],
    ["switch the emails about security off", () => program.patch("/settings", { security_emails: false })],
    ["read the emails", () => program.get("/mail")],
    ["read its maker's sessions", () => program.get("/profile/sessions")],
    [
      "change its maker's password",
      () => program.put("/profile/password", { current_password: cast.ada.password, password: "an owl at night" }),
    ],
    ["sign in", () => program.signIn(eva.email, eva.password)],
  ];
  test.each(attempts)("cannot %s, and nothing changes", async (_, attempt) => {
    const members = async () =>
      (await cast.ada.get("/members", { limit: 200 })).body.items.map(({ id, etag, role }) => [id, etag, role]);
    const before = await members();
    const ofToken = { actor_token_id: program.tokenId, limit: 200 };
    const entries = async () => (await cast.ada.get("/audit-entries", ofToken)).body.items.map(({ action }) => action);
    expect(await attempt()).toBeRefused(403, "not_for_api_tokens");
    expect(await members()).toEqual(before);
    expect(await entries()).toEqual(["api_token.used"]);
    expect(program.cookies.size).toBe(0);
  });

  test("hashes no password for what it may not do", async () => {
    const hashes = async () =>
      /^rollcall_password_hashes_total (\d+)$/m.exec((await cast.ada.send("GET", "/metrics")).text)![1];
    const before = await hashes();
    expect(await program.post("/members", withPassword)).toHaveStatus(403);
    expect(await program.put(`/members/${eva.id}/password`, { password: "three owls at dusk" })).toHaveStatus(403);
    expect(await hashes()).toBe(before);
  });

  test("is offered what it may do, and no more", async () => {
    const can = async (client: Client, id: string) => (await client.get(`/members/${id}`)).body.can;
    expect(await can(program, eva.id)).toEqual(["update", "suspend", "remove"]);
    expect(await can(program, invited.id)).toEqual([
      "update",
      "send_invitation",
      "revoke_invitation",
      "suspend",
      "remove",
    ]);
    expect(await can(program, deputy.id)).toEqual([]);
    const reader = await Program.of(cast.ada, ["read"]);
    expect(await can(reader, eva.id)).toEqual([]);
    expect((await reader.get(`/agents/${cast.agent("Sales").id}`)).body.can).toEqual(["view_configuration"]);
    const session = (await program.get("/session")).body;
    expect(session.can).not.toContain("view_mail");
    expect(session.can).toContain("create_members");
    expect((await reader.get("/session")).body.can).not.toContain("create_members");
  });

  test("may still look after members who are no administrators", async () => {
    const person = await cast.member();
    const path = `/members/${person.id}` as const;
    expect(await program.patch(path, { job_title: "Harbour pilot" })).toHaveStatus(200);
    expect(await program.put(`${path}/suspension`)).toHaveStatus(204);
    expect(await program.delete(`${path}/suspension`)).toHaveStatus(204);
    expect(await program.delete(path)).toHaveStatus(200);
  });
});

describe("an API token without a scope", () => {
  const others = (scope: TokenScope) => tokenScopes.filter((one) => one !== scope);

  test("is told which one is missing", async () => {
    const program = await Program.of(cast.ada, others("agents"));
    const answer = await program.post("/companies", { name: "West" });
    expect(answer).toBeRefused(403, "token_scope_missing");
    expect(answer.problem.detail).toContain('"agents"');
  });
});
