import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountName, administrator } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

const { name, email, password } = administrator;
const wanted = (token: string) => ({ token, account_name: accountName, name, email, password });

describe("before set-up", () => {
  let server: Server;
  let stranger: Client;
  beforeAll(async () => {
    server = await startServer();
    stranger = new Client(server);
  });
  afterAll(() => server.stop());

  test("a stranger is told that set-up comes first", async () => {
    expect((await stranger.get("/session")).body).toEqual({ member: null, setup_required: true });
    expect((await stranger.get("/setup")).body).toEqual({ setup_required: true, minimum_password_length: 6 });
  });

  test("nobody can sign in", async () => {
    expect(await stranger.signIn(email, password)).toBeRefused(401, "wrong_credentials");
  });

  test.each(titled(["", "x", "A".repeat(43), "ü".repeat(22), "A".repeat(10_000)]))(
    "the wrong token %s is refused and changes nothing",
    async (_, token) => {
      expect(await stranger.post("/setup", wanted(token))).toBeRefused(403, "forbidden");
      expect(await stranger.post("/setup/check", { token })).toBeRefused(403, "forbidden");
      expect((await stranger.get("/session")).body.setup_required).toBe(true);
    },
  );

  test.each(
    titled<object>([
      { account_name: "" },
      { account_name: "n".repeat(201) },
      { name: "" },
      { name: "n".repeat(201) },
      { name: null },
      { email: "" },
      { email: "ada" },
      { email: "ada@harbour.example\r\nBcc: eve@example.com" },
      { email: ["ada@harbour.example"] },
      { password: "" },
      { password: "short" },
      { password: "üüüüü" },
      { password: "p".repeat(1025) },
      { password: "123456" },
      { password: "password" },
      { password: name },
      { password: email },
      { password: email.toUpperCase() },
      { password: "QwErTy" },
      { password: 12345678 },
      { role: "administrator" },
      { time_zone: "Berlin" },
    ]),
  )("a field cannot be as in %s", async (_, wrong) => {
    const token = await server.setupToken();
    const answer = await stranger.post("/setup", { ...wanted(token), ...wrong });
    expect(answer).toBeRefused(422, "invalid_fields", Object.keys(wrong));
  });

  test.each(["account_name", "name", "email", "password"])("the field %s cannot be left out", async (field) => {
    const token = await server.setupToken();
    const body = { ...wanted(token), [field]: undefined };
    expect(await stranger.post("/setup", body)).toBeRefused(422, "invalid_fields", [field]);
  });

  test("each wrong field is named in one answer", async () => {
    const token = await server.setupToken();
    const answer = await stranger.post("/setup", {
      token,
      account_name: "",
      name: "",
      email: "ada",
      password: "short",
    });
    expect(answer).toBeRefused(422, "invalid_fields", ["account_name", "name", "email", "password"]);
  });
});

test("a restart before set-up prints the same link, and that of another server does not work", async () => {
  const server = await startServer();
  const token = await server.setupToken();
  await server.restart();
  expect(await server.setupToken()).toBe(token);
  const other = await startServer();
  const foreign = await other.setupToken();
  await other.stop();
  expect(foreign).not.toBe(token);

  const stranger = new Client(server);
  expect(await stranger.post("/setup/check", { token: foreign })).toBeRefused(403, "forbidden");
  expect(await stranger.post("/setup/check", { token })).toHaveStatus(204);
  expect(await stranger.post("/setup", wanted(foreign))).toBeRefused(403, "forbidden");
  const answer = await stranger.post("/setup", { ...wanted(token), time_zone: "Europe/Madrid" });
  expect(answer).toHaveStatus(201);
  expect((answer.body as any).account.time_zone).toBe("Europe/Madrid");
  expect(await stranger.post("/setup/check", { token })).toBeRefused(404, "not_found");
  await server.stop();
});

describe("set-up", () => {
  let server: Server;
  let token: string;
  const ada = () => new Client(server);
  let browser: Client;
  beforeAll(async () => {
    server = await startServer();
    token = await server.setupToken();
    browser = ada();
  });
  afterAll(() => server.stop());

  test("makes the account and its administrator, and signs in", async () => {
    const answer = await browser.post("/setup", wanted(token));
    expect(answer).toHaveStatus(201);
    const session = (await browser.get("/session")).body;
    expect(answer.body).toEqual(session);
    expect(session).toMatchObject({
      setup_required: false,
      member: { name, email, role: "administrator" },
      account: { name: accountName, minimum_password_length: 6 },
      permissions: { edit_agents: true, use_advanced_editor: true, view_billable_minutes: true, view_recordings: true },
      can: expect.arrayContaining(["view_members", "create_members", "create_companies", "create_agents"]),
    });
  });

  test("is gone once it is done, even for somebody with the link", async () => {
    const stranger = new Client(server);
    expect(await stranger.get("/setup")).toBeRefused(404, "not_found");
    expect(await stranger.post("/setup", { ...wanted(token), email: "eve@harbour.example" })).toBeRefused(
      404,
      "not_found",
    );
    expect(await stranger.post("/setup", wanted("wrong"))).toBeRefused(404, "not_found");
    expect((await stranger.get("/session")).body).toEqual({ member: null, setup_required: false });
  });

  test("lets the administrator sign in with the chosen password", async () => {
    expect(await ada().signIn(email, password)).toHaveStatus(201);
  });

  test("holds over a restart, which prints no link", async () => {
    await server.restart();
    expect((await browser.get("/session")).body.member?.email).toBe(email);
    expect(server.output.filter((line) => line.includes("setup"))).toEqual([]);
  });
});

test("of twenty set-ups at once exactly one wins, and there is one administrator", async () => {
  const server = await startServer();
  const token = await server.setupToken();
  const browsers = Array.from({ length: 20 }, () => new Client(server));
  const answers = await Promise.all(
    browsers.map((browser, n) => browser.post("/setup", { ...wanted(token), email: `ada${n}@harbour.example` })),
  );

  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([201, ...Array<number>(19).fill(404)]);
  const winner = browsers[answers.findIndex((answer) => answer.status === 201)]!;
  expect((await winner.get("/members")).body.items).toHaveLength(1);
  await server.stop();
});
