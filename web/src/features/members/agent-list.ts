import { groupByCompany } from "../../shared/agents/group-by-company";
import { isTicked, type AgentChoice } from "./agent-choice";

interface ListableAgent {
  id: string;
  company_id: string;
  company_name: string;
  name: string;
}

/** With more agents than this, the companies are folded at first. */
const mostUnfolded = 50;

export const isLong = (agents: readonly unknown[]): boolean => agents.length > mostUnfolded;

export interface AgentListView {
  value: AgentChoice;
  /** What was ticked when the list was opened comes first, and stays there: nothing moves while agents are ticked. */
  openedWith: AgentChoice;
  /** Whether a filter is typed: what it finds is shown unfolded. */
  isFiltered: boolean;
  /** What was ticked when the list was limited to ticked agents; one that is unticked since is still listed. */
  limitedTo: AgentChoice | null;
  canFold: boolean;
  /** The ids of companies that the user has unfolded. */
  unfolded: ReadonlySet<string>;
}

export interface ListedCompany<Agent> {
  id: string;
  name: string;
  /** Those that match the filter. */
  agents: Agent[];
  /** Those that are shown. Of a folded company, they are the agents that are ticked one by one, unless all of them are. */
  listed: Agent[];
  /** Undefined where there is nothing to fold. */
  isFolded?: boolean;
}

/** The companies of the list with their agents; those where something is ticked come first, and so do their ticked agents. */
export function listCompanies<Agent extends ListableAgent>(
  agents: readonly Agent[],
  companies: readonly { id: string; name: string }[],
  view: AgentListView,
): ListedCompany<Agent>[] {
  const { value, openedWith, isFiltered, limitedTo, canFold, unfolded } = view;
  const wasTicked = (agent: Agent) => isTicked(openedWith, agent);
  const isTickedOneByOne = ({ id }: Agent) => value.agentIds.has(id) || openedWith.agentIds.has(id);
  const isOfTicked = (agent: Agent) => isTicked(value, agent) || (limitedTo !== null && isTicked(limitedTo, agent));

  return groupByCompany(agents, companies)
    .map(({ id, name, agents }): ListedCompany<Agent> => {
      const sorted = putFirst(agents, wasTicked);
      if (limitedTo) return { id, name, agents: sorted, listed: sorted.filter(isOfTicked) };
      if (!canFold || isFiltered || agents.length === 0) return { id, name, agents: sorted, listed: sorted };
      if (unfolded.has(id)) return { id, name, agents: sorted, listed: sorted, isFolded: false };
      const isWhole = sorted.every((agent) => isTicked(value, agent));
      return { id, name, agents: sorted, listed: isWhole ? [] : sorted.filter(isTickedOneByOne), isFolded: true };
    })
    .filter(({ id, agents, listed }) => {
      if (limitedTo) return listed.length > 0 || value.companyIds.has(id);
      return agents.length > 0 || !isFiltered;
    })
    .sort((one, other) => Number(isFirst(other)) - Number(isFirst(one)));

  function isFirst({ id, agents }: ListedCompany<Agent>): boolean {
    return openedWith.companyIds.has(id) || agents.some(wasTicked);
  }
}

function putFirst<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): Item[] {
  return [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))];
}
