import { isDone, notFound, permissionMissing, refusalOfToken, refused, type Refusal } from "./questions.ts";
import type { Move } from "./member-moves.ts";
import type { Caller, Campaign, World } from "./world.ts";

const wrongField = refused(422, "invalid_fields");

const addCampaign: Move = async (stage) => {
  const { world, random } = stage;
  if (world.campaigns.length >= 12 || world.segments.length === 0) return undefined;
  const [caller, agent, name] = [stage.anybody(), random.pick(world.agents), stage.name("Campaign")];
  const segment = random.pick(world.segments);
  const answer = await caller.client.post("/campaigns", { name, agent_id: agent.id, segment_ids: [segment.id] });
  const what = `${caller.member.name} adds ${name} of ${agent.name} for ${segment.name}`;
  const isPossible = world.sees(caller.member, agent) && segment.company === agent.company;
  const expected = refusal(world, caller, "POST /campaigns") ?? (isPossible ? undefined : wrongField);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  world.campaigns.push({ id: answer.body.id, name, agent, company: agent.company });
  return what;
};

const renameCampaign: Move = async (stage) => {
  const { world, random } = stage;
  if (world.campaigns.length === 0) return undefined;
  const [caller, campaign, name] = [stage.anybody(), random.pick(world.campaigns), stage.name("Campaign")];
  const answer = await caller.client.patch(`/campaigns/${campaign.id}`, { name });
  const what = `${caller.member.name} renames ${campaign.name} to ${name}`;
  if (!isDone(answer, refusalAbout(world, caller, campaign, "PATCH /campaigns/{id}"), what)) return `${what}: refused`;
  campaign.name = name;
  return what;
};

const deleteCampaign: Move = async (stage) => {
  const { world, random } = stage;
  if (world.campaigns.length < 4) return undefined;
  const [caller, campaign] = [stage.anybody(), random.pick(world.campaigns)];
  const answer = await caller.client.delete(`/campaigns/${campaign.id}`);
  const what = `${caller.member.name} deletes ${campaign.name}`;
  if (!isDone(answer, refusalAbout(world, caller, campaign, "DELETE /campaigns/{id}"), what)) return `${what}: refused`;
  world.campaigns = world.campaigns.filter((other) => other !== campaign);
  return what;
};

/** It has no number to call from, so that this is refused even where the caller may. */
const launchCampaign: Move = async (stage) => {
  const { world, random } = stage;
  if (world.campaigns.length === 0) return undefined;
  const [caller, campaign] = [stage.anybody(), random.pick(world.campaigns)];
  const answer = await caller.client.post(`/campaigns/${campaign.id}/launch`);
  const what = `${caller.member.name} launches ${campaign.name}`;
  isDone(answer, refusalAbout(world, caller, campaign, "POST /campaigns/{id}/launch") ?? wrongField, what);
  return `${what}: refused`;
};

export const campaignMoves: [number, Move][] = [
  [3, addCampaign],
  [1, renameCampaign],
  [1, deleteCampaign],
  [1, launchCampaign],
];

function refusal(world: World, { kind, scopes, member }: Caller, route: string): Refusal | undefined {
  if (kind === "token" && refusalOfToken(scopes, route)) return refusalOfToken(scopes, route);
  return world.may(member, "access_crm") ? undefined : permissionMissing;
}

/** The same about a campaign, of which nobody learns who does not see its agent and its company. */
function refusalAbout(world: World, caller: Caller, campaign: Campaign, route: string): Refusal | undefined {
  const ofToken = caller.kind === "token" ? refusalOfToken(caller.scopes, route) : undefined;
  if (ofToken) return ofToken;
  return world.seesCampaign(caller.member, campaign) ? refusal(world, caller, route) : notFound;
}
