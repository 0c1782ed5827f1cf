import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { ids, pages, pagesBackwards } from "./walk.ts";

let server: Server;
let cast: Cast;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(() => server.stop());

type CreateCall = Schemas["CreateCall"];
const take = async (agent: string, started_at: string, more: Partial<CreateCall> = {}) =>
  (await ada.post("/calls", { agent_id: cast.agent(agent).id, started_at, ...more })).body;
const listed = async (query: Record<string, string | number> = {}) =>
  (await ada.get("/calls", { limit: 200, ...query })).body.items.map((call) => call.id);

describe("one call", () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await take("Reception", "2026-03-01T10:00:00.500Z", {
      ended_at: "2026-03-01T10:01:31.500Z",
      direction: "inbound",
      from_number: "+46 70 123 45 67",
      to_number: "+46 8 000 00 01",
      summary: "Asked for a berth.",
      outcome: "successful",
      end_reason: "caller hung up",
      cost_usd: 0.1275,
      transcript: [
        { role: "agent", text: "Good morning.", start_seconds: 0, end_seconds: 1.5 },
        { role: "caller", text: "Is there a berth for a small boat?", start_seconds: 2 },
      ],
    }));
  });

  test("shows all that is known of it", async () => {
    expect((await ada.get(`/calls/${id}`)).body).toEqual({
      id,
      agent_id: cast.agent("Reception").id,
      agent_name: "Reception",
      company_id: cast.company("North").id,
      company_name: "North",
      platform: null,
      status: "ended",
      direction: "inbound",
      started_at: "2026-03-01T10:00:00.500Z",
      ended_at: "2026-03-01T10:01:31.500Z",
      duration_seconds: 91,
      from_number: "+46 70 123 45 67",
      to_number: "+46 8 000 00 01",
      summary: "Asked for a berth.",
      outcome: "successful",
      recording_status: "none",
      recording_problem: null,
      erased_at: null,
      end_reason: "caller hung up",
      transcript: [
        { role: "agent", text: "Good morning.", start_seconds: 0, end_seconds: 1.5 },
        { role: "caller", text: "Is there a berth for a small boat?", start_seconds: 2, end_seconds: null },
      ],
      billable_minutes: 1.52,
      price: null,
      cost_usd: 0.1275,
      margin_usd: null,
      can: [],
    });
  });

  test("is in the list as it is by itself, without what only one call shows", async () => {
    const { recording_problem, end_reason, erased_at, transcript, ...summary } = (await ada.get(`/calls/${id}`)).body;
    const [found] = (await ada.get("/calls", { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" })).body.items;
    expect(found).toEqual(summary);
    expect([recording_problem, erased_at, end_reason, transcript.length]).toEqual([null, null, "caller hung up", 2]);
  });

  test("of which little is known says so", async () => {
    const call = await take("Sales", "2026-03-03T10:00:00Z");
    expect((await ada.get(`/calls/${call.id}`)).body).toMatchObject({
      status: "ongoing",
      direction: null,
      ended_at: null,
      duration_seconds: null,
      from_number: null,
      summary: null,
      outcome: null,
      transcript: [],
      billable_minutes: 0,
      cost_usd: null,
    });
  });

  test("counts its minutes by the rule of the account, as it is now", async () => {
    const minutes = async () => (await ada.get(`/calls/${id}`)).body.billable_minutes;
    await ada.patch("/settings", { rounding_rule: "per_minute" });
    expect(await minutes()).toBe(2);
    await ada.patch("/settings", { rounding_rule: "per_6_seconds" });
    expect(await minutes()).toBe(1.6);
    await ada.patch("/settings", { rounding_rule: "per_second" });
    expect(await minutes()).toBe(1.52);
  });

  test("that never was is not found", async () => {
    expect(await ada.get("/calls/no-such-call")).toBeRefused(404, "not_found");
  });

  test("takes no parameters", async () => {
    expect(await ada.get(`/calls/${id}`, { full: true })).toBeRefused(422, "invalid_fields", ["full"]);
  });
});

describe("the list", () => {
  const made: string[] = [];
  beforeAll(async () => {
    // Several in one moment, and not made in their order.
    for (let n = 0; n < 23; n++) {
      const minute = String((n * 7) % 12).padStart(2, "0");
      made.push((await take("Support", `2026-05-01T12:${minute}:00Z`)).id);
    }
  });
  const query = { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z" };

  test("holds the newest first, each once, forth and back alike", async () => {
    const forth = await pages(ada, "/calls", { ...query, limit: 5 });
    expect(forth.map((page) => page.length)).toEqual([5, 5, 5, 5, 3]);
    expect(new Set(ids(forth))).toEqual(new Set(made));
    const times = (forth.flat() as Schemas["CallSummary"][]).map((call) => call.started_at);
    expect(times).toEqual([...times].sort().reverse());
    expect(ids(await pagesBackwards(ada, "/calls", { ...query, limit: 5 }))).toEqual(ids(forth));
  });

  test("is not shifted by calls that come meanwhile", async () => {
    const first = (await ada.get("/calls", { ...query, limit: 10 })).body;
    const second = await ada.get("/calls", { ...query, limit: 10, cursor: first.next_cursor! });
    await take("Support", "2026-05-01T12:30:00Z");
    const again = await ada.get("/calls", { ...query, limit: 10, cursor: first.next_cursor! });
    expect(again.body.items).toEqual(second.body.items);
    const back = await ada.get("/calls", { ...query, limit: 10, cursor: again.body.previous_cursor! });
    expect(back.body.items).toEqual(first.items);
    expect(back.body.previous_cursor).not.toBeNull();
  });

  test.each([
    [{ sort: "-started_at" }, "sort"],
    [{ total: "true" }, "total"],
    [{ text: "berth" }, "text"],
    [{ limit: 201 }, "limit"],
    [{ cursor: "nonsense" }, "cursor"],
    [{ from: "yesterday" }, "from"],
    [{ from: "2026-02-30T00:00:00Z" }, "from"],
    [{ to: "2026-05-01" }, "to"],
    [{ from: "2026-05-02T00:00:00Z", to: "2026-05-01T00:00:00Z" }, "to"],
    [{ status: "over" }, "status"],
    [{ direction: "up" }, "direction"],
    [{ search: "a".repeat(201) }, "search"],
  ])("refuses %j", async (wrong, field) => {
    for (const path of ["/calls", "/calls.csv"] as const) {
      const pageOnly = "limit" in wrong || "cursor" in wrong;
      const answer = await ada.get(path, wrong as unknown as Record<string, string>);
      expect(answer).toBeRefused(422, "invalid_fields", [field]);
      if (pageOnly && path === "/calls.csv") expect(answer.text).toContain("no such parameter");
    }
  });

  test("refuses a cursor of another list", async () => {
    const { next_cursor } = (await ada.get("/agents", { limit: 1 })).body;
    expect(await ada.get("/calls", { cursor: next_cursor! })).toBeRefused(422, "invalid_fields", ["cursor"]);
  });
});

describe("filters", () => {
  const calls: Record<string, string> = {};
  beforeAll(async () => {
    const day = "2026-07-01T";
    calls["in"] = (await take("Reception", `${day}08:00:00Z`, { direction: "inbound", duration_seconds: 10 })).id;
    calls["out"] = (await take("Sales", `${day}09:00:00Z`, { direction: "outbound", status: "failed" })).id;
    calls["web"] = (await take("Support", `${day}10:00:00Z`, { direction: "web", status: "ongoing" })).id;
    calls["late"] = (await take("Support", `${day}11:00:00Z`, { direction: "inbound", status: "ended" })).id;
  });
  const day = { from: "2026-07-01T00:00:00Z", to: "2026-07-02T00:00:00Z" };
  const named = async (query: Record<string, string>) => {
    const found = await listed({ ...day, ...query });
    return found.map((id) => Object.entries(calls).find(([, known]) => known === id)?.[0]);
  };

  test.each([
    [{}, ["late", "web", "out", "in"]],
    [{ status: "ended" }, ["late", "in"]],
    [{ status: "failed" }, ["out"]],
    [{ direction: "inbound" }, ["late", "in"]],
    [{ status: "ended", direction: "web" }, []],
    [{ status: "ongoing", direction: "web" }, ["web"]],
    [{ from: "2026-07-01T09:00:00Z" }, ["late", "web", "out"]],
    [{ to: "2026-07-01T09:00:00Z" }, ["in"]],
    [{ from: "2026-07-01T11:00:00+02:00", to: "2026-07-01T10:00:00.001Z" }, ["web", "out"]],
  ])("%j", async (query, expected) => {
    expect(await named(query as Record<string, string>)).toEqual(expected);
  });

  test("by agent and by company, also together", async () => {
    const [north, south] = [cast.company("North").id, cast.company("South").id];
    expect(await named({ agent_id: cast.agent("Support").id })).toEqual(["late", "web"]);
    expect(await named({ company_id: north })).toEqual(["out", "in"]);
    expect(await named({ company_id: south, direction: "web" })).toEqual(["web"]);
    expect(await named({ company_id: north, agent_id: cast.agent("Support").id })).toEqual([]);
    expect(await named({ agent_id: "no-such-agent" })).toEqual([]);
    expect(await named({ company_id: "no-such-company" })).toEqual([]);
  });

  test("by company follow the agent when it moves", async () => {
    const { id } = cast.agent("Sales");
    await ada.patch(`/agents/${id}`, { company_id: cast.company("South").id, with_calls: true });
    expect(await named({ company_id: cast.company("South").id })).toEqual(["late", "web", "out"]);
    await ada.patch(`/agents/${id}`, { company_id: cast.company("North").id, with_calls: true });
    expect(await named({ company_id: cast.company("South").id })).toEqual(["late", "web"]);
  });
});

describe("the search", () => {
  const said = (text: string) => ({ transcript: [{ role: "caller" as const, text }] });
  let berth: string;
  let price: string;
  let both: string;
  let japanese: string;
  beforeAll(async () => {
    berth = (await take("Reception", "2026-08-01T08:00:00Z", said("Is a berth free in Malmö?"))).id;
    price = (await take("Sales", "2026-08-01T09:00:00Z", said("What's the PRICE, please?"))).id;
    both = (await take("Sales", "2026-08-01T10:00:00Z", said("The price of that berth is too high."))).id;
    japanese = (await take("Support", "2026-08-01T11:00:00Z", said("港の予約をお願いします"))).id;
  });
  const found = (search: string, more: Record<string, string> = {}) =>
    listed({ search, from: "2026-08-01T00:00:00Z", ...more });

  test("finds words of the transcript, without regard to case and accents, in any order", async () => {
    expect(await found("berth")).toEqual([both, berth]);
    expect(await found("Price BERTH")).toEqual([both]);
    expect(await found("berth price")).toEqual([both]);
    expect(await found("malmo")).toEqual([berth]);
    expect(await found("予約")).toEqual([japanese]);
  });

  test("finds whole words, all of them, and nothing where there is no word", async () => {
    expect(await found("bert")).toEqual([]);
    expect(await found("berth regatta")).toEqual([]);
    expect(await found("?!")).toEqual([]);
    expect(await found("  ")).toEqual([japanese, both, price, berth]);
    expect(await found("%")).toEqual([]);
  });

  test("goes together with the other filters", async () => {
    expect(await found("berth", { agent_id: cast.agent("Sales").id })).toEqual([both]);
    expect(await found("berth", { to: "2026-08-01T09:30:00Z" })).toEqual([berth]);
    expect(await found("price", { company_id: cast.company("North").id })).toEqual([both, price]);
    expect(await found("price", { status: "failed" })).toEqual([]);
  });
});
