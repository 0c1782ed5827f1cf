import type { Activity, AgentSummary } from "../../api/schema";

interface ShownAgent {
  id: string;
  name: string;
  company_name: string;
  calls: number;
}

/** How many agents the home page names. */
export const shownAgents = 10;

/** The busiest agents, and then others by name until there are enough. */
export function chooseAgents(busiest: Activity["agents"], others: AgentSummary[]): ShownAgent[] {
  const known = new Set(busiest.map(({ id }) => id));
  const quiet = others.filter(({ id }) => !known.has(id));
  return [...busiest, ...quiet.map(({ id, name, company_name }) => ({ id, name, company_name, calls: 0 }))].slice(
    0,
    shownAgents,
  );
}
