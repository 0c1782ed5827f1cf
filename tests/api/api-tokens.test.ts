import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { filesWith } from "../support/folder.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const wait = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

const make = async (maker: Client, more: object = {}) =>
  (await maker.post("/api-tokens", { name: "Nightly export", ...more })).body;

/** A program that holds a token, and nothing else. */
const programWith = (token: string) => new Client(server, { Authorization: `Bearer ${token}` });

describe("an API token", () => {
  test("is shown once, kept as a hash, and recognised by its beginning", async () => {
    const made = await cast.ada.post("/api-tokens", { name: " Nightly export ", expires_at: inSeconds(3600) });
    expect(made).toHaveStatus(201);
    const { token, ...rest } = made.body;
    expect(token).toMatch(/^rollcall_[\w-]{43}$/);
    expect(rest).toMatchObject({
      name: "Nightly export",
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
    const made = await make(cast.ada);
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
      both.send("GET", "/api/v1/profile", { headers: { Authorization: bearer } }) as ReturnType<
        typeof both.get<"/profile">
      >;
    expect((await as(`Bearer ${token}`)).body.id).toBe(admin.id);
    expect((await as(`bearer  ${token}`)).body.id).toBe(admin.id);
    for (const wrong of ["Bearer", "Bearer wrong", `Bearer ${token}x`, `Bearer ${token} x`, "Bearer rollcall_"]) {
      expect(await as(wrong)).toBeRefused(401, "not_signed_in");
    }
    // Another scheme is none of ours: the cookie stays what it is.
    expect((await as("Basic YWRhOmFkYQ==")).body.id).toBe(cast.ada.id);
  });

  test("is no cookie, and a session is no API token", async () => {
    const { token } = await make(cast.ada);
    const browser = new Client(server);
    browser.cookies.set("session", token);
    expect(await browser.get("/profile")).toHaveStatus(401);
    expect(await programWith(cast.ada.cookies.get("session")!).get("/profile")).toHaveStatus(401);
  });

  test("cannot make another one, but may list and revoke", async () => {
    const { token, id } = await make(cast.ada);
    const program = programWith(token);
    expect(await program.post("/api-tokens", { name: "Second" })).toBeRefused(403, "forbidden");
    expect((await program.get("/api-tokens")).body.items.map((item) => item.id)).toContain(id);
    expect(await program.delete(`/api-tokens/${id}`)).toHaveStatus(204);
    expect(await program.get("/api-tokens")).toHaveStatus(401);
  });

  test("signs nobody out and has no session to end", async () => {
    const program = programWith((await make(cast.ada)).token);
    expect(await program.delete("/session")).toHaveStatus(204);
    expect(await program.get("/profile")).toHaveStatus(200);
    expect(await cast.ada.get("/profile")).toHaveStatus(200);
  });

  test.each([
    ["name", { name: "" }],
    ["name", { name: "x".repeat(201) }],
    ["name", {}],
    ["expires_at", { name: "A", expires_at: "2020-01-01T00:00:00Z" }],
    ["expires_at", { name: "A", expires_at: "tomorrow" }],
    ["expires_at", { name: "A", expires_at: "2099-02-30T00:00:00Z" }],
    ["member_id", { name: "A", member_id: "somebody" }],
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
    const program = programWith((await make(cast.ada, { expires_at: inSeconds(2) })).token);
    expect(await program.get("/profile")).toHaveStatus(200);
    await wait(2_100);
    expect(await program.get("/profile")).toBeRefused(401, "not_signed_in");
  });

  test("but not when its maker chooses another password", async () => {
    const maker = await cast.member({ role: "administrator" });
    const program = programWith((await make(maker)).token);
    const change = { current_password: maker.password, password: "a tide of its own" };
    expect(await maker.put("/profile/password", change)).toHaveStatus(204);
    expect(await program.get("/profile")).toHaveStatus(200);
  });

  test("and has no more than a member's rights once its maker is demoted", async () => {
    const maker = await cast.member({ role: "administrator" });
    const program = programWith((await make(maker)).token);
    expect((await program.names("/agents")).length).toBeGreaterThan(0);
    await cast.ada.patch(`/members/${maker.id}`, { role: "member" });
    expect(await program.get("/members")).toBeRefused(403, "forbidden");
    expect(await program.names("/agents")).toEqual([]);
  });

  test("and works again when its maker is restored", async () => {
    const maker = await cast.member({ role: "administrator" });
    const program = programWith((await make(maker)).token);
    await cast.ada.put(`/members/${maker.id}/suspension`);
    await cast.ada.delete(`/members/${maker.id}/suspension`);
    expect(await program.get("/profile")).toHaveStatus(200);
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
