import { fold } from "../../lib/fold";

/** The agents that are chosen for a member: one by one, or by company with all of its agents, also later ones. */
export interface AgentChoice {
  agentIds: ReadonlySet<string>;
  companyIds: ReadonlySet<string>;
}

interface ChoosableAgent {
  id: string;
  company_id: string;
  name: string;
}

export const noAgents: AgentChoice = { agentIds: new Set(), companyIds: new Set() };

export function isTicked(choice: AgentChoice, agent: ChoosableAgent): boolean {
  return choice.agentIds.has(agent.id) || choice.companyIds.has(agent.company_id);
}

export function countTicked(choice: AgentChoice, agents: readonly ChoosableAgent[]): number {
  return agents.filter((agent) => isTicked(choice, agent)).length;
}

/** How many of these agents are ticked. */
export function getTickState(choice: AgentChoice, agents: readonly ChoosableAgent[]): "all" | "some" | "none" {
  const ticked = countTicked(choice, agents);
  if (ticked === 0) return "none";
  return ticked === agents.length ? "all" : "some";
}

export function tickAgent(choice: AgentChoice, id: string, ticked: boolean): AgentChoice {
  return tickAgents(choice, [{ id }], ticked);
}

/** Ticks these agents and no others, so that an agent that a filter hides is not assigned. */
export function tickAgents(choice: AgentChoice, agents: readonly { id: string }[], ticked: boolean): AgentChoice {
  const agentIds = new Set(choice.agentIds);
  for (const { id } of agents) {
    if (ticked) agentIds.add(id);
    else agentIds.delete(id);
  }
  return { ...choice, agentIds };
}

/** Ticks a whole company. The agents that are ticked one by one stay so, for when the company is unticked again. */
export function tickCompany(choice: AgentChoice, companyId: string, ticked: boolean): AgentChoice {
  const companyIds = new Set(choice.companyIds);
  if (ticked) companyIds.add(companyId);
  else companyIds.delete(companyId);
  return { ...choice, companyIds };
}

/**
 * The choice as the API expects it: without the agents of companies that are ticked. An agent that is not in `agents`,
 * such as while they are loading, is kept.
 */
export function toAssignments(choice: AgentChoice, agents: readonly ChoosableAgent[]) {
  const covered = new Set(agents.filter((agent) => choice.companyIds.has(agent.company_id)).map((agent) => agent.id));
  return { agent_ids: [...choice.agentIds].filter((id) => !covered.has(id)), company_ids: [...choice.companyIds] };
}

/** The agents whose name, or whose company's name, contains the text, regardless of case and accents. */
export function filterAgents<Agent extends ChoosableAgent & { company_name: string }>(
  agents: readonly Agent[],
  text: string,
): Agent[] {
  const wanted = fold(text.trim());
  return agents.filter((agent) => fold(agent.name).includes(wanted) || fold(agent.company_name).includes(wanted));
}
