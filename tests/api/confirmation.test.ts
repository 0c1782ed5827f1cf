import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { keptMail } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { WallClock } from "../support/wall-clock.ts";

const clock = new WallClock();
let server: Server;
let cast: Cast;
/** Who is asked. */
let boss: Person;
/** Whom it is done to. */
let eva: Person;
/** An administrator who has yet to accept the invitation. */
let invited: { id: string };
/** The email of that. */
let invitation: { id: string };
/** Seconds ahead of the true time. */
let passed = 0;
beforeAll(async () => {
  server = await startServer(clock.options);
  cast = await Cast.withAda(server);
  boss = await cast.member({ role: "administrator" });
  eva = await cast.memberNotSignedIn();
  invited = (await cast.ada.post("/members", { ...newcomer(), role: "administrator", send_invitation: true })).body;
  invitation = (await keptMail(cast.ada, invited.id))[0]!;
});
afterAll(() => server.stop());

const minute = 60;
function pass(seconds: number) {
  passed += seconds;
  clock.forward(passed);
}
const signInAgain = async () => expect(await boss.signIn(boss.email, boss.password)).toHaveStatus(201);
const confirm = (person: Person, password = person.password) => person.post("/session/confirmation", { password });

let number = 0;
const newcomer = () => ({ email: `newcomer-${++number}@quay.example`, name: "Newcomer" });

const asked: [string, () => Promise<Answer<unknown>>][] = [
  ["making an API token", () => boss.post("/api-tokens", { name: "Export" })],
  [
    "creating an administrator",
    () => boss.post("/members", { ...newcomer(), role: "administrator", send_invitation: false, password: "six owls" }),
  ],
  [
    "inviting an administrator",
    () => boss.post("/members", { ...newcomer(), role: "administrator", send_invitation: true }),
  ],
  ["taking the link of an administrator", () => boss.post(`/members/${invited.id}/invitation`, { send: false })],
  ["reading the invitation of an administrator", () => boss.get(`/mail/${invitation.id}`)],
  ["switching the emails about security off", () => boss.patch("/settings", { security_emails: false })],
  ["making a member an administrator", () => boss.patch(`/members/${eva.id}`, { role: "administrator" })],
  ["setting a member's password", () => boss.put(`/members/${eva.id}/password`, { password: "three owls at dusk" })],
  ["ending a member's sessions", () => boss.delete(`/members/${eva.id}/sessions`)],
  [
    "ending another session of one's own",
    async () => {
      const other = (await boss.get("/profile/sessions")).body.items.find((session) => !session.current)!;
      return boss.delete(`/profile/sessions/${other.id}`);
    },
  ],
  ["erasing a phone number", () => boss.post("/erasures", { phone: "+4930777888" })],
  ["ending all sessions of one's own", () => boss.delete("/profile/sessions")],
];

describe("the password is asked for again", () => {
  beforeEach(async () => {
    void (await cast.ada.signIn(cast.ada.email, cast.ada.password)).body;
    void (await cast.ada.patch(`/members/${eva.id}`, { role: "member" })).body;
    void (await boss.elsewhere());
    await signInAgain();
  });

  test.each(asked)("before %s, 15 minutes after it was given and not before", async (_, ask) => {
    pass(15 * minute - 5);
    const members = (await boss.get("/members", { limit: 200 })).text;
    pass(10);
    expect(await ask()).toBeRefused(403, "confirmation_required");
    const after = (await boss.get("/members", { limit: 200 })).text;
    const without = (text: string) => text.replaceAll(/"last_active_at":"[^"]*"/g, "");
    expect(without(after)).toBe(without(members));

    expect(await confirm(boss)).toHaveStatus(204);
    pass(15 * minute - 5);
    expect((await ask()).status).toBeLessThan(300);
  });

  test("in each session by itself", async () => {
    const elsewhere = await boss.elsewhere();
    pass(16 * minute);
    expect(await confirm(boss)).toHaveStatus(204);
    expect(await elsewhere.post("/api-tokens", { name: "Export" })).toBeRefused(403, "confirmation_required");
  });

  test("and not for what does not need it", async () => {
    pass(16 * minute);
    expect(await boss.post("/members", { ...newcomer(), send_invitation: true })).toHaveStatus(201);
    expect(await boss.patch(`/members/${eva.id}`, { job_title: "Pilot" })).toHaveStatus(200);
    expect(await boss.put(`/members/${eva.id}/suspension`)).toHaveStatus(204);
    expect(await boss.delete(`/members/${eva.id}/suspension`)).toHaveStatus(204);
    const current = (await boss.get("/profile/sessions")).body.items.find((session) => session.current)!;
    expect(await boss.delete(`/profile/sessions/${current.id}`)).toHaveStatus(204);
  });

  test("when the clock is set back to long before it was given", async () => {
    pass(-16 * minute);
    expect(await boss.post("/api-tokens", { name: "Export" })).toBeRefused(403, "confirmation_required");
    pass(16 * minute);
  });

  test("after the other reasons to refuse", async () => {
    pass(16 * minute);
    const member = await cast.member();
    pass(16 * minute);
    expect(await member.post("/api-tokens", { name: "Export" })).toBeRefused(403, "forbidden");
    expect(await boss.post("/api-tokens", { name: "" })).toBeRefused(422, "invalid_fields", ["name"]);
    expect(await boss.put("/members/nobody/password", { password: "an owl" })).toBeRefused(404, "not_found");
  });
});

test("no password is hashed for a new one that is refused so", async () => {
  const hashes = async () =>
    Number(/^rollcall_password_hashes_total (\d+)$/m.exec((await boss.send("GET", "/metrics")).text)![1]);
  await signInAgain();
  pass(16 * minute);
  const before = await hashes();
  const password = "three owls at dusk";
  expect(await boss.put(`/members/${eva.id}/password`, { password })).toHaveStatus(403);
  const deputy = { ...newcomer(), role: "administrator", send_invitation: false, password };
  expect(await boss.post("/members", deputy)).toHaveStatus(403);
  expect(await hashes()).toBe(before);
});

test("a wrong password confirms nothing, and is counted like a wrong password at sign-in", async () => {
  await signInAgain();
  pass(16 * minute);
  for (let count = 0; count < 10; ++count) {
    expect(await confirm(boss, "not the password")).toBeRefused(422, "invalid_fields", ["password"]);
  }
  expect(await boss.post("/api-tokens", { name: "Export" })).toBeRefused(403, "confirmation_required");
  expect(await confirm(boss)).toBeRefused(429, "too_many_attempts");
  expect(await boss.get("/members")).toHaveStatus(200);
  pass(16 * minute);
  expect(await confirm(boss)).toHaveStatus(204);
});
