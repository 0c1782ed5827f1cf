import type { Answer, Schemas } from "../../support/answer.ts";
import { cells, get, ids, notFound, permissionMissing, type Asking, type Question, type Seen } from "./questions.ts";
import type { Call } from "./world.ts";

/** A call as somebody sees it: minutes and price only with the switch for them, cost only for administrators. */
function shownAs({ world, member }: Asking, call: Call): Seen {
  const listens = call.audio !== undefined && world.may(member, "view_recordings");
  return {
    id: call.id,
    agent: call.agent.name,
    company: call.agent.company.name,
    status: call.status,
    listens,
    ...(world.may(member, "view_billable_minutes")
      ? { minutes: world.billableMinutes([call]), price: world.prices([call])[0] ?? null }
      : {}),
    ...(world.isAdministrator(member) ? { cost: world.costUsd([call]), margin: world.marginUsd([call]) } : {}),
  };
}

function read(call: Schemas["CallSummary"] | Schemas["Call"]): Seen {
  return {
    id: call.id,
    agent: call.agent_name,
    company: call.company_name,
    status: call.status,
    listens: call.can.includes("listen"),
    ...("billable_minutes" in call ? { minutes: call.billable_minutes } : {}),
    ...("price" in call ? { price: call.price } : {}),
    ...("cost_usd" in call ? { cost: call.cost_usd } : {}),
    ...("margin_usd" in call ? { margin: call.margin_usd } : {}),
  };
}

type Query = Record<string, string | number | boolean>;
interface Filter {
  query: Query;
  keeps: (call: Call) => boolean;
}

/** Ways to narrow a list, each with what it must keep. */
function filters({ world, random }: Asking): Filter[] {
  const agent = random.pick(world.agents);
  const company = random.pick(world.companies);
  const status = random.pick(["ongoing", "ended", "failed"] as const);
  const direction = random.pick(["inbound", "outbound", "web"] as const);
  const [one, other] = [random.pick(world.calls), random.pick(world.calls)].map((call) => call.startedAt);
  const [from, to] = one! < other! ? [one!, other!] : [other!, one!];
  const word = random.pick(world.calls.flatMap((call) => call.words.slice(0, 1)));
  const ofAgent: Filter = { query: { agent_id: agent.id }, keeps: (call) => call.agent === agent };
  const ofCompany: Filter = { query: { company_id: company.id }, keeps: (call) => call.agent.company === company };
  const ofStatus: Filter = { query: { status }, keeps: (call) => call.status === status };
  const ofDirection: Filter = { query: { direction }, keeps: (call) => call.direction === direction };
  const ofTime: Filter = {
    query: { from: from.toISOString(), to: to.toISOString() },
    keeps: (call) => call.startedAt >= from && call.startedAt < to,
  };
  const { seconds = 1 } = random.pick(world.calls);
  const isLong = random.chance(0.5);
  const ofLength: Filter = {
    query: { status: "ended", [isLong ? "min_seconds" : "max_seconds"]: seconds },
    keeps: (call) => call.status === "ended" && (isLong ? call.seconds! >= seconds : call.seconds! <= seconds),
  };
  const ofWord: Filter = { query: { search: word }, keeps: (call) => call.words.includes(word) };
  const both = (first: Filter, second: Filter): Filter => ({
    query: { ...first.query, ...second.query },
    keeps: (call) => first.keeps(call) && second.keeps(call),
  });
  const single = [ofAgent, ofCompany, ofStatus, ofDirection, ofTime, ofWord, ofLength];
  return [...single, both(ofWord, ofTime), both(ofStatus, ofDirection), both(ofCompany, random.pick(single))];
}

export function listsOfCalls(asking: Asking): Question[] {
  const { world, member, random } = asking;
  const seen = world.callsOf(member);
  const page = Math.min(200, 1 + Math.ceil(seen.length / random.between(1, 5)));
  return [
    get(
      "/calls",
      "/calls",
      seen.map((call) => shownAs(asking, call)),
      ({ body }) => body.items.map(read),
      {
        query: { limit: page },
        pages: true,
      },
    ),
    ...filters(asking).map(({ query, keeps }) =>
      get(
        "/calls",
        "/calls",
        seen
          .filter(keeps)
          .slice(0, 200)
          .map((call) => call.id),
        ids,
        {
          query: { limit: 200, ...query },
        },
      ),
    ),
    ...figures(asking, seen),
    ...exports(asking, seen),
  ];
}

/** What is said of lists beside their calls. */
function figures(asking: Asking, seen: Call[]): Question[] {
  const { world, member, random } = asking;
  const heard = seen.filter((call) => call.audio !== undefined).map((call) => call.id);
  const { query, keeps } = random.pick(filters(asking));
  const matching = seen.filter(keeps);
  const one = random.pick(world.calls);
  const at = seen.indexOf(one);
  const beside = at < 0 ? notFound : [seen[at - 1]?.id ?? null, seen[at + 1]?.id ?? null];
  return [
    get("/calls", "/calls", world.may(member, "view_recordings") ? heard.slice(0, 200) : permissionMissing, ids, {
      query: { has_recording: true, limit: 200 },
    }),
    get("/calls/count", "/calls/count", matching.length, ({ body }) => body.count, { query }),
    get("/calls/{id}/neighbours", `/calls/${one.id}/neighbours`, beside, ({ body }) => [body.newer_id, body.older_id]),
  ];
}

const priceColumns = ["billable_minutes", "price", "currency"];
const costColumns = ["cost_usd", "margin_usd"];
const money = [...priceColumns, ...costColumns];

function exports(asking: Asking, seen: Call[]): Question[] {
  const columns = [
    ...(asking.world.may(asking.member, "view_billable_minutes") ? priceColumns : []),
    ...(asking.world.isAdministrator(asking.member) ? costColumns : []),
  ];
  const read = (answer: Answer) => {
    const { columns, rows } = cells(answer);
    return { money: columns.filter((column) => money.includes(column)), ids: rows.map((row) => row[0]) };
  };
  const { query, keeps } = asking.random.pick(filters(asking));
  return [
    get("/calls.csv", "/calls.csv", { money: columns, ids: seen.map((call) => call.id) }, read),
    get("/calls.csv", "/calls.csv", { money: columns, ids: seen.filter(keeps).map((call) => call.id) }, read, {
      query,
    }),
  ];
}

export function questionsAboutCall(asking: Asking, call: Call): Question[] {
  const { world, member, random } = asking;
  const seen = world.seesCall(member, call);
  const heard = !seen
    ? notFound
    : !world.may(member, "view_recordings")
      ? permissionMissing
      : call.audio === undefined
        ? notFound
        : undefined;
  const first = random.below(call.audio ?? 1000);
  const last = random.between(first, first + 5000);
  const path = `/calls/${call.id}`;
  return [
    get("/calls/{id}", path, seen ? shownAs(asking, call) : notFound, ({ body }) => read(body)),
    get(
      "/calls/{id}/recording",
      `${path}/recording`,
      heard ?? [206, Math.min(last, call.audio! - 1) - first + 1],
      ({ status, incoming }) => [status, incoming.body.length],
      { headers: { Range: `bytes=${first}-${last}` } },
    ),
    get("/calls/{id}/recording", `${path}/recording`, heard ?? [200, call.audio], ({ status, incoming }) => [
      status,
      incoming.body.length,
    ]),
    get("/calls/{id}/waveform", `${path}/waveform`, heard ?? "drawn", ({ body }) =>
      body.channels[0].length > 0 ? "drawn" : body,
    ),
  ];
}
