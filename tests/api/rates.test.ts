import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { changeTimeZone } from "../support/time-zone.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** All agents of North and South, and may see minutes. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ companies: ["North", "South"], permissions: { view_billable_minutes: true } });
});
afterAll(() => server.stop());

const rates = (company: string) => `/companies/${cast.company(company).id}/rates` as const;
const rate = { from: "2026-03-01", price_per_minute: 0.12, currency: "EUR" };
const addRate = (company: string, values: Partial<typeof rate> = {}) =>
  ada.post(rates(company), { ...rate, ...values });

async function takeCall(agent: string, started_at: string, duration_seconds: number, cost_usd?: number) {
  const body = { agent_id: cast.agent(agent).id, started_at, duration_seconds, ...(cost_usd ? { cost_usd } : {}) };
  return (await ada.post("/calls", body)).body.id;
}

describe("a rate", () => {
  test("is added, listed the latest first, and deleted, for the audit log too", async () => {
    await cast.newCompany("East");
    const first = await addRate("East");
    expect(first).toHaveStatus(201);
    expect(first.body).toMatchObject(rate);
    expect(first.headers["location"]).toBe(`/api/v1${rates("East")}/${first.body.id}`);
    const later = (await addRate("East", { from: "2026-04-01", price_per_minute: 0.0825 })).body;
    expect((await ada.get(rates("East"))).body.items).toEqual([later, first.body]);

    expect(await ada.delete(`${rates("East")}/${first.body.id}`)).toHaveStatus(204);
    expect(await ada.delete(`${rates("East")}/${first.body.id}`)).toBeRefused(404, "not_found");
    expect((await ada.get(rates("East"))).body.items).toEqual([later]);
    const entries = (await ada.get("/audit-entries", { limit: 3 })).body.items.reverse();
    expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
      [
        "company.rate_created",
        { from: { before: null, after: "2026-03-01" }, price_per_minute: { before: null, after: "0.12 EUR" } },
      ],
      [
        "company.rate_created",
        { from: { before: null, after: "2026-04-01" }, price_per_minute: { before: null, after: "0.0825 EUR" } },
      ],
      [
        "company.rate_deleted",
        { from: { before: "2026-03-01", after: null }, price_per_minute: { before: "0.12 EUR", after: null } },
      ],
    ]);
  });

  test("of another company is not found", async () => {
    await cast.newCompany("Far");
    const { id } = (await addRate("Far")).body;
    expect(await ada.delete(`${rates("North")}/${id}`)).toBeRefused(404, "not_found");
  });

  test("from a day that has one is refused", async () => {
    await cast.newCompany("Twice");
    await addRate("Twice");
    const again = await addRate("Twice", { price_per_minute: 0.2 });
    expect(again).toBeRefused(409, "conflict");
    expect(again.problem.detail).toBe(
      "The company already has a rate from 2026-03-01. Choose another day, or delete that rate first.",
    );
  });

  test("is one of 200 at most", async () => {
    await cast.newCompany("Many");
    const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    for (let n = 0; n < 200; n += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => addRate("Many", { from: day(n + index) })));
    }
    expect((await ada.get(rates("Many"))).body.items).toHaveLength(200);
    expect(await addRate("Many", { from: day(200) })).toBeRefused(409, "conflict");
  });

  test("goes with its company", async () => {
    const { id } = await cast.newCompany("Brief");
    await addRate("Brief");
    expect(await ada.delete(`/companies/${id}`)).toHaveStatus(204);
    expect(await ada.get(`/companies/${id}/rates`)).toBeRefused(404, "not_found");
  });

  test.each(
    titled([
      [{ from: "" }, "from"],
      [{ from: "2026-02-30" }, "from"],
      [{ from: "1999-12-31" }, "from"],
      [{ from: "2099-01-01" }, "from"],
      [{ price_per_minute: -0.01 }, "price_per_minute"],
      [{ price_per_minute: 10_000.01 }, "price_per_minute"],
      [{ price_per_minute: 0.00001 }, "price_per_minute"],
      [{ currency: "eur" }, "currency"],
      [{ currency: "DEM" }, "currency"],
      [{ currency: "XTS" }, "currency"],
      [{ currency: "" }, "currency"],
    ] as [Partial<typeof rate>, string][]),
  )("is refused with %s", async (_, [values, field]) => {
    expect(await addRate("South", values)).toBeRefused(422, "invalid_fields", [field]);
  });

  test("is seen by administrators only", async () => {
    expect(await eva.get(rates("North"))).toBeRefused(403, "forbidden");
    expect(await eva.post(rates("North"), rate)).toBeRefused(403, "forbidden");
    expect(await eva.get("/currencies")).toBeRefused(403, "forbidden");
    expect((await ada.get("/currencies")).body.items).toEqual(expect.arrayContaining(["DKK", "EUR", "JPY", "USD"]));
  });
});

describe("the price", () => {
  let call: string;
  let dollars: string;
  beforeAll(async () => {
    call = await takeCall("Reception", "2026-03-10T10:00:00Z", 61, 0.05);
    await takeCall("Reception", "2026-03-09T23:30:00Z", 30);
    await takeCall("Sales", "2026-03-05T10:00:00Z", 600);
    dollars = await takeCall("Support", "2026-03-10T10:00:00Z", 90, 0.25);
    await takeCall("Support", "2026-03-11T10:00:00Z", 60);
    await addRate("North", { from: "2026-03-10", price_per_minute: 0.1 });
    await addRate("South", { from: "2026-03-01", price_per_minute: 0.6, currency: "USD" });
  });
  const march = { from: "2026-03-01", to: "2026-03-31" };
  const usage = async (person: Person, by: string) => (await person.get("/usage", { ...march, by })).body;

  test("of a call is that of the rate of its day, rounded to the smallest coin", async () => {
    expect((await eva.get(`/calls/${call}`)).body.price).toEqual({ amount: 0.1, currency: "EUR" });
    expect((await eva.get(`/calls/${dollars}`)).body.price).toEqual({ amount: 0.9, currency: "USD" });
    const listed = (await eva.get("/calls", { agent_id: cast.agent("Sales").id })).body.items;
    expect(listed.map(({ price }) => price)).toEqual([null]);
  });

  test("less the cost is the margin, in dollars and for administrators", async () => {
    expect((await ada.get(`/calls/${dollars}`)).body).toMatchObject({ cost_usd: 0.25, margin_usd: 0.65 });
    expect((await ada.get(`/calls/${call}`)).body).toMatchObject({ cost_usd: 0.05, margin_usd: null });
    expect((await ada.get("/calls.csv", { agent_id: cast.agent("Support").id })).text).toContain(
      '"1.5","0.9","USD","0.25","0.65"',
    );
  });

  test("of usage is summed up by currency, and says how many calls it lacks", async () => {
    const { items, total } = await usage(ada, "company");
    expect(items).toMatchObject([
      { company_name: "North", prices: [{ amount: 0.1, currency: "EUR" }], calls_without_rate: 2, margin_usd: null },
      { company_name: "South", prices: [{ amount: 1.5, currency: "USD" }], calls_without_rate: 0, margin_usd: null },
    ]);
    const prices = [
      { amount: 0.1, currency: "EUR" },
      { amount: 1.5, currency: "USD" },
    ];
    expect(total).toEqual({
      calls: 5,
      billable_minutes: 14.02,
      prices,
      calls_without_rate: 2,
      cost_usd: 0.3,
      calls_without_cost: 3,
      margin_usd: null, // one of the calls with a rate in dollars has no known cost
    });
    for (const by of ["day", "agent", "day_and_company"]) expect((await usage(ada, by)).total).toEqual(total);
    const { cost_usd, calls_without_cost, margin_usd, ...ofMember } = total;
    expect([cost_usd, calls_without_cost, margin_usd]).toEqual([0.3, 3, null]);
    expect((await usage(eva, "day")).total).toEqual(ofMember);
  });

  test("less the cost is a margin of usage where the cost of each call with a rate in dollars is known", async () => {
    const { items, total } = await usage(ada, "day");
    expect(items.map(({ day, prices, margin_usd }) => [day, prices.at(-1)?.currency, margin_usd])).toEqual([
      ["2026-03-05", undefined, null],
      ["2026-03-09", undefined, null],
      ["2026-03-10", "USD", 0.65],
      ["2026-03-11", "USD", null],
    ]);
    expect(total.margin_usd).toBeNull();
    const lines = (await ada.get("/usage.csv", { ...march, by: "day" })).text.trim().split("\r\n").slice(1);
    expect(lines.map((line) => line.split(",").at(-1))).toEqual(['""', '""', '"0.650000"', '""']);
    const known = (await ada.get("/usage", { from: "2026-03-01", to: "2026-03-10", by: "company" })).body;
    expect(known.total).toMatchObject({ calls: 4, calls_without_cost: 2, margin_usd: 0.65 });
  });

  test("has a column for each currency in the CSV file", async () => {
    const file = async (person: Person) =>
      (await person.get("/usage.csv", { ...march, by: "agent" })).text.split("\r\n");
    const [header, , , support] = await file(ada);
    expect(header).toContain(
      '"calls_without_rate","price_eur","price_usd","cost_usd","calls_without_cost","margin_usd"',
    );
    expect(support).toContain('"2","2.50","0","","1.50","0.250000","1",""');
    expect((await file(eva))[0]).toMatch(/"price_usd"$/);
  });

  test("begins where the day begins in the account's time zone", async () => {
    await changeTimeZone(ada, "Europe/Berlin");
    const { items } = await usage(eva, "agent");
    expect(items.map((line) => [line.agent_name, line.prices[0]?.amount ?? null])).toEqual([
      ["Reception", 0.15],
      ["Sales", null],
      ["Support", 1.5],
    ]);
    await changeTimeZone(ada, "UTC");
  });

  test("changes with the rates, for past calls too, and is rounded once for a line", async () => {
    const { id } = (await addRate("North", { from: "2026-03-01", price_per_minute: 0.0051 })).body;
    const totals = async () => (await usage(eva, "company")).items[0]!.prices;
    expect(await totals()).toEqual([{ amount: 0.16, currency: "EUR" }]); // 0.051 + 0.00255 + 0.10167
    await ada.delete(`${rates("North")}/${id}`);
    expect(await totals()).toEqual([{ amount: 0.1, currency: "EUR" }]);
  });

  test("follows an agent that moves to another company, as usage does", async () => {
    const { id } = cast.agent("Support");
    await ada.patch(`/agents/${id}`, { company_id: cast.company("North").id, with_calls: true });
    expect((await ada.get(`/calls/${dollars}`)).body).toMatchObject({ price: { amount: 0.15, currency: "EUR" } });
    expect((await usage(eva, "company")).items.map((line) => [line.company_name, line.prices[0]!.amount])).toEqual([
      ["North", 0.35],
    ]);
  });
});
