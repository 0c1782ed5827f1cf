import { cells, get, permissionMissing, type Asking, type Question, type Seen } from "./questions.ts";
import { byName, dayOf, type Call } from "./world.ts";

type By = "day" | "agent" | "company" | "day_and_company";

/** What a line is called, so that lines with the same name are one. */
const lineOf: Record<By, (call: Call) => string> = {
  day: dayOf,
  agent: (call) => call.agent.id,
  company: (call) => call.agent.company.id,
  day_and_company: (call) => `${dayOf(call)} ${call.agent.company.id}`,
};

/** Costs and margins are for administrators. */
function sums({ world, member }: Asking, calls: Call[]): Seen {
  const costs = {
    cost_usd: world.costUsd(calls),
    calls_without_cost: calls.filter((call) => call.cost === undefined).length,
    margin_usd: world.marginUsd(calls),
  };
  return {
    calls: calls.length,
    billable_minutes: world.billableMinutes(calls),
    prices: world.prices(calls),
    calls_without_rate: calls.filter((call) => !world.rateOf(call)).length,
    ...(world.isAdministrator(member) ? costs : {}),
  };
}

function read({ day, agent_id, agent_name, company_id, company_name, ...sums }: any): Seen {
  return sums;
}

const nameOf: Record<By, (line: any) => string> = {
  day: (line) => line.day,
  agent: (line) => line.agent_id,
  company: (line) => line.company_id,
  day_and_company: (line) => `${line.day} ${line.company_id}`,
};

function grouped(calls: Call[], nameOf: (call: Call) => string): Map<string, Call[]> {
  const groups = new Map<string, Call[]>();
  for (const call of calls) groups.set(nameOf(call), [...(groups.get(nameOf(call)) ?? []), call]);
  return groups;
}

function usage(asking: Asking, by: By, calls: Call[], query: Record<string, string>): Question {
  const groups = grouped(calls, lineOf[by]);
  const expected = {
    total: sums(asking, calls),
    lines: Object.fromEntries([...groups].map(([name, group]) => [name, sums(asking, group)])),
  };
  const allowed = asking.world.may(asking.member, "view_billable_minutes");
  return get(
    "/usage",
    "/usage",
    allowed ? expected : permissionMissing,
    ({ body }) => ({
      total: read(body.total),
      lines: Object.fromEntries(body.items.map((item: any) => [nameOf[by](item), read(item)])),
    }),
    { query: { by, ...query } },
  );
}

/** The busiest agents are among those with calls that the member sees. The days of the route depend on the clock. */
function activity({ world, member }: Asking): Question {
  const agents = new Set(world.callsOf(member).map((call) => call.agent.id));
  return get("/activity", "/activity", { strangers: [] }, ({ body }) => ({
    strangers: body.agents.map((agent: any) => agent.id).filter((id: string) => !agents.has(id)),
  }));
}

/** Usage of what the member sees, by each way to ask, over all time and over some days, whole and narrowed. */
export function questionsAboutUsage(asking: Asking): Question[] {
  const { world, member, random } = asking;
  const seen = world.callsOf(member);
  const days = world.calls.map(dayOf).sort();
  const all = { from: days[0]!, to: days.at(-1)! };
  const [one, other] = [random.pick(days), random.pick(days)].sort();
  const some = { from: one!, to: other! };
  const inSome = seen.filter((call) => dayOf(call) >= some.from && dayOf(call) <= some.to);
  const agent = random.pick(world.agents);
  const company = random.pick(world.companies);
  const allowed = world.may(member, "view_billable_minutes");
  const agents = byName([...new Set(seen.map((call) => call.agent))]);
  return [
    activity(asking),
    ...(["day", "agent", "company", "day_and_company"] as const).map((by) => usage(asking, by, seen, all)),
    usage(asking, random.pick(["day", "agent"]), inSome, some),
    usage(
      asking,
      "day",
      seen.filter((call) => call.agent === agent),
      { ...all, agent_id: agent.id },
    ),
    usage(
      asking,
      "agent",
      inSome.filter((call) => call.agent.company === company),
      { ...some, company_id: company.id },
    ),
    get(
      "/usage.csv",
      "/usage.csv",
      allowed ? agents.map((one) => one.id) : permissionMissing,
      (answer) => {
        const { columns, rows } = cells(answer);
        return rows.map((row) => row[columns.indexOf("agent_id")]);
      },
      { query: { by: "agent", ...all } },
    ),
  ];
}
