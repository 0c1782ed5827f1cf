import { get, notFound, permissionMissing, write, type Asking, type Question, type Refusal } from "./questions.ts";
import { byName, type Campaign } from "./world.ts";

const can = ({ caller }: Asking) =>
  caller.kind === "session" || caller.scopes.includes("crm") ? ["update", "launch", "delete"] : [];

/** Scope first, then the switch. */
function refusalOf({ world, member }: Asking, campaign: Campaign): Refusal | undefined {
  if (!world.seesCampaign(member, campaign)) return notFound;
  return world.may(member, "access_crm") ? undefined : permissionMissing;
}

export function listsOfCampaigns(asking: Asking): Question[] {
  const { world, member } = asking;
  const seen = byName(world.campaigns.filter((campaign) => world.seesCampaign(member, campaign)));
  const unlessRefused = (expected: unknown) => (world.may(member, "access_crm") ? expected : permissionMissing);
  const list = (query: Record<string, string>, of: (campaign: Campaign) => boolean) =>
    get(
      "/campaigns",
      "/campaigns",
      unlessRefused(seen.filter(of).map(({ id, company, agent }) => [id, company.name, agent.name, can(asking)])),
      ({ body }) => body.items.map(({ id, company, agent, can }: any) => [id, company.name, agent.name, can]),
      { query: { limit: 20, sort: "name", ...query }, pages: true },
    );
  return [
    list({}, () => true),
    ...world.companies.map(({ id }) => list({ company_id: id }, ({ company }) => company.id === id)),
    ...world.agents.map(({ id }) => list({ agent_id: id }, ({ agent }) => agent.id === id)),
    ...world.campaigns.flatMap((campaign) => questionsAboutCampaign(asking, campaign)),
  ];
}

function questionsAboutCampaign(asking: Asking, campaign: Campaign): Question[] {
  const path = `/campaigns/${campaign.id}`;
  const refusal = refusalOf(asking, campaign);
  const { name, company, agent } = campaign;
  return [
    get("/campaigns/{id}", path, refusal ?? [name, company.name, agent.name, can(asking)], ({ body }) => [
      body.name,
      body.company.name,
      body.agent.name,
      body.can,
    ]),
    // Contacts have no phone number here.
    get("/campaigns/{id}/audience", `${path}/audience`, refusal ?? [0, true], ({ body }) => [
      body.callable,
      body.exact,
    ]),
    // It was not launched.
    get("/campaigns/{id}/attempts", `${path}/attempts`, refusal ?? [], ({ body }) => body.items),
    get(
      "/campaigns/{id}/attempts.csv",
      `${path}/attempts.csv`,
      refusal ?? 1,
      ({ text }) => text.split("\r\n").length - 1,
    ),
    ...(refusal
      ? [
          write(
            "POST",
            "/campaigns/{id}/attempts/{attempt}/retry",
            `${path}/attempts/unknown/retry`,
            refusal,
            undefined,
          ),
          get("/campaigns/{id}/preview", `${path}/preview`, refusal, () => "it was shown", {
            query: { contact_id: "unknown" },
          }),
          write("PATCH", "/campaigns/{id}", path, refusal, { name: "Something else" }),
          write("DELETE", "/campaigns/{id}", path, refusal, undefined),
          ...["launch", "pause", "resume", "cancel", "webhook-secret"].map((change) =>
            write("POST", `/campaigns/{id}/${change}`, `${path}/${change}`, refusal, undefined),
          ),
        ]
      : []),
  ];
}
