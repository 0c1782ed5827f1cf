export type StepName = "company" | "connection" | "agents" | "call" | "invitation";

/** What is there already, of each kind. */
export interface Progress {
  companies: number;
  connections: { id: string; has_secret: boolean }[];
  agents: number;
  calls: number;
  /** The caller included. */
  members: number;
}

/** The steps of a new account in their order, and which of them are done. */
export function listSteps({ companies, connections, agents, calls, members }: Progress): [StepName, boolean][] {
  return [
    ["company", companies > 0],
    // A stack of one's own needs no connection.
    ["connection", calls > 0 || connections.some(({ has_secret }) => has_secret)],
    ["agents", agents > 0],
    ["call", calls > 0],
    ["invitation", members > 1],
  ];
}

/** What this browser remembers: that the steps were shown before they were done, and that they were dismissed. */
export type Remembered = "begun" | "dismissed" | null;

/** What to remember next. An account that was complete before it was opened in this browser needs no steps, ever. */
export function getRemembered(remembered: Remembered, isDone: boolean): "begun" | "dismissed" {
  return remembered ?? (isDone ? "dismissed" : "begun");
}
