import type { Schemas } from "../../support/answer.ts";
import {
  forbidden,
  get,
  ids,
  notForTokens,
  notFound,
  write,
  type Asking,
  type Question,
  type Refusal,
} from "./questions.ts";
import { byName, permissions, type Agent, type Call, type Company, type Member } from "./world.ts";

/** What is asked of everybody about themselves. */
export function questionsAboutOneself({ world, member }: Asking): Question[] {
  const effective = Object.fromEntries(permissions.map((permission) => [permission, world.may(member, permission)]));
  return [
    get("/session", "/session", [member.id, member.role, effective], ({ body }) => [
      body.member.id,
      body.member.role,
      body.permissions,
    ]),
    get("/profile", "/profile", [member.name, member.email], ({ body }) => [body.name, body.email]),
  ];
}

function switches(member: Member) {
  return Object.fromEntries(permissions.map((permission) => [permission, member.permissions.has(permission)]));
}

const sortedIds = (things: Iterable<{ id: string }>) => [...things].map((thing) => thing.id).sort();

/** What is for administrators: each of these answers them, and refuses everybody else, whatever the id. */
export function questionsForAdministrators(asking: Asking): Question[] {
  const { world, member, random } = asking;
  const refusal = world.isAdministrator(member) ? undefined : forbidden;
  const agent = random.pick(world.agents);
  const waiting = world.waiting.map(({ externalAgent, calls }) => [externalAgent, calls.length]);
  const reached = ({ status }: { status: number }) => status;
  const plain = [
    "/connections",
    "/audit-entries",
    "/mail",
    "/api-tokens",
    "/erasures",
    "/time-zones",
    "/members.csv",
    "/audit-entries.csv",
  ];
  return [
    get(
      "/members",
      "/members",
      refusal ??
        byName(world.current)
          .map((one) => [one.id, statusOf(one), accessOf(one)])
          .slice(0, 200),
      ({ body }) => body.items.map((item: any) => [item.id, item.status, item.access]),
      { query: { limit: 200, sort: "name" } },
    ),
    get("/members", "/members", refusal ?? sortedIds(world.whoSees(agent)), (answer) => ids(answer).sort(), {
      query: { limit: 200, agent_id: agent.id },
    }),
    get(
      "/agents/{id}/access",
      `/agents/${agent.id}/access`,
      refusal ??
        world
          .whoSees(agent)
          .map((one) => accessToAgent(asking, one, agent))
          .sort(),
      ({ body }) =>
        body.items
          .map(({ member: { id }, role, because, state, permissions }: any) =>
            JSON.stringify([id, role, because, state, permissions]),
          )
          .sort(),
      { query: { limit: 200 } },
    ),
    get(
      "/unknown-agents",
      "/unknown-agents",
      refusal ?? waiting.sort(),
      ({ body }) => body.items.map((item: any) => [item.external_id, item.calls]).sort(),
      { query: { limit: 200 } },
    ),
    get("/settings", "/settings", refusal ?? world.roundingRule, ({ body }) => body.rounding_rule),
    ...plain.map((path) => get(path, path, refusal ?? 200, reached)),
    ...random.some(world.members, 0.4).flatMap((one) => aboutMember(asking, one, refusal)),
    ...(refusal ? writesFor(asking, refusal) : []),
  ];
}

const statusOf = (member: Member) => member.state;

/** What is assigned, in short. */
function accessOf({ role, agents, companies }: Member): Schemas["MemberAccess"] {
  if (role === "administrator") return { all_agents: true, companies: [], company_count: 0, agent_count: 0 };
  const names = byName([...companies]).map((company) => company.name);
  return {
    all_agents: false,
    companies: names.slice(0, 2),
    company_count: names.length,
    agent_count: agents.size,
  };
}

/** What the list of access to an agent says of one member: the same as every single decision. */
function accessToAgent({ world }: Asking, one: Member, agent: Agent): string {
  const effective = Object.fromEntries(permissions.map((permission) => [permission, world.may(one, permission)]));
  const because = world.isAdministrator(one) ? "administrator" : one.companies.has(agent.company) ? "company" : "agent";
  return JSON.stringify([one.id, one.role, because, one.state, effective]);
}

function aboutMember(asking: Asking, one: Member, refusal: Refusal | undefined): Question[] {
  const { world, random } = asking;
  const gone = one.state === "removed" ? notFound : undefined;
  const path = `/members/${one.id}`;
  const agents = random.some(world.agents);
  const role = random.pick(["administrator", "member"] as const);
  return [
    get(
      "/members/{id}",
      path,
      refusal ??
        gone ?? [
          one.name,
          one.role,
          switches(one),
          sortedIds(one.agents),
          sortedIds(one.companies),
          one.state,
          accessOf(one),
        ],
      ({ body }) => [
        body.name,
        body.role,
        body.permissions,
        body.agent_ids.sort(),
        body.company_ids.sort(),
        body.status,
        body.access,
      ],
    ),
    {
      route: "POST /members/{id}/changes",
      method: "POST",
      path: `${path}/changes`,
      body: { agent_ids: agents.map((agent) => agent.id), role },
      expected: refusal ?? gone ?? shift(asking, one, { ...one, agents: new Set(agents), role }),
      ...(!gone && [one.role, role].includes("administrator") ? { expectedByToken: notForTokens } : {}),
      read: ({ body }) => [body.calls_shown, body.calls_hidden],
    },
  ];
}

/** How many calls come into sight and go out of it. */
function shift({ world }: Asking, one: Member, after: Member): [number, number] {
  const [before, then] = [new Set(world.callsOf(one)), new Set(world.callsOf(after))];
  const missingFrom = (some: Set<Call>, all: Set<Call>) => [...all].filter((call) => !some.has(call)).length;
  return [missingFrom(before, then), missingFrom(then, before)];
}

/** Writes that no member may do, with bodies that would be good ones. */
function writesFor({ world, member, random }: Asking, refusal: Refusal): Question[] {
  const one = random.pick(world.members);
  const agent = random.pick(world.agents);
  const company = random.pick<Company>(world.companies);
  const rights = { permissions: { view_recordings: true, edit_agents: true } };
  const own = `/members/${member.id}`;
  return [
    write("POST", "/members", "/members", refusal, {
      email: "uninvited@harbour.example",
      name: "Uninvited",
      send_invitation: false,
      password: "let me in anyway",
    }),
    write("PATCH", "/members/{id}", own, refusal, rights),
    write("PATCH", "/members/{id}", own, refusal, { role: "administrator" }),
    write("PATCH", "/members/{id}", own, refusal, { agent_ids: [agent.id] }),
    write("PUT", "/members/{id}/password", `/members/${one.id}/password`, refusal, { password: "guess who I am" }),
    write("DELETE", "/members/{id}", `/members/${one.id}`, refusal, undefined),
    write("DELETE", "/members/{id}/sessions/{session}", `/members/${one.id}/sessions/${one.id}`, refusal, undefined),
    write("DELETE", "/members/{id}/sessions", `/members/${one.id}/sessions`, refusal, undefined),
    write("PUT", "/members/{id}/suspension", `/members/${one.id}/suspension`, refusal, undefined),
    write("POST", "/agents", "/agents", refusal, { name: "Mine", company_id: company.id }),
    write("POST", "/companies", "/companies", refusal, { name: "Mine" }),
    write("PATCH", "/companies/{id}", `/companies/${company.id}`, refusal, { name: "Mine" }),
    write("PATCH", "/settings", "/settings", refusal, { rounding_rule: "per_minute" }),
    write("POST", "/connections", "/connections", refusal, { platform: "vapi", name: "Mine" }),
    write("PUT", "/connections/{id}/key", `/connections/${one.id}/key`, refusal, { key: "key-of-somebody-else" }),
    write("POST", "/api-tokens", "/api-tokens", refusal, { name: "Mine" }),
    write("POST", "/erasures", "/erasures", refusal, { phone: "+493012345678" }),
    write("POST", "/calls", "/calls", refusal, { agent_id: agent.id, started_at: "2026-01-01T00:00:00Z" }),
  ];
}

/** Ids that belong to nothing, or to something of another kind: as if they did not exist. */
export function guesses({ world, member, random }: Asking): Question[] {
  const call = world.calls.length > 0 ? [random.pick(world.calls).id] : [];
  const others = [...call, random.pick(world.members).id, random.pick(world.companies).id];
  const made = Array.from({ length: 3 }, () => uuid(random));
  const guessed = [...made, ...others];
  const administrators = world.isAdministrator(member) ? notFound : forbidden;
  const isAdvanced = (id: string) => get("/agents/{id}/configuration", `/agents/${id}/configuration`, notFound, shown);
  return [
    ...guessed.map((id) => get("/agents/{id}", `/agents/${id}`, notFound, shown)),
    ...guessed.map(isAdvanced),
    ...[...made, random.pick(world.agents).id].flatMap((id) => [
      get("/calls/{id}", `/calls/${id}`, notFound, shown),
      get("/calls/{id}/recording", `/calls/${id}/recording`, notFound, shown),
      get("/calls/{id}/waveform", `/calls/${id}/waveform`, notFound, shown),
      get("/companies/{id}", `/companies/${id}`, notFound, shown),
      get("/members/{id}", `/members/${id}`, administrators, shown),
      get("/connections/{id}", `/connections/${id}`, administrators, shown),
      get("/connections/{id}/phone-numbers", `/connections/${id}/phone-numbers`, administrators, shown),
    ]),
    get("/calls", "/calls", [], ids, { query: { agent_id: made[0]! } }),
    get("/calls", "/calls", [], ids, { query: { company_id: made[1]! } }),
  ];
}

const shown = () => "it was shown";

/** Of version 7, as all ids are, of about now. */
function uuid(random: Asking["random"]): string {
  const hex = (digits: number) =>
    random
      .below(16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}
