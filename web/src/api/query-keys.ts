/** The keys of resources that the writes of other resources invalidate too. */

export const settingsKey = ["settings"] as const;
export const sessionKey = ["session"] as const;
export const agentsKey = ["agents"] as const;
export const agentListsKey = [...agentsKey, "list"] as const;
export const externalIdsKey = [...agentsKey, "external-ids"] as const;
export const unknownAgentsKey = ["unknown-agents"] as const;
export const agentNumbersKey = ["agent-numbers"] as const;
export const connectionsKey = ["connections"] as const;
export const connectionListsKey = [...connectionsKey, "list"] as const;
export const companiesKey = ["companies"] as const;
export const contactsKey = ["contacts"] as const;
export const contactListsKey = [...contactsKey, "list"] as const;
export const segmentsKey = ["segments"] as const;
export const importsKey = ["contact-imports"] as const;
export const campaignsKey = ["campaigns"] as const;
/** What shows or counts contacts. */
export const contactKeys = [contactsKey, segmentsKey, campaignsKey] as const;
export const doNotCallKey = ["do-not-call"] as const;
export const callsKey = ["calls"] as const;
export const callListsKey = [...callsKey, "list"] as const;
export const activityKey = ["activity"] as const;
export const usageKey = ["usage"] as const;
export const membersKey = ["members"] as const;
export const oneMemberKey = [...membersKey, "one"] as const;
export const memberListsKey = [...membersKey, "list"] as const;
export const auditKey = ["audit-entries"] as const;
