import type { TokenScope } from "../../api/schema";

interface ScopeWords {
  label: string;
  description: string;
}

/** What an API token may be used for, in the words of the page. */
export const scopeWords: Record<TokenScope, ScopeWords> = {
  read: { label: "Read", description: "Members, agents, calls, usage, settings and the audit log. Not emails." },
  members: {
    label: "Change members",
    description: "Invite, edit, suspend and remove members, except administrators. Not passwords or links.",
  },
  agents: { label: "Change agents", description: "Companies, agents, their configuration and platform IDs." },
  calls: { label: "Add calls", description: "Calls of agents that are not on a connected platform." },
  crm: { label: "Change the CRM", description: "Contacts, segments and campaigns." },
  settings: { label: "Change settings", description: "The account’s settings and its connections." },
};

export const allScopes = Object.keys(scopeWords) as TokenScope[];

/** "Read, Add calls". */
export function describeScopes(scopes: TokenScope[]): string {
  if (scopes.length === allScopes.length) return "All scopes";
  return scopes.map((scope) => scopeWords[scope].label).join(", ");
}
