import type { Answer, Schemas } from "../../support/answer.ts";
import type { Random } from "../../../fixtures/random.ts";
import type { Caller, Member, World } from "./world.ts";

/** Part of an answer that is compared, in a form of our own; what is refused is its status and code. */
export type Seen = unknown;

/** One request, and what the model says an admitted member sees in answer to it. */
export interface Question {
  /** As in the table of routes. */
  route: string;
  method: string;
  path: string;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  body?: unknown;
  /** What is read is a list, and the pages after the first belong to it. */
  pages?: true;
  expected: Seen;
  /** What an API token is answered instead that is admitted to the route. */
  expectedByToken?: Refusal;
  read: (answer: Answer<any>) => Seen;
}

export type Refusal = { refused: [number, Schemas["Problem"]["code"]] };
export const refused = (status: number, code: Schemas["Problem"]["code"]): Refusal => ({ refused: [status, code] });

export const notFound = refused(404, "not_found");
export const forbidden = refused(403, "forbidden");
export const permissionMissing = refused(403, "permission_missing");
export const notSignedIn = refused(401, "not_signed_in");
export const notForTokens = refused(403, "not_for_api_tokens");
export const passwordOwed = refused(403, "password_change_required");

/** Whether it was done, which must be as the model says. */
export function isDone(answer: Answer, expected: Refusal | undefined, what: string): boolean {
  const got = answer.status < 400 ? undefined : [answer.status, answer.problem.code];
  if (String(got) !== String(expected?.refused)) throw new Error(`${what}: ${got ?? "done"}, not ${expected?.refused}`);
  return got === undefined;
}

const areas: Record<string, Schemas["TokenScope"]> = {
  members: "members",
  companies: "agents",
  agents: "agents",
  "unknown-agents": "agents",
  calls: "calls",
  contacts: "crm",
  segments: "crm",
  campaigns: "crm",
  "contact-imports": "crm",
  "contact-fields": "crm",
  "do-not-call": "crm",
  settings: "settings",
  connections: "settings",
};

/** Why an API token with these scopes is not admitted to a route; nothing where it is, and its member's rights decide. */
export function refusalOfToken(scopes: Schemas["TokenScope"][], route: string): Refusal | undefined {
  const [method, path] = route.split(" /") as [string, string];
  const [area] = path.split(/[/.]/);
  const isForPeople =
    ["profile", "mail"].includes(area!) ||
    ["members/{id}/password", "connections/{id}/key"].includes(path) ||
    ["POST /api-tokens", "POST /erasures"].includes(route);
  if (isForPeople) return notForTokens;
  return scopes.includes(method === "GET" ? "read" : areas[area!]!) ? undefined : refused(403, "token_scope_missing");
}

/** What the questions of a member are made from. */
export interface Asking {
  world: World;
  caller: Caller;
  member: Member;
  /** For what is sampled: page sizes, filters, ranges, ids that are guessed. */
  random: Random;
}

export function get(
  route: string,
  path: string,
  expected: Seen,
  read: Question["read"],
  more: Pick<Question, "query" | "headers" | "pages"> = {},
): Question {
  return { route: `GET ${route}`, method: "GET", path, expected, read, ...more };
}

/** A write that must be refused. */
export function write(method: string, route: string, path: string, expected: Refusal, body: unknown): Question {
  return { route: `${method} ${route}`, method, path, body, expected, read: () => "it was done" };
}

export const ids = (answer: Answer<{ items: { id: string }[] }>) => answer.body.items.map((item) => item.id);

/** A CSV file of ours: every cell is quoted, and here none holds a quote or the end of a line. */
export function cells(answer: Answer): { columns: string[]; rows: string[][] } {
  const lines = answer.text.split("\r\n").filter((line) => line !== "");
  const [columns, ...rows] = lines.map((line) => [...line.matchAll(/"([^"]*)"/g)].map((cell) => cell[1]!));
  return { columns: columns!, rows };
}
