import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
/** Reception alone, without permissions. */
let jose: Person;

/** The beginning of a day of the account, which is in UTC, `back` days ago: never in the future. */
function daysAgo(back: number): Date {
  const today = new Date();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - back));
}
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

async function calls(agent: string, startedAt: Date, count = 1) {
  for (let made = 0; made < count; made++) {
    const body = { agent_id: cast.agent(agent).id, started_at: startedAt.toISOString(), duration_seconds: 60 };
    expect(await cast.ada.post("/calls", body)).toHaveStatus(201);
  }
}

beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  jose = await cast.member({ agents: ["Reception"] });
});
afterAll(() => server.stop());

test("without calls there are 30 days of none", async () => {
  const { body } = await cast.ada.get("/activity");
  expect(body.time_zone).toBe("UTC");
  expect(body.days).toEqual(Array.from({ length: 30 }, (_, index) => ({ day: dayOf(daysAgo(29 - index)), calls: 0 })));
  expect(body.agents).toEqual([]);
  expect(body.this_month).toMatchObject({ to: dayOf(daysAgo(0)), calls: 0 });
});

test("counts the calls of the agents in scope, by day and by agent", async () => {
  // The days may belong to either month, so that the test is true on each day.
  await calls("Reception", daysAgo(1), 2);
  await calls("Reception", daysAgo(29));
  await calls("Sales", daysAgo(1), 4);
  await calls("Support", daysAgo(2));
  await calls("Support", daysAgo(30), 9);
  const of = (list: { day: string; calls: number }[]) => Object.fromEntries(list.map(({ day, calls }) => [day, calls]));

  const all = (await cast.ada.get("/activity")).body;
  expect(of(all.days)).toMatchObject({ [dayOf(daysAgo(1))]: 6, [dayOf(daysAgo(2))]: 1, [dayOf(daysAgo(29))]: 1 });
  expect(all.days.reduce((sum, { calls }) => sum + calls, 0)).toBe(8);
  expect(all.agents.map(({ name, company_name, calls }) => [name, company_name, calls])).toEqual([
    ["Sales", "North", 4],
    ["Reception", "North", 3],
    ["Support", "South", 1],
  ]);

  const own = (await jose.get("/activity")).body;
  expect(of(own.days)).toMatchObject({ [dayOf(daysAgo(1))]: 2, [dayOf(daysAgo(2))]: 0, [dayOf(daysAgo(29))]: 1 });
  expect(own.agents.map(({ name, calls }) => [name, calls])).toEqual([["Reception", 3]]);
  expect(JSON.stringify(own)).not.toMatch(/minutes|cost/);
});

test("compares this month with the same days of the last", async () => {
  const today = daysAgo(0);
  const firstOfLast = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1));
  const lastOfLast = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0));
  const before = (await cast.ada.get("/activity")).body;
  await calls("Night desk", today, 3);
  await calls("Night desk", firstOfLast, 5);
  const beyond = today.getUTCDate() < lastOfLast.getUTCDate();
  await calls("Night desk", lastOfLast, 7);
  const after = (await cast.ada.get("/activity")).body;
  expect(after.this_month).toEqual({
    from: `${dayOf(today).slice(0, 8)}01`,
    to: dayOf(today),
    calls: before.this_month.calls + 3,
  });
  expect(after.last_month.from).toBe(dayOf(firstOfLast));
  expect(Number(after.last_month.to.slice(8))).toBe(Math.min(today.getUTCDate(), lastOfLast.getUTCDate()));
  expect(after.last_month.calls).toBe(before.last_month.calls + 5 + (beyond ? 0 : 7));
});

test("names the ten busiest of many agents", async () => {
  for (let number = 1; number <= 12; number++) {
    await cast.newAgent(`Line ${number}`, "South");
    await calls(`Line ${number}`, daysAgo(3), 10);
  }
  const { agents } = (await cast.ada.get("/activity")).body;
  expect(agents).toHaveLength(10);
  expect(agents.every(({ calls }) => calls === 10)).toBe(true);
});
