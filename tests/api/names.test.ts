import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../support/answer.ts";
import { accountName, administrator, Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let empty: Server;
let cast: Cast;
beforeAll(async () => {
  [server, empty] = await Promise.all([startServer(), startServer()]);
  cast = await Cast.on(server);
});
afterAll(() => Promise.all([server.stop(), empty.stop()]));

const member = (more: object) => ({
  email: "mika@harbour.example",
  name: "Mika",
  password: "a heron stands still",
  send_invitation: false,
  ...more,
});

/** Sends a name, or what is shown like one, to each route that accepts it. */
type Send = (text: string) => Promise<Answer<unknown>>;
const setUp = async (more: object) => {
  const { name, email, password } = administrator;
  const token = await empty.setupToken();
  return new Client(empty).post("/setup", { token, account_name: accountName, name, email, password, ...more });
};
const call = (more: object) =>
  cast.ada.post("/calls", { agent_id: cast.agent("Reception").id, started_at: "2026-11-20T10:00:00Z", ...more });
const routes: [string, string, Send][] = [
  ["POST /setup", "account_name", (text) => setUp({ account_name: text })],
  ["POST /setup", "name", (text) => setUp({ name: text })],
  ["PATCH /settings", "account_name", (text) => cast.ada.patch("/settings", { account_name: text })],
  ["POST /members", "name", (text) => cast.ada.post("/members", member({ name: text }))],
  ["POST /members", "job_title", (text) => cast.ada.post("/members", member({ job_title: text }))],
  ["PATCH /members/{id}", "name", (text) => cast.ada.patch(`/members/${cast.ada.id}`, { name: text })],
  ["PATCH /members/{id}", "job_title", (text) => cast.ada.patch(`/members/${cast.ada.id}`, { job_title: text })],
  ["POST /members/{id}/changes", "name", (text) => cast.ada.post(`/members/${cast.ada.id}/changes`, { name: text })],
  ["POST /companies", "name", (text) => cast.ada.post("/companies", { name: text })],
  ["PATCH /companies/{id}", "name", (text) => cast.ada.patch(`/companies/${cast.company("North").id}`, { name: text })],
  ["POST /agents", "name", (text) => cast.ada.post("/agents", { company_id: cast.company("North").id, name: text })],
  ["PATCH /agents/{id}", "name", (text) => cast.ada.patch(`/agents/${cast.agent("Reception").id}`, { name: text })],
  ["PATCH /agents/{id}", "voice", (text) => cast.ada.patch(`/agents/${cast.agent("Reception").id}`, { voice: text })],
  [
    "PUT /agents/{id}/configuration",
    "configuration.voice",
    (text) => cast.ada.put(`/agents/${cast.agent("Reception").id}/configuration`, { configuration: { voice: text } }),
  ],
  ["POST /connections", "name", (text) => cast.ada.post("/connections", { platform: "vapi", name: text })],
  [
    "PATCH /connections/{id}",
    "name",
    async (text) => {
      const { items } = (await cast.ada.get("/connections")).body;
      const { id } = items[0] ?? (await cast.ada.post("/connections", { platform: "vapi", name: "Vapi" })).body;
      return cast.ada.patch(`/connections/${id}`, { name: text });
    },
  ],
  ["POST /api-tokens", "name", (text) => cast.ada.post("/api-tokens", { name: text })],
  ["POST /calls", "from_number", (text) => call({ from_number: text })],
  ["POST /calls", "end_reason", (text) => call({ end_reason: text })],
];

const invisible = ["\u200b", "\u2060\u2060", "\u00ad", "\u3164", "\u{e0041}", "\u2800", "\u200d \u200c", "\u0301"];
const reversing = ["Eva \u202egnp.exe", "\u202aEva", "Eva\u202c", "Eva \u2067Lind\u2069", "\u2066Eva"];

describe.each(routes)("%s, %s,", (_, field, send) => {
  test("cannot be invisible", async () => {
    for (const text of invisible) {
      const answer = await send(text);
      expect(answer).toBeRefused(422, "invalid_fields", [field]);
      expect(answer.problem.fields![field]).toBe("Enter some text.");
    }
  });

  test("cannot change the direction of the text around it", async () => {
    for (const text of reversing) {
      const answer = await send(text);
      expect(answer).toBeRefused(422, "invalid_fields", [field]);
      expect(answer.problem.fields![field]).toMatch(/^Characters that change the direction of text .*U\+20[26]/);
    }
  });
});

test.each([
  ["a zero-width non-joiner, as Persian has", "علی\u200cرضا"],
  ["a zero-width joiner, as Sinhala has", "ශ්\u200dරී"],
  ["emoji of several characters", "👩🏽\u200d🚀 ❤\ufe0f"],
  ["a flag of tags", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
  ["a mark that says which way it is written", "אבג C++\u200e"],
  ["a character newer than the tables", "\u{1fae9}"],
  ["one punctuation mark", "!"],
])("a name may have %s", async (_, name) => {
  expect((await cast.ada.post("/companies", { name })).body.name).toBe(name);
});
