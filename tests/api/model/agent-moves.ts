import { isDone, permissionMissing, notFound, refusalOfToken, refused, type Refusal } from "./questions.ts";
import type { Move } from "./member-moves.ts";
import { externalName, type Stage } from "./stage.ts";
import { dayOf, type Agent, type Caller, type Company, type Member, type Permission, type World } from "./world.ts";

export async function newCompany(stage: Stage): Promise<Company> {
  const { id, name } = (await stage.administrator().client.post("/companies", { name: stage.name("Company") })).body;
  const company: Company = { id, name, rates: [] };
  stage.world.companies.push(company);
  return company;
}

/** Every platform calls it by the same name. */
export async function newAgent(stage: Stage, company: Company): Promise<Agent> {
  const maker = stage.administrator();
  const name = stage.name("Agent");
  const prompt = stage.name("Words");
  const { id } = (await maker.client.post("/agents", { name, company_id: company.id, prompt })).body;
  const published = [{ prompt, by: maker.member.id }];
  const agent: Agent = { id, name, company, prompt, published, draft: undefined };
  for (const platform of stage.platforms) await platform.knows(agent, externalName(agent));
  stage.world.agents.push(agent);
  return agent;
}

const addCompany: Move = async (stage) =>
  stage.world.companies.length < 5 ? `${(await newCompany(stage)).name} is made` : undefined;

const addAgent: Move = async (stage) => {
  if (stage.world.agents.length >= 12) return undefined;
  const agent = await newAgent(stage, stage.random.pick(stage.world.companies));
  return `${agent.name} is made in ${agent.company.name}`;
};

const moveAgent: Move = async (stage) => {
  const { world, random } = stage;
  const agent = random.pick(world.agents);
  const company = random.pick(world.companies);
  const with_calls = random.chance(0.7);
  const body = { company_id: company.id, with_calls };
  const answer = await stage.administrator().client.patch(`/agents/${agent.id}`, body);
  const what = `${agent.name} moves to ${company.name}${with_calls ? " with its calls" : ""}`;
  const calls = describeCalls(world, agent, company);
  const contacts = describeContacts(world, agent, company);
  const [code, said] = calls ? [agentHasCalls, [calls, contacts].join(" ").trim()] : [agentOpensContacts, contacts];
  const expected = agent.company !== company && said !== "" && !with_calls ? code : undefined;
  if (!isDone(answer, expected, what)) {
    if (answer.problem.detail !== said) throw new Error(`${what}: "${answer.problem.detail}", not "${said}"`);
    return `${what}: refused`;
  }
  agent.company = company;
  return what;
};

const agentHasCalls = refused(409, "agent_has_calls");
const agentOpensContacts = refused(409, "agent_opens_contacts");
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What the refusal of a move says of its calls, in numbers; nothing where it has none. */
function describeCalls(world: World, agent: Agent, company: Company): string {
  const calls = world.calls.filter((call) => call.agent === agent).length;
  if (calls === 0) return "";
  const members = world.current.filter((member) => !world.isAdministrator(member));
  const gaining = members.filter((member) => !world.sees(member, agent) && member.companies.has(company)).length;
  const stays = (member: Member) => member.agents.has(agent) || member.companies.has(company);
  const losing = members.filter((member) => world.sees(member, agent) && !stays(member)).length;
  const shown = calls === 1 ? "the call" : "them";
  const effects = [
    ...(gaining > 0 ? [`shows ${shown} to ${counted(gaining, "member")} of ${company.name}`] : []),
    ...(losing > 0 ? [`hides ${shown} from ${counted(losing, "member")} of ${agent.company.name}`] : []),
  ];
  const effect = effects.join(", and ") || `to ${company.name} does not change which members see ${shown}`;
  const prices = `${calls === 1 ? "Its" : "Their"} minutes and prices count for ${company.name} then, also in past months.`;
  return `This agent has ${counted(calls, "call")}. Moving it ${effect}. ${prices}`;
}

/** What it says of contacts; nothing where nobody gains or loses any. */
function describeContacts(world: World, agent: Agent, company: Company): string {
  const holders = world.current.filter(
    (member) => !world.isAdministrator(member) && member.agents.has(agent) && world.may(member, "access_crm"),
  );
  const without = (of: Company) =>
    holders.filter(
      (member) =>
        !member.companies.has(of) && ![...member.agents].some((other) => other !== agent && other.company === of),
    ).length;
  const effects = [
    { verb: "opens", of: company, members: without(company) },
    { verb: "closes", of: agent.company, members: without(agent.company) },
  ].filter(({ members }) => members > 0);
  if (effects.length === 0) return "";
  const said = effects.map(
    ({ verb, of, members }) => `${verb} the contacts of ${of.name} to ${counted(members, "member")}`,
  );
  return `Moving this agent ${said.join(", and ")}.`;
}

/** What the model says to somebody who would do this to an agent. */
function refusal(world: World, caller: Caller, agent: Agent, needed: Permission[]): Refusal | undefined {
  const tokenRefusal = caller.kind === "token" ? refusalOfToken(caller.scopes, "PATCH /agents/{id}") : undefined;
  if (tokenRefusal) return tokenRefusal;
  if (!world.sees(caller.member, agent)) return notFound;
  return needed.every((permission) => world.may(caller.member, permission)) ? undefined : permissionMissing;
}

const editAgent: Move = async (stage) => {
  const [caller, agent, prompt] = [stage.anybody(), stage.random.pick(stage.world.agents), stage.name("Words")];
  const answer = await caller.client.patch(`/agents/${agent.id}`, { prompt });
  const what = `${caller.member.name} edits ${agent.name}`;
  if (!isDone(answer, refusal(stage.world, caller, agent, ["edit_agents"]), what)) return `${what}: refused`;
  agent.prompt = prompt;
  agent.published.push({ prompt, by: caller.member.id });
  if (agent.draft) agent.draft = { prompt };
  return what;
};

const saveDraft: Move = async (stage) => {
  const [caller, agent, prompt] = [stage.anybody(), stage.random.pick(stage.world.agents), stage.name("Words")];
  const answer = await caller.client.put(`/agents/${agent.id}/configuration`, { configuration: { prompt } });
  const expected = refusal(stage.world, caller, agent, ["edit_agents", "use_advanced_editor"]);
  const what = `${caller.member.name} drafts ${agent.name}`;
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  agent.draft = { prompt };
  return what;
};

const publish: Move = async (stage) => {
  const drafted = stage.world.agents.filter((agent) => agent.draft);
  if (drafted.length === 0) return undefined;
  const [caller, agent] = [stage.anybody(), stage.random.pick(drafted)];
  const answer = await caller.client.post(`/agents/${agent.id}/publication`);
  const expected = refusal(stage.world, caller, agent, ["edit_agents", "use_advanced_editor"]);
  const what = `${caller.member.name} publishes ${agent.name}`;
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  agent.prompt = agent.draft!.prompt;
  agent.published.push({ prompt: agent.prompt, by: caller.member.id });
  agent.draft = undefined;
  return what;
};

const changeRounding: Move = async (stage) => {
  const rule = stage.random.pick(["per_second", "per_6_seconds", "per_minute"] as const);
  void (await stage.administrator().client.patch("/settings", { rounding_rule: rule })).body;
  stage.world.roundingRule = rule;
  return `calls are rounded ${rule}`;
};

const addRate: Move = async (stage) => {
  const { world, random } = stage;
  if (world.calls.length === 0) return undefined;
  const company = random.pick(world.companies);
  const from = dayOf(random.pick(world.calls));
  if (company.rates.some((rate) => rate.from === from)) return undefined;
  const price = random.between(0, 30_000);
  const currency = random.pick(["EUR", "USD", "USD", "JPY"] as const);
  const body = { from, price_per_minute: price / 10_000, currency };
  const { id } = (await stage.administrator().client.post(`/companies/${company.id}/rates`, body)).body;
  company.rates.push({ id, from, price, currency });
  return `${company.name} pays ${price} ${currency} from ${from} on`;
};

const deleteRate: Move = async (stage) => {
  const { world, random } = stage;
  const priced = world.companies.filter(({ rates }) => rates.length > 0);
  if (priced.length === 0) return undefined;
  const company = random.pick(priced);
  const rate = random.pick(company.rates);
  const answer = await stage.administrator().client.delete(`/companies/${company.id}/rates/${rate.id}`);
  if (answer.status !== 204) throw new Error(`a rate is not deleted: ${answer.status}`);
  company.rates = company.rates.filter((other) => other !== rate);
  return `${company.name} loses its rate from ${rate.from}`;
};

const changePrompts: Move = async (stage) => {
  const members_see_prompts = stage.random.chance(0.5);
  void (await stage.administrator().client.patch("/settings", { members_see_prompts })).body;
  stage.world.membersSeePrompts = members_see_prompts;
  return `members ${members_see_prompts ? "see" : "do not see"} prompts`;
};

export const agentMoves: [number, Move][] = [
  [1, addCompany],
  [2, addAgent],
  [5, moveAgent],
  [5, editAgent],
  [4, saveDraft],
  [4, publish],
  [1, changeRounding],
  [2, addRate],
  [1, deleteRate],
  [1, changePrompts],
];
