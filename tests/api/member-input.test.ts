import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const invitee = (more: object = {}) => ({
  email: "mika@harbour.example",
  name: "Mika",
  password: "a heron stands still",
  send_invitation: false,
  ...more,
});
const invite = (more: object) => cast.ada.post("/members", invitee(more));
const total = async () => (await cast.ada.get("/members", { total: true })).body.total;

/** Refused at just these fields, and nobody is made. */
async function expectRefused(more: object, fields: string[]) {
  const before = await total();
  expect(await invite(more)).toBeRefused(422, "invalid_fields", fields);
  expect(await total()).toBe(before);
}

describe("an email", () => {
  test.each([
    ["nothing", ""],
    ["no @", "mika.harbour.example"],
    ["two @", "mika@mika@harbour.example"],
    ["nothing before the @", "@harbour.example"],
    ["nothing after the @", "mika@"],
    ["a space inside", "mi ka@harbour.example"],
    ["a no-break space", "mika\u00a0@harbour.example"],
    ["a zero-width space", "mi\u200bka@harbour.example"],
    ["a right-to-left override", "mika\u202e@harbour.example"],
    ["a tab", "mika\t@harbour.example"],
    ["a line break", "mika\n@harbour.example"],
    ["a header of a mail", "mika@harbour.example\r\nBcc: everybody@harbour.example"],
    ["a delete character", "mika\u007f@harbour.example"],
    ["a C1 control character", "mika\u0085@harbour.example"],
    ["two addresses with a comma", "mika@harbour.example,jo@harbour.example"],
    ["two addresses with a semicolon", "mika@harbour.example;jo@harbour.example"],
    ["a name around it", "Mika <mika@harbour.example>"],
    ["angle brackets", "<mika@harbour.example>"],
    ["a quoted part", '"mi ka"@harbour.example'],
    ["a comment", "mika(work)@harbour.example"],
    ["two dots in a row before the @", "mi..ka@harbour.example"],
    ["two dots in a row after the @", "mika@harbour..example"],
    ["a dot at the beginning", ".mika@harbour.example"],
    ["a dot before the @", "mika.@harbour.example"],
    ["a dot at the end", "mika@harbour.example."],
    ["a hyphen at the beginning of a label", "mika@-harbour.example"],
    ["a hyphen at the end of a label", "mika@harbour-.example"],
    ["an underscore in the domain", "mika@har_bour.example"],
    ["a slash in the domain", "mika@harbour/example"],
    ["a backslash", "mika\\@harbour.example"],
    ["255 characters", `mika@${"a.".repeat(121)}examples`],
    ["65 characters before the @", `${"m".repeat(65)}@harbour.example`],
    ["a label of 64 characters", `mika@${"h".repeat(64)}.example`],
    ["a full-width @", "mika＠harbour.example"],
    ["a full-width dot", "mika@harbour．example"],
    ["a Kelvin sign for a k", "mi\u212aa@harbour.example"],
    ["a long s", "mika@harbour\u017f.example"],
    ["a Cyrillic a", "mik\u0430@harbour.example"],
    ["a dotless i", "m\u0131ka@harbour.example"],
    ["a combining accent", "mika\u0301@harbour.example"],
    ["an emoji", "🦭@harbour.example"],
  ])("with %s is refused", async (_, email) => {
    await expectRefused({ email }, ["email"]);
  });

  test.each([null, 7, true, ["mika@harbour.example"], { address: "mika@harbour.example" }])(
    "cannot be %j",
    async (email) => {
      await expectRefused({ email }, ["email"]);
    },
  );

  test.each([
    "m@h.example",
    "mika+rollcall@harbour.example",
    "mika.o'brien_1-x@sub.harbour.example",
    "!#$%&'*+-/=?^_`{|}~@harbour.example",
    `${"m".repeat(64)}@harbour.example`,
    "mika@xn--hfen-loa.example",
    "123@456.example",
    "SHOUTING@HARBOUR.EXAMPLE",
  ])("like %s is fine, and signs in as written", async (email) => {
    expect((await invite({ email })).body.email.toLowerCase()).toBe(email.toLowerCase());
    expect(await new Client(server).signIn(email, "a heron stands still")).toHaveStatus(201);
  });
});

test("white space around an email, a name and a job title is not part of them", async () => {
  const member = (await invite({ email: " trim@harbour.example\n", name: "\u00a0Trim ", job_title: "  " })).body;
  expect(member).toMatchObject({ email: "trim@harbour.example", name: "Trim", job_title: null });
});

describe("a first password", () => {
  test.each([
    ["five characters", "heron"],
    ["five characters of two code units", "🦭🦭🦭🦭🦭"],
    ["nothing", ""],
    ["a thousand and twenty-five characters", "p".repeat(1025)],
    ["a common one", "123456"],
    ["another common one", "qwerty"],
    ["a third common one", "iloveyou"],
    ["their own name", "Mika Waltari", { name: "Mika Waltari" }],
    ["their own email", "mika@harbour.example"],
  ])("of %s is refused", async (_, password, more?: object) => {
    await expectRefused({ password, ...more }, ["password"]);
  });

  test("is needed without an invitation", async () => {
    await expectRefused({ password: undefined }, ["password"]);
    await expectRefused({ password: null }, ["password"]);
  });

  test.each([
    ["six characters", "heron!"],
    ["six emoji", "🦭🐚🦀🐙🦑🐡"],
    ["a hundred words", "tide ".repeat(100)],
    ["a space at both ends", " heron at dawn "],
  ])("of %s is fine, to the letter", async (_, password) => {
    const email = `p${await total()}@harbour.example`;
    expect(await invite({ email, password })).toHaveStatus(201);
    expect(await new Client(server).signIn(email, password)).toHaveStatus(201);
  });
});

describe("the rest of an invitation", () => {
  test("says whether mail goes out, and has a password only without it", async () => {
    await expectRefused({ send_invitation: undefined }, ["send_invitation"]);
    await expectRefused({ send_invitation: true }, ["password"]);
  });

  test.each(
    titled<[object, string[]]>([
      [{ name: undefined }, ["name"]],
      [{ name: "" }, ["name"]],
      [{ name: null }, ["name"]],
      [{ name: " \u3000 " }, ["name"]],
      [{ name: "Mika\nWaltari" }, ["name"]],
      [{ name: "Mika\u001b[31m" }, ["name"]],
      [{ job_title: "Lead\u2028" + "of everything" }, ["job_title"]],
      [{ name: "n".repeat(201) }, ["name"]],
      [{ name: "🦭".repeat(201) }, ["name"]],
      [{ job_title: "j".repeat(201) }, ["job_title"]],
      [{ job_title: 7 }, ["job_title"]],
      [{ role: "owner" }, ["role"]],
      [{ role: "Administrator" }, ["role"]],
      [{ permissions: { fly: true } }, ["permissions.fly"]],
      [{ permissions: { edit_agents: "yes" } }, ["permissions.edit_agents"]],
      [
        { permissions: { edit_agents: 1, view_recordings: null } },
        ["permissions.edit_agents", "permissions.view_recordings"],
      ],
      [{ permissions: [] }, ["permissions"]],
      [{ agent_ids: "all" }, ["agent_ids"]],
      [{ agent_ids: [7] }, ["agent_ids[0]"]],
      [{ company_ids: { North: true } }, ["company_ids"]],
      [{ status: "active" }, ["status"]],
      [{ id: "0", created_at: "2001-01-01T00:00:00Z" }, ["id", "created_at"]],
      [{ must_change: true }, ["must_change"]],
    ]),
  )("is refused, by the fields that are wrong: %s", async (_, [more, fields]) => {
    await expectRefused(more, fields);
  });

  test("names each agent and company that does not exist by its place", async () => {
    const [reception, north] = [cast.agent("Reception").id, cast.company("North").id];
    await expectRefused({ agent_ids: ["no-such-agent"] }, ["agent_ids[0]"]);
    await expectRefused({ agent_ids: [reception, north, "x"] }, ["agent_ids[1]", "agent_ids[2]"]);
    await expectRefused({ company_ids: [north, reception] }, ["company_ids[1]"]);
  });

  test("takes an agent that is named twice for one", async () => {
    const { id } = cast.agent("Reception");
    const answer = await invite({ email: "twice@harbour.example", agent_ids: [id, id] });
    expect(answer.body.agent_ids).toEqual([id]);
  });

  test("names all that is wrong in one answer", async () => {
    await expectRefused({ role: "king", name: 7, permissions: { fly: true } }, ["role", "name", "permissions.fly"]);
    await expectRefused({ email: "mika", name: "", password: "short" }, ["email", "name", "password"]);
  });

  test("with a name of a megabyte is refused unread", async () => {
    const before = await total();
    expect(await invite({ name: "n".repeat(1_000_000) })).toBeRefused(413, "too_large");
    expect(await total()).toBe(before);
  });

  test("with twenty thousand agents is refused by size, and with six thousand by name", async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, n) => `no-such-agent-${n}`);
    expect(await invite({ agent_ids: ids(20_000) })).toBeRefused(413, "too_large");
    const answer = await invite({ agent_ids: ids(6_000) });
    expect(answer).toHaveStatus(422);
    expect(answer.problem.fields).toHaveProperty(["agent_ids[0]"]);
  });
});
