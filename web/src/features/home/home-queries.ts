/** What several parts of the home page read, so that it is read once. */

/** By name. The total is for the link to all. */
export const firstAgents = { limit: 10, total: true } as const;
/** The newest calls. */
export const lastCalls = { limit: 5 } as const;
