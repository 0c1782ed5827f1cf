import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { ids, pages } from "./walk.ts";

let server: Server;
let cast: Cast;
/** Sees Reception, and may view billable minutes. */
let eva: Person;
/** Sees Reception and Support. */
let jose: Person;
/** Sees South, whatever agents it has. */
let tanaka: Person;
/** Sees no agent. */
let layla: Person;
const calls = new Map<string, string>();
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"], permissions: { view_billable_minutes: true } });
  jose = await cast.member({ agents: ["Reception", "Support"] });
  tanaka = await cast.member({ companies: ["South"] });
  layla = await cast.member();
  let minute = 0;
  for (const agent of ["Reception", "Sales", "Support", "Night desk"]) {
    const call = await cast.ada.post("/calls", {
      agent_id: cast.agent(agent).id,
      started_at: `2026-09-01T10:${10 + minute}:00Z`,
      ended_at: `2026-09-01T10:${11 + minute++}:01Z`,
      cost_usd: 0.25,
      summary: `Spoken with ${agent}`,
      transcript: [{ role: "caller", text: "a word in all of them" }],
    });
    calls.set(agent, call.body.id);
  }
});
afterAll(() => server.stop());

const idOf = (agent: string) => calls.get(agent)!;
const agentsIn = async (person: Client, query: Record<string, string> = {}) =>
  (await person.get("/calls", query)).body.items.map((call) => call.agent_name);

describe("the list of calls", () => {
  test("holds those of the assigned agents and no others", async () => {
    expect(await agentsIn(cast.ada)).toEqual(["Night desk", "Support", "Sales", "Reception"]);
    expect(await agentsIn(eva)).toEqual(["Reception"]);
    expect(await agentsIn(jose)).toEqual(["Support", "Reception"]);
    expect(await agentsIn(tanaka)).toEqual(["Night desk", "Support"]);
    expect(await agentsIn(layla)).toEqual([]);
  });

  test("holds nothing else by filter, search or page", async () => {
    expect(await agentsIn(eva, { agent_id: cast.agent("Sales").id })).toEqual([]);
    expect(await agentsIn(eva, { company_id: cast.company("North").id })).toEqual(["Reception"]);
    expect(await agentsIn(eva, { company_id: cast.company("South").id })).toEqual([]);
    expect(await agentsIn(jose, { search: "word" })).toEqual(["Support", "Reception"]);
    expect(await agentsIn(layla, { search: "word" })).toEqual([]);
    expect(ids(await pages(jose, "/calls", { limit: 1 }))).toEqual([idOf("Support"), idOf("Reception")]);
  });

  test("read with another member's cursor holds only calls in the caller's own scope", async () => {
    const { next_cursor } = (await cast.ada.get("/calls", { limit: 1 })).body;
    expect(await agentsIn(eva, { cursor: next_cursor! })).toEqual(["Reception"]);
    const last = await cast.ada.get("/calls", { limit: 3 });
    expect(await agentsIn(tanaka, { cursor: last.body.next_cursor! })).toEqual([]);
  });

  test("says nothing of numbers that belong to others: its cursors hold ids", async () => {
    const { next_cursor } = (await jose.get("/calls", { limit: 1 })).body;
    const signatureBytes = 16;
    const position = Buffer.from(next_cursor!, "base64url").subarray(signatureBytes);
    const [, id, moment] = position.toString().split(" ");
    expect([id, moment]).toEqual([idOf("Support"), String(Date.parse("2026-09-01T10:12:00Z"))]);
  });

  test("follows assignments from the next request on", async () => {
    await cast.ada.patch(`/members/${layla.id}`, { agent_ids: [cast.agent("Sales").id] });
    expect(await agentsIn(layla)).toEqual(["Sales"]);
    await cast.ada.patch(`/members/${layla.id}`, { agent_ids: [] });
    expect(await agentsIn(layla)).toEqual([]);
    expect(await layla.get(`/calls/${idOf("Sales")}`)).toBeRefused(404, "not_found");
  });

  test("follows an agent that moves between companies, with its earlier calls", async () => {
    const { id } = cast.agent("Sales");
    await cast.ada.patch(`/agents/${id}`, { company_id: cast.company("South").id, with_calls: true });
    expect(await agentsIn(tanaka)).toEqual(["Night desk", "Support", "Sales"]);
    expect(await tanaka.get(`/calls/${idOf("Sales")}`)).toHaveStatus(200);
    await cast.ada.patch(`/agents/${id}`, { company_id: cast.company("North").id, with_calls: true });
    expect(await agentsIn(tanaka)).toEqual(["Night desk", "Support"]);
  });
});

describe("one call", () => {
  test("out of scope is answered as one that never was", async () => {
    const comparable = async (id: string) => {
      const { title, status, detail, code, type } = (await eva.get(`/calls/${id}`)).problem;
      return { title, status, detail, code, type };
    };
    expect(await comparable(idOf("Sales"))).toEqual(await comparable("no-such-call"));
    expect(await comparable(idOf("Sales"))).toMatchObject({ status: 404, code: "not_found" });
  });

  test("in scope is shown with its transcript, whatever the permissions", async () => {
    const call = (await jose.get(`/calls/${idOf("Support")}`)).body;
    expect(call.transcript).toHaveLength(1);
    expect(call.can).toEqual([]);
  });
});

describe("billable minutes and price", () => {
  test("are shown with the permission, and are no field at all without it", async () => {
    const [shown] = (await eva.get("/calls")).body.items;
    expect(shown).toMatchObject({ billable_minutes: 1.02, price: null });
    const [hidden] = (await jose.get("/calls")).body.items;
    const single = (await jose.get(`/calls/${idOf("Reception")}`)).body;
    for (const call of [hidden!, single]) {
      expect(Object.keys(call)).not.toContain("billable_minutes");
      expect(Object.keys(call)).not.toContain("price");
    }
  });

  test("are shown without the cost, which is for administrators", async () => {
    const list = (await eva.get("/calls")).body.items[0]!;
    const single = (await eva.get(`/calls/${idOf("Reception")}`)).body;
    for (const call of [list, single]) {
      expect(Object.keys(call)).not.toContain("cost_usd");
      expect(Object.keys(call)).not.toContain("margin_usd");
    }
    const own = (await cast.ada.get(`/calls/${idOf("Reception")}`)).body;
    expect(own).toMatchObject({ cost_usd: 0.25, margin_usd: null });
  });

  test("follow the permission from the next request on", async () => {
    await cast.ada.patch(`/members/${jose.id}`, { permissions: { view_billable_minutes: true } });
    expect((await jose.get(`/calls/${idOf("Reception")}`)).body.billable_minutes).toBe(1.02);
    await cast.ada.patch(`/members/${jose.id}`, { permissions: { view_billable_minutes: false } });
    expect((await jose.get(`/calls/${idOf("Reception")}`)).body.billable_minutes).toBeUndefined();
  });
});

describe("calls.csv", () => {
  const table = async (person: Client, query: Record<string, string> = {}) => {
    const answer = await person.get("/calls.csv", query);
    expect(answer).toHaveStatus(200);
    const [header, ...lines] = answer.text.replace("\uFEFF", "").trimEnd().split("\r\n");
    return { header: header!.replaceAll('"', "").split(","), lines };
  };

  test("is a file to download, with the calls in sight and no others", async () => {
    const { headers } = await eva.get("/calls.csv");
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
    expect(headers["content-disposition"]).toBe('attachment; filename="calls.csv"');
    expect((await table(cast.ada)).lines).toHaveLength(4);
    expect((await table(jose)).lines.map((line) => line.split(",")[0])).toEqual(
      [idOf("Support"), idOf("Reception")].map((id) => `"${id}"`),
    );
    expect((await table(layla)).lines).toEqual([]);
    expect((await table(jose, { agent_id: cast.agent("Sales").id })).lines).toEqual([]);
  });

  test("has the columns of minutes, price and cost only for those who may view them", async () => {
    const { header, lines } = await table(cast.ada, { agent_id: cast.agent("Reception").id });
    expect(header.slice(-5)).toEqual(["billable_minutes", "price", "currency", "cost_usd", "margin_usd"]);
    expect(lines[0]).toMatch(/"1.02","","","0.25",""$/);
    const withoutCost = await table(eva);
    expect(withoutCost.header).toEqual(header.slice(0, -2));
    expect(withoutCost.lines.join()).not.toContain("0.25");
    expect((await table(jose)).header).toEqual(header.slice(0, -5));
  });

  test("tells of each call what the list tells", async () => {
    const { header, lines } = await table(eva);
    const cells = lines[0]!.slice(1, -1).split('","');
    expect(Object.fromEntries(header.map((name, index) => [name, cells[index]]))).toEqual({
      id: idOf("Reception"),
      started_at: "2026-09-01T10:10:00.000Z",
      ended_at: "2026-09-01T10:11:01.000Z",
      agent: "Reception",
      company: "North",
      platform: "",
      status: "ended",
      direction: "",
      duration_seconds: "61",
      from_number: "",
      to_number: "",
      outcome: "",
      summary: "Spoken with Reception",
      recording_status: "none",
      billable_minutes: "1.02",
      price: "",
      currency: "",
    });
  });

  test("is written to its end over many pages", async () => {
    const { id } = await cast.newAgent("Busy", "North");
    const count = 450;
    for (let n = 0; n < count; n += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () =>
          cast.ada.post("/calls", { agent_id: id, started_at: "2026-09-02T10:00:00Z", duration_seconds: 1 }),
        ),
      );
    }
    const { lines } = await table(cast.ada, { agent_id: id });
    expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(count);
  });
});
