import { byName, type Agent } from "./world.ts";
import {
  forbidden,
  get,
  ids,
  notFound,
  permissionMissing,
  write,
  type Asking,
  type Question,
  type Refusal,
} from "./questions.ts";

/** Whether a member may do what these switches are for, to this agent: scope first, then the switches. */
function refusalOf(
  { world, member }: Asking,
  agent: Agent,
  needed: Parameters<typeof world.may>[1][],
): Refusal | undefined {
  if (!world.sees(member, agent)) return notFound;
  return needed.every((permission) => world.may(member, permission)) ? undefined : permissionMissing;
}

const writesAgents = ({ caller }: Asking) => caller.kind === "session" || caller.scopes.includes("agents");

/** What the page may offer on an agent. */
function can(asking: Asking): string[] {
  const { world, member } = asking;
  const administrator = world.isAdministrator(member) && writesAgents(asking) ? ["move", "delete"] : [];
  return [
    ...(world.may(member, "edit_agents") && writesAgents(asking) ? ["update"] : []),
    ...(world.may(member, "use_advanced_editor") ? ["view_configuration"] : []),
    ...administrator,
  ];
}

export function listsOfAgents(asking: Asking): Question[] {
  const { world, member } = asking;
  const seen = byName(world.agentsOf(member));
  const companies = byName(world.companiesOf(member));
  return [
    get(
      "/agents",
      "/agents",
      seen.map((agent) => [agent.id, agent.company.id, can(asking)]),
      ({ body }) => body.items.map((item: any) => [item.id, item.company_id, item.can]),
      { query: { limit: 200 } },
    ),
    get("/agents", "/agents", seen.length, ({ body }) => body.total, { query: { total: true, limit: 1 } }),
    ...world.companies.map((company) =>
      get(
        "/agents",
        "/agents",
        seen.filter((agent) => agent.company === company).map((agent) => agent.id),
        ids,
        { query: { limit: 200, company_id: company.id } },
      ),
    ),
    get(
      "/companies",
      "/companies",
      companies.map((company) => company.id),
      ids,
      { query: { limit: 200 } },
    ),
    get("/companies", "/companies", companies.length, ({ body }) => body.total, { query: { total: true } }),
    ...world.companies.map((company) =>
      get(
        "/companies/{id}",
        `/companies/${company.id}`,
        world.seesCompany(member, company) ? company.name : notFound,
        ({ body }) => body.name,
      ),
    ),
  ];
}

export function questionsAboutAgent(asking: Asking, agent: Agent): Question[] {
  const { world, member } = asking;
  const path = `/agents/${agent.id}`;
  const advanced = refusalOf(asking, agent, ["use_advanced_editor"]);
  const edit = refusalOf(asking, agent, ["edit_agents"]);
  const both = refusalOf(asking, agent, ["edit_agents", "use_advanced_editor"]);
  const administrators = world.isAdministrator(member) ? undefined : forbidden;
  const worked = agent.draft ?? { prompt: agent.prompt };
  const live = agent.published.length;
  const seen = (prompt: string | null) => (world.seesPrompts(member) ? prompt : null);
  return [
    get(
      "/agents/{id}",
      path,
      refusalOf(asking, agent, []) ?? [
        agent.name,
        world.seesPrompts(member) ? agent.prompt : undefined,
        agent.company.name,
        can(asking),
      ],
      ({ body }) => [body.name, body.prompt, body.company_name, body.can],
    ),
    get(
      "/agents/{id}/configuration",
      `${path}/configuration`,
      advanced ?? [seen(worked.prompt), agent.draft !== undefined, live, both === undefined && writesAgents(asking)],
      ({ body }) => [body.configuration.prompt ?? null, body.is_draft, body.live_version, body.can.includes("update")],
    ),
    get(
      "/agents/{id}/versions",
      `${path}/versions`,
      advanced ??
        agent.published
          .map((version, index) => [index + 1, version.by])
          .reverse()
          .slice(0, 50),
      ({ body }) => body.items.map((item: any) => [item.number, item.published_by]),
    ),
    ...agent.published.slice(-3).map((version, index, last) => {
      const number = live - last.length + index + 1;
      return get(
        "/agents/{id}/versions/{number}",
        `${path}/versions/${number}`,
        advanced ?? [number, seen(version.prompt)],
        ({ body }) => [body.number, body.configuration.prompt ?? null],
      );
    }),
    get("/agents/{id}/external-ids", `${path}/external-ids`, administrators ?? "shown", ({ body }) =>
      Array.isArray(body.items) ? "shown" : body,
    ),
    get(
      "/agents/{id}/phone-numbers",
      `${path}/phone-numbers`,
      refusalOf(asking, agent, ["access_crm"]) ?? [], // no connection has an API key
      ({ body }) => body.items,
    ),
    ...(edit ? [write("PATCH", "/agents/{id}", path, edit, { prompt: "Somebody else's words." })] : []),
    ...(both
      ? [
          write("PUT", "/agents/{id}/configuration", `${path}/configuration`, both, { configuration: { prompt: "x" } }),
          write("POST", "/agents/{id}/publication", `${path}/publication`, both, undefined),
        ]
      : []),
    ...(administrators
      ? [
          write("DELETE", "/agents/{id}", path, administrators, undefined),
          write("PUT", "/agents/{id}/external-ids", `${path}/external-ids`, administrators, { items: [] }),
        ]
      : []),
    ...(administrators && !edit
      ? [write("PATCH", "/agents/{id}", path, forbidden, { company_id: otherCompany(asking, agent) })]
      : []),
  ];
}

function otherCompany({ world, random }: Asking, agent: Agent): string {
  return random.pick(world.companies.filter((company) => company !== agent.company)).id;
}
