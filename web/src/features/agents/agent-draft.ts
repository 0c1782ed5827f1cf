import type { Agent, UpdateAgent } from "../../api/schema";

/** What is typed into the fields of an agent. An empty field is an empty string. */
export interface AgentDraft {
  name: string;
  company_id: string;
  greeting: string;
  prompt: string;
  voice: string;
  language: string;
}

export type AgentField = keyof AgentDraft;

export const agentFields: readonly AgentField[] = ["name", "company_id", "greeting", "prompt", "voice", "language"];

export function draftOf(agent: Agent): AgentDraft {
  return {
    name: agent.name,
    company_id: agent.company_id,
    greeting: agent.greeting ?? "",
    prompt: agent.prompt ?? "",
    voice: agent.voice ?? "",
    language: agent.language ?? "",
  };
}

export function changedFields(base: AgentDraft, draft: AgentDraft): AgentField[] {
  return agentFields.filter((field) => base[field] !== draft[field]);
}

/** Only what was changed is sent: what is absent stays, and null empties. */
export function changesOf(base: AgentDraft, draft: AgentDraft): UpdateAgent {
  const changes: UpdateAgent = {};
  for (const field of changedFields(base, draft)) {
    if (field === "name" || field === "company_id") changes[field] = draft[field].trim();
    else changes[field] = draft[field] || null;
  }
  return changes;
}

/**
 * What is typed, put on top of what somebody else has saved meanwhile. `contested` are the fields that both have
 * changed, each in another way: there what is typed stands, and the page shows the other.
 */
export function rebase(base: AgentDraft, draft: AgentDraft, theirs: AgentDraft) {
  const mine = changedFields(base, draft);
  const merged = { ...theirs };
  for (const field of mine) merged[field] = draft[field];
  const contested = mine.filter((field) => base[field] !== theirs[field] && draft[field] !== theirs[field]);
  return { draft: merged, contested };
}
