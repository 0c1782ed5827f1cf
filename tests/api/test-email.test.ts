import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer, refusal } from "../support/smtp.ts";

const path = "/settings/test-email";

describe("a test email", () => {
  let mail: MailServer;
  let server: Server;
  let cast: Cast;
  beforeAll(async () => {
    mail = await MailServer.start();
    server = await startServer({ flags: mail.flags });
    cast = await Cast.on(server);
  });
  afterAll(async () => {
    await server.stop();
    await mail.stop();
  });
  const deputy = () => cast.member({ role: "administrator" });

  test("is sent to the caller at once, with what the mail server answers, and recorded", async () => {
    const { body } = await cast.ada.post(path);
    expect(body).toMatchObject({ state: "sent", recipient: cast.ada.email, answer: expect.stringMatching(/^250 /) });
    const [received] = mail.received;
    expect(received!.to).toEqual([cast.ada.email]);
    expect(received!.parsed.subject).toMatch(/^Test email from /);
    const [entry] = (await cast.ada.get("/audit-entries", { action: "mail.tested" })).body.items;
    expect(entry).toMatchObject({ actor_id: cast.ada.id, subject_id: "account" });
    expect((await cast.ada.get("/mail")).body.items).toEqual([]);
  });

  test.each([
    [550, "refused"],
    [451, "failed"],
  ])("that is answered with %i is told as %s, and is not sent later", async (code, state) => {
    const caller = await deputy();
    mail.refuse = (to) => (to === caller.email ? refusal(code, "No such mailbox") : undefined);
    const { body } = await caller.post(path);
    expect(body).toEqual({
      state,
      recipient: caller.email,
      answer: `The mail server answered: ${code} No such mailbox`,
    });
    expect((await cast.ada.get("/mail", { state: "queued" })).body.items).toEqual([]);
  });

  test("can be sent five times in ten minutes, by each administrator", async () => {
    const caller = await deputy();
    const answers = await Promise.all(Array.from({ length: 8 }, () => caller.post(path)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(500);
    expect(refused.text).toContain("At most 5 test emails in 10 minutes.");
    expect(await (await deputy()).post(path)).toHaveStatus(200);
  });

  test("is for administrators who are signed in", async () => {
    expect(await (await cast.member()).post(path)).toBeRefused(403, "forbidden");
    const { token } = (await cast.ada.post("/api-tokens", { name: "Script", scopes: ["settings"] })).body;
    const answer = await fetch(`${server.address}/api/v1${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(403);
  });

  test("that cannot be handed over says so", async () => {
    await mail.stop();
    const { body } = await (await deputy()).post(path);
    expect(body).toMatchObject({ state: "failed", answer: "The mail server cannot be reached." });
  });
});

describe("without a mail server", () => {
  test("nothing is sent or kept, and that is the answer", async () => {
    const server = await startServer();
    const ada: Person = (await Cast.withAda(server)).ada;
    expect((await ada.post(path)).body).toEqual({ state: "no_mail_server", recipient: ada.email, answer: null });
    expect((await ada.get("/mail")).body.items).toEqual([]);
    await server.stop();
  });
});
