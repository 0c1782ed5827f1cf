import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { changeTimeZone } from "../support/time-zone.ts";

let server: Server;
let cast: Cast;
/** Reception, and may see minutes. */
let eva: Person;
/** All agents of South, and may see minutes. */
let tanaka: Person;
/** Reception, without the permission. */
let jose: Person;

interface Made {
  seconds?: number;
  cost?: number;
}
async function call(agent: string, started_at: string, { seconds, cost }: Made = {}) {
  const made = await cast.ada.post("/calls", {
    agent_id: cast.agent(agent).id,
    started_at,
    ...(seconds === undefined ? {} : { duration_seconds: seconds }),
    ...(cost === undefined ? {} : { cost_usd: cost }),
  });
  expect(made).toHaveStatus(201);
}

beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  const permissions = { view_billable_minutes: true };
  eva = await cast.member({ agents: ["Reception"], permissions });
  tanaka = await cast.member({ companies: ["South"], permissions });
  jose = await cast.member({ agents: ["Reception"] });
  await call("Reception", "2026-03-01T10:00:00Z", { seconds: 61, cost: 0.25 });
  await call("Reception", "2026-03-01T23:30:00Z", { seconds: 60 });
  await call("Sales", "2026-03-02T09:00:00Z", { seconds: 12.001, cost: 0.05 });
  await call("Support", "2026-03-02T10:00:00Z", { seconds: 600 });
  await call("Support", "2026-03-31T22:30:00Z", { seconds: 30 });
  await call("Night desk", "2026-03-03T01:00:00Z");
});
afterAll(() => server.stop());

const march = { from: "2026-03-01", to: "2026-03-31" };
const ask = (person: Person, by: string, more: Record<string, string> = {}) =>
  person.get("/usage", { ...march, by, ...more });

/** What an administrator is told of calls without a rate. */
const unpriced = (calls: number) => ({ calls, prices: [], calls_without_rate: calls, margin_usd: null });

describe("usage", () => {
  test("by day tells administrators the minutes, the calls, and the cost where it was reported", async () => {
    const { body } = await ask(cast.ada, "day");
    expect(body.items).toEqual([
      { day: "2026-03-01", ...unpriced(2), billable_minutes: 2.02, cost_usd: 0.25, calls_without_cost: 1 },
      { day: "2026-03-02", ...unpriced(2), billable_minutes: 10.22, cost_usd: 0.05, calls_without_cost: 1 },
      { day: "2026-03-03", ...unpriced(1), billable_minutes: 0, cost_usd: null, calls_without_cost: 1 },
      { day: "2026-03-31", ...unpriced(1), billable_minutes: 0.5, cost_usd: null, calls_without_cost: 1 },
    ]);
    expect(body.total).toEqual({ ...unpriced(6), billable_minutes: 12.73, cost_usd: 0.3, calls_without_cost: 4 });
    expect(body).toMatchObject({ ...march, by: "day", time_zone: "UTC", rounding_rule: "per_second" });
    expect(body.is_being_recalculated).toBe(false);
  });

  test("by agent and by company are in the order of names", async () => {
    const agents = (await ask(cast.ada, "agent")).body.items;
    expect(agents.map((line) => [line.agent_name, line.company_name, line.billable_minutes])).toEqual([
      ["Night desk", "South", 0],
      ["Reception", "North", 2.02],
      ["Sales", "North", 0.22],
      ["Support", "South", 10.5],
    ]);
    const companies = (await ask(cast.ada, "company")).body.items;
    expect(companies.map((line) => [line.company_name, line.calls])).toEqual([
      ["North", 3],
      ["South", 3],
    ]);
    const days = (await ask(cast.ada, "day_and_company")).body.items;
    expect(days.map((line) => [line.day, line.company_name, line.calls])).toEqual([
      ["2026-03-01", "North", 2],
      ["2026-03-02", "North", 1],
      ["2026-03-02", "South", 1],
      ["2026-03-03", "South", 1],
      ["2026-03-31", "South", 1],
    ]);
  });

  test("of a member is that of the assigned agents only, in lines and totals", async () => {
    const mine = (await ask(eva, "agent")).body;
    expect(mine.items.map((line) => line.agent_name)).toEqual(["Reception"]);
    expect(mine.total).toEqual({ calls: 2, billable_minutes: 2.02, prices: [], calls_without_rate: 2 });
    const south = (await ask(tanaka, "company")).body;
    expect(south.items.map((line) => line.company_name)).toEqual(["South"]);
    expect(south.total).toMatchObject({ calls: 3, billable_minutes: 10.5 });
  });

  test("of an agent or a company that is not assigned is empty", async () => {
    const filters: Record<string, string>[] = [
      { agent_id: cast.agent("Sales").id },
      { company_id: cast.company("South").id },
    ];
    for (const filter of filters) {
      const { body } = await ask(eva, "day", filter);
      expect(body.items).toEqual([]);
      expect(body.total).toEqual({ calls: 0, billable_minutes: 0, prices: [], calls_without_rate: 0 });
    }
    expect((await ask(eva, "day", { company_id: cast.company("North").id })).body.total.calls).toBe(2);
  });

  test("is refused without the permission, and at once when it is withdrawn", async () => {
    expect(await ask(jose, "day")).toBeRefused(403, "permission_missing");
    await cast.ada.patch(`/members/${jose.id}`, { permissions: { view_billable_minutes: true } });
    expect((await ask(jose, "day")).body.total.calls).toBe(2);
    await cast.ada.patch(`/members/${jose.id}`, { permissions: { view_billable_minutes: false } });
    expect(await ask(jose, "day")).toBeRefused(403, "permission_missing");
    expect(await jose.get("/usage.csv", { ...march, by: "day" })).toBeRefused(403, "permission_missing");
  });

  test("follows an agent that moves to another company", async () => {
    await cast.newAgent("Shuttle", "North");
    await call("Shuttle", "2026-05-01T10:00:00Z", { seconds: 60 });
    const may = { from: "2026-05-01", to: "2026-05-31", by: "company" };
    const companies = async () => (await cast.ada.get("/usage", may)).body.items.map((line) => line.company_name);
    expect(await companies()).toEqual(["North"]);
    expect((await tanaka.get("/usage", may)).body.items).toEqual([]);
    const { id } = cast.agent("Shuttle");
    await cast.ada.patch(`/agents/${id}`, { company_id: cast.company("South").id, with_calls: true });
    expect(await companies()).toEqual(["South"]);
    expect((await tanaka.get("/usage", may)).body.total.billable_minutes).toBe(1);
  });

  test("as CSV has the same lines", async () => {
    const { text, headers } = await cast.ada.send("GET", "/api/v1/usage.csv", { query: { ...march, by: "company" } });
    expect(headers["content-disposition"]).toBe('attachment; filename="usage.csv"');
    const north = cast.company("North").id;
    expect(text).toContain(`"","","","${north}","North","3","2.23","3","0.300000","1",""\r\n`);
    expect(text.split("\r\n")).toHaveLength(4);
  });

  test.each([
    [{ from: "2026-03-01", by: "day" }, "to"],
    [{ to: "2026-03-01", by: "day" }, "from"],
    [{ ...march }, "by"],
    [{ ...march, by: "week" }, "by"],
    [{ from: "2026-02-30", to: "2026-03-01", by: "day" }, "from"],
    [{ from: "2026-03-02", to: "2026-03-01", by: "day" }, "to"],
    [{ from: "2020-01-01", to: "2026-03-01", by: "day" }, "to"],
    [{ ...march, by: "day", colour: "red" }, "colour"],
    [{ ...march, by: "day", sort: "cost" }, "sort"],
  ])("refuses %j", async (query, field) => {
    expect(await cast.ada.get("/usage", query)).toBeRefused(422, "invalid_fields", [field]);
  });
});

// The last, since they change the account.
describe("the account's settings", () => {
  const minutes = async () => (await ask(cast.ada, "agent")).body.items.map((line) => line.billable_minutes);

  test("round every call by the rule that holds now", async () => {
    await cast.ada.patch("/settings", { rounding_rule: "per_6_seconds" });
    expect(await minutes()).toEqual([0, 2.1, 0.3, 10.5]);
    await cast.ada.patch("/settings", { rounding_rule: "per_minute" });
    expect(await minutes()).toEqual([0, 3, 1, 11]);
    await cast.ada.patch("/settings", { rounding_rule: "per_second" });
    expect(await minutes()).toEqual([0, 2.02, 0.22, 10.5]);
  });

  test("begin the days where the time zone says, for old calls too, in summer and winter", async () => {
    await changeTimeZone(cast.ada, "Europe/Berlin");
    const { body } = await ask(cast.ada, "day");
    expect(body.time_zone).toBe("Europe/Berlin");
    expect(body.items.map((line) => [line.day, line.calls])).toEqual([
      ["2026-03-01", 1],
      ["2026-03-02", 3],
      ["2026-03-03", 1],
    ]);
    await call("Reception", "2026-03-31T22:00:00Z", { seconds: 60 });
    const april = await cast.ada.get("/usage", { from: "2026-04-01", to: "2026-04-01", by: "day" });
    expect(april.body.total.calls).toBe(2);
  });
});
