import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, administrator, type Person } from "../support/cast.ts";
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

const allOff = {
  edit_agents: false,
  use_advanced_editor: false,
  access_crm: false,
  view_billable_minutes: false,
  view_recordings: false,
};

const invitee = (more: object = {}) => ({
  email: "mika@harbour.example",
  name: "Mika",
  password: "a heron stands still",
  send_invitation: false,
  ...more,
});

describe("a new member", () => {
  test("is created with a password, everything off, and can sign in at once", async () => {
    const answer = await cast.ada.post("/members", invitee());
    expect(answer).toHaveStatus(201);
    const member = answer.body;
    expect(answer.headers["location"]).toBe(`/api/v1/members/${member.id}`);
    expect(answer.headers["etag"]).toBe(member.etag);
    expect(member).toMatchObject({
      email: "mika@harbour.example",
      name: "Mika",
      job_title: null,
      role: "member",
      status: "active",
      permissions: allOff,
      agent_ids: [],
      company_ids: [],
      last_active_at: null,
    });
    expect((await cast.ada.get(`/members/${member.id}`)).body).toEqual(member);

    const mika = new Client(server);
    expect((await mika.signIn("mika@harbour.example", "a heron stands still")).body).toMatchObject({
      member: { id: member.id, role: "member" },
      permissions: allOff,
      can: [],
    });
    expect(await mika.names("/agents")).toEqual([]);
  });

  test("sees exactly the assigned agents, and is shown with them", async () => {
    const eva = await cast.member({ agents: ["Reception", "Night desk"] });
    expect(await eva.names("/agents")).toEqual(["Night desk", "Reception"]);
    const { agent_ids, company_ids } = (await cast.ada.get(`/members/${eva.id}`)).body;
    expect(new Set(agent_ids)).toEqual(new Set([cast.agent("Reception").id, cast.agent("Night desk").id]));
    expect(company_ids).toEqual([]);
  });

  test("has each permission that is given, and no other", async () => {
    for (const permission of Object.keys(allOff)) {
      const input = invitee({ email: `${permission}@harbour.example`, permissions: { [permission]: true } });
      const { id } = (await cast.ada.post("/members", input)).body;
      const { permissions } = (await cast.ada.get(`/members/${id}`)).body;
      expect(permissions).toEqual({ ...allOff, [permission]: true });
    }
  });

  test("can be an administrator, who may everything", async () => {
    const second = await cast.member({ role: "administrator" });
    const session = (await second.get("/session")).body;
    expect(session.permissions).toMatchObject({ edit_agents: true, view_recordings: true });
    expect(session.can).toContain("create_members");
    expect(await second.get("/members")).toHaveStatus(200);
    expect(await second.names("/agents")).toEqual(["Night desk", "Reception", "Sales", "Support"]);
  });

  test("is listed, without anything secret", async () => {
    const answer = await cast.ada.get("/members", { limit: 200 });
    const ada = answer.body.items.find((member) => member.id === cast.ada.id)!;
    expect(ada).toMatchObject({ name: administrator.name, email: administrator.email, role: "administrator" });
    expect(Date.now() - Date.parse(ada.last_active_at!)).toBeLessThan(120_000);
    expect(answer.text).not.toMatch(/argon2|token|hash/i);
  });

  test("who has signed in has been active", async () => {
    const person = await cast.member();
    const { last_active_at } = (await cast.ada.get(`/members/${person.id}`)).body;
    expect(Date.now() - Date.parse(last_active_at!)).toBeLessThan(60_000);
  });

  test.each(
    titled([
      "ليلى بنت أحمد",
      "田中太郎",
      "👩🏽‍🚀 Astrid",
      "Zoë Ångström-O'Brien",
      "e\u0301 and é",
      "<script>alert(1)</script>",
      '"; DROP TABLE members; --',
      "Ω".repeat(200),
      "🦭".repeat(200),
    ]),
  )("keeps the name to the letter: %s", async (_, name) => {
    const email = `named-${Buffer.from(name).toString("hex").slice(0, 40)}@harbour.example`;
    const { id } = (await cast.ada.post("/members", invitee({ email, name }))).body;
    expect((await cast.ada.get(`/members/${id}`)).body.name).toBe(name);
    expect(await cast.ada.names("/members")).toContain(name);
  });
});

describe("an email that is a member already", () => {
  let jose: Person;
  beforeAll(async () => {
    jose = await cast.member({ name: "José Müller", agents: ["Sales"] });
  });

  test.each(["jose@harbour.example", "JOSE@harbour.example", "Jose@Harbour.Example"])(
    "is refused, and nothing about that member changes: %s",
    async (email) => {
      const list = async () => (await cast.ada.get("/members", { limit: 200 })).body.items;
      const before = await list();
      const member = (await cast.ada.get(`/members/${jose.id}`)).body;

      const answer = await cast.ada.post(
        "/members",
        invitee({ email, name: "Usurper", role: "administrator", permissions: { edit_agents: true }, agent_ids: [] }),
      );
      expect(answer).toBeRefused(409, "email_taken");
      expect(answer.problem.fields?.["email"]).toMatch(/member already|already a member/);
      expect((await cast.ada.get(`/members/${jose.id}`)).body).toEqual(member);
      expect(await list()).toEqual(before);
      expect(await new Client(server).signIn(email, "a heron stands still")).toBeRefused(401, "wrong_credentials");
    },
  );

  test("is made once when twenty ask for it at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        cast.ada.post("/members", invitee({ email: n % 2 ? "Rush@harbour.example" : "rush@harbour.example" })),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
  });
});

describe("members' routes", () => {
  test("answer 403 to every member, whether the id is known or not", async () => {
    const everything = { permissions: Object.fromEntries(Object.keys(allOff).map((name) => [name, true])) };
    const tanaka = await cast.member({ companies: ["North", "South"], ...everything });
    for (const id of [tanaka.id, cast.ada.id, "no-such-member"]) {
      expect(await tanaka.get(`/members/${id}`)).toBeRefused(403, "forbidden");
    }
    expect(await tanaka.get("/members")).toBeRefused(403, "forbidden");
    expect(await tanaka.post("/members", invitee({ email: "friend@harbour.example" }))).toBeRefused(403, "forbidden");
    expect(await tanaka.post("/members", {})).toBeRefused(403, "forbidden");
    expect(await new Client(server).signIn("friend@harbour.example", "a heron stands still")).toHaveStatus(401);
  });

  test("answer 404 to an administrator who asks for an id that is not there", async () => {
    for (const id of ["no-such-member", cast.agent("Sales").id, "00000000-0000-7000-8000-000000000000"]) {
      expect(await cast.ada.get(`/members/${id}`)).toBeRefused(404, "not_found");
    }
  });
});
