/** The keys of resources that the writes of other resources invalidate too. */

export const sessionKey = ["session"] as const;
export const agentsKey = ["agents"] as const;
export const agentListsKey = [...agentsKey, "list"] as const;
export const agentNumbersKey = ["agent-numbers"] as const;
export const companiesKey = ["companies"] as const;
export const contactsKey = ["contacts"] as const;
export const segmentsKey = ["segments"] as const;
export const importsKey = ["contact-imports"] as const;
export const campaignsKey = ["campaigns"] as const;
export const doNotCallKey = ["do-not-call"] as const;
export const callsKey = ["calls"] as const;
export const membersKey = ["members"] as const;
export const memberListsKey = [...membersKey, "list"] as const;
