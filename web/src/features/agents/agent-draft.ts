import type { Agent, UpdateAgent } from "../../api/schema";
import { getChangedFields } from "../../lib/draft";

/** What is typed into the fields of an agent. An empty field is an empty string. */
export type AgentDraft = {
  name: string;
  company_id: string;
  greeting: string;
  prompt: string;
  voice: string;
  language: string;
};

export function toDraft(agent: Agent): AgentDraft {
  return {
    name: agent.name,
    company_id: agent.company_id,
    greeting: agent.greeting ?? "",
    prompt: agent.prompt ?? "",
    voice: agent.voice ?? "",
    language: agent.language ?? "",
  };
}

/** The body of the update: without the fields that are unchanged, and null for those that are emptied. */
export function getChanges(base: AgentDraft, draft: AgentDraft): UpdateAgent {
  const changes: UpdateAgent = {};
  for (const field of getChangedFields(base, draft)) {
    if (field === "name" || field === "company_id") changes[field] = draft[field].trim();
    else changes[field] = draft[field] || null;
  }
  return changes;
}
