/** Which agents a member is given: one by one, or a company with all of its agents, also later ones. */
export interface AgentChoice {
  agentIds: ReadonlySet<string>;
  companyIds: ReadonlySet<string>;
}

interface ChoosableAgent {
  id: string;
  company_id: string;
  name: string;
}

export const nothingChosen: AgentChoice = { agentIds: new Set(), companyIds: new Set() };

export function isTicked(choice: AgentChoice, agent: ChoosableAgent): boolean {
  return choice.agentIds.has(agent.id) || choice.companyIds.has(agent.company_id);
}

export function countTicked(choice: AgentChoice, agents: readonly ChoosableAgent[]): number {
  return agents.filter((agent) => isTicked(choice, agent)).length;
}

export type GroupState = "all" | "some" | "none";

export function groupState(choice: AgentChoice, agents: readonly ChoosableAgent[]): GroupState {
  const ticked = countTicked(choice, agents);
  if (ticked === 0) return "none";
  return ticked === agents.length ? "all" : "some";
}

export function tickAgent(choice: AgentChoice, id: string, ticked: boolean): AgentChoice {
  return tickAgents(choice, [{ id }], ticked);
}

/** Ticks what a group shows. What a filter hides stays as it is: nobody is given what was not seen. */
export function tickAgents(choice: AgentChoice, agents: readonly { id: string }[], ticked: boolean): AgentChoice {
  const agentIds = new Set(choice.agentIds);
  for (const { id } of agents) {
    if (ticked) agentIds.add(id);
    else agentIds.delete(id);
  }
  return { ...choice, agentIds };
}

/** Gives the whole company, or takes it back: then the agents ticked one by one are as they were. */
export function tickCompany(choice: AgentChoice, companyId: string, ticked: boolean): AgentChoice {
  const companyIds = new Set(choice.companyIds);
  if (ticked) companyIds.add(companyId);
  else companyIds.delete(companyId);
  return { ...choice, companyIds };
}

/**
 * As the API takes it: an agent whose company is given is not named once more. One that is not among `agents`, such as
 * while they are still being read, stays.
 */
export function asAssignments(choice: AgentChoice, agents: readonly ChoosableAgent[]) {
  const given = new Set(agents.filter((agent) => choice.companyIds.has(agent.company_id)).map((agent) => agent.id));
  return { agent_ids: [...choice.agentIds].filter((id) => !given.has(id)), company_ids: [...choice.companyIds] };
}

interface Group<Agent> {
  id: string;
  name: string;
  agents: Agent[];
}

/** The agents of each company, both by name. A company without agents is a group too: it may have some later. */
export function groupByCompany<Agent extends ChoosableAgent>(
  companies: readonly { id: string; name: string }[],
  agents: readonly Agent[],
): Group<Agent>[] {
  const groups = new Map(companies.map(({ id, name }) => [id, { id, name, agents: [] as Agent[] }]));
  for (const agent of agents) groups.get(agent.company_id)?.agents.push(agent);
  return [...groups.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** The agents whose name, or whose company's name, holds the text, without regard to case and accents. */
export function matching<Agent extends ChoosableAgent & { company_name: string }>(
  agents: readonly Agent[],
  text: string,
): Agent[] {
  const wanted = folded(text.trim());
  return agents.filter((agent) => folded(agent.name).includes(wanted) || folded(agent.company_name).includes(wanted));
}

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLocaleLowerCase("en");
}
