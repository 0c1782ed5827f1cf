import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Answer } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { operations } from "../support/contract.ts";
import { png } from "../support/picture.ts";
import { Platform } from "../support/platform.ts";
import { Program, tokenScopes, type TokenScope } from "../support/program.ts";
import { RecordingHost } from "../support/recordings.ts";
import { binary, startServer, type Server } from "../support/server.ts";
import { Stream } from "../support/stream.ts";
import { wav } from "../support/wav.ts";
import {
  ordinaryRequests,
  type OrdinaryRequest,
  newCampaignFor,
  newContactImport,
  pathAbout,
} from "./ordinary-requests.ts";

interface Route {
  method: string;
  path: string;
  audience: string;
  /** The scope of the API tokens that are admitted, or "none". */
  token: TokenScope | "none";
}

const routes = JSON.parse(execFileSync(binary, ["routes", "--json"], { encoding: "utf8" })) as Route[];

let server: Server;
let cast: Cast;
/** May everything that a member may, on Reception; Sales is out of scope. */
let eva: Person;
/** Sees Reception, with no permission at all. */
let jose: Person;
let second: Person;
let host: RecordingHost;
/** With audio, of the agent of that name. */
const calls = new Map<string, string>();
/** Of each route. One that is not there fails. */
let ordinary: Record<string, OrdinaryRequest>;
beforeAll(async () => {
  host = await RecordingHost.start();
  server = await startServer({ flags: ["--recording-hosts", host.name] });
  cast = await Cast.on(server);
  const permissions = {
    edit_agents: true,
    use_advanced_editor: true,
    access_crm: true,
    view_billable_minutes: true,
    view_recordings: true,
  };
  // At no platform, so that campaigns with it can be launched.
  await cast.newAgent("Outbound", "North");
  eva = await cast.member({ agents: ["Reception", "Outbound"], permissions });
  jose = await cast.member({ agents: ["Reception", "Outbound"] });
  second = await cast.member({ role: "administrator" });
  for (const agent of ["Reception", "Sales"]) calls.set(agent, await host.recordedCall(cast, agent, wav()));
  for (const person of [eva, second]) {
    const answer = await person.put("/profile/picture", png(), { headers: { "Content-Type": "image/png" } });
    expect(answer).toHaveStatus(200);
  }
  const invited = { email: "invited@harbour.example", name: "Invited", send_invitation: true };
  void (await cast.ada.post("/members", invited)).body;
  const mail = (await cast.ada.get("/mail")).body.items[0]!.id;
  ordinary = ordinaryRequests({ cast, member: eva, call: calls.get("Sales")!, mail });
});
afterAll(async () => {
  await server.stop();
  host.stop();
});

/** With a session of their own: an accepted invitation signs in the one who was invited. */
async function isSignedIn(person: Person): Promise<boolean> {
  const answer = await person.get("/profile");
  return answer.status === 200 && answer.body.id === person.id;
}

const nameOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`;

const nothing = { status: 200, headers: {}, setCookies: [], body: Buffer.alloc(0) };

/** Whether an answer begins that has no end, which is not waited for. */
async function begins(sender: Client, path: string): Promise<boolean> {
  const stream = await Stream.open(sender, path.replace("/api/v1", ""));
  stream.close();
  return stream.status === 200;
}

/** What the route is about, in the scope of somebody who sees Reception. */
async function inScope(route: Route): Promise<string> {
  if (route.path.includes("/contacts/{id}")) return (await cast.newContact("North")).id;
  if (route.path.includes("/contact-imports/")) return newContactImport(cast, "North", route.path.endsWith("/undo"));
  if (route.path.includes("/segments/")) return (await cast.newSegment("North")).id;
  if (route.path.includes("/campaigns/")) return newCampaignFor(cast, route.path, "Outbound");
  if (route.path.includes("/do-not-call/")) return (await cast.newDoNotCallEntry("North")).id;
  return route.path.includes("/calls/") ? calls.get("Reception")! : cast.agent("Reception").id;
}

/** The same, out of that scope. */
async function outOfScope(route: Route): Promise<string> {
  if (route.path.includes("/companies/")) return cast.company("South").id;
  if (route.path.includes("/contacts/{id}")) return (await cast.newContact("South")).id;
  if (route.path.includes("/contact-imports/")) return newContactImport(cast, "South");
  if (route.path.includes("/segments/")) return (await cast.newSegment("South")).id;
  if (route.path.includes("/campaigns/")) return newCampaignFor(cast, route.path, "Support");
  if (route.path.includes("/do-not-call/")) return (await cast.newDoNotCallEntry("South")).id;
  return route.path.includes("/calls/") ? calls.get("Sales")! : cast.agent("Sales").id;
}

/** The id of what the ordinary request to a route is about. */
const subjectOf = async (route: Route, caller: Person) => String(await ordinary[nameOf(route)]!.id?.(caller));

/** The ordinary request to a route, sent by somebody else than `caller` perhaps. */
async function ask(
  sender: Client,
  route: Route,
  caller: Person,
  changes: { id?: string; origin?: string | null } = {},
) {
  const { before, bodyOfProgram, type, headers, query, endless, ...usual } = ordinary[nameOf(route)]!;
  const body = sender instanceof Program && bodyOfProgram ? bodyOfProgram : usual.body;
  const chosen = changes.id ?? (await subjectOf(route, caller));
  await before?.(chosen);
  const path = pathAbout(route.path, chosen);
  const { origin } = changes;
  if (endless && (await begins(sender, path))) return new Answer(nothing);
  return sender.send(route.method, path, {
    ...(body ? { body: await body(caller) } : {}),
    headers: { ...(type ? { "Content-Type": type } : {}), ...headers },
    ...(query ? { query } : {}),
    ...(origin === undefined ? {} : { origin }),
  });
}

const isWrite = (route: Route) => route.method !== "GET";
/** Nobody has to be signed in. */
const isOpen = (route: Route) => route.audience === "anyone" || route.audience === "platform";
const where = (condition: (route: Route) => boolean) =>
  routes.filter(condition).map((route) => [nameOf(route), route] as const);

describe("the table of routes", () => {
  test("is that of the contract", () => {
    expect(routes.map(nameOf).sort()).toEqual(operations.map(nameOf).sort());
  });

  test("has an ordinary request for each route here, and no other", () => {
    expect(Object.keys(ordinary).sort()).toEqual(routes.map(nameOf).sort());
  });

  test.each(where((route) => route.path.startsWith("/api/") || route.path === "/metrics"))(
    "agrees with the contract on who may call %s",
    (name, route) => {
      const { description = "", security } = operations.find((operation) => nameOf(operation) === name)!;
      const says: Record<string, RegExp> = {
        anyone: /Who may call - anyone/,
        signed_in: /Who may call - everybody who is signed in/,
        administrators: /Who may call - administrators/,
        platform: /Who may call - the platform of the connection/,
        "with:access_crm": /Who may call - members with `access_crm`/,
        "with:edit_agents": /Who may call - members with `edit_agents`/,
        "with:view_recordings": /Who may call - members with `view_recordings`/,
        "with:use_advanced_editor": /Who may call - members with `use_advanced_editor`/,
        "with:view_billable_minutes": /Who may call - members with `view_billable_minutes`/,
        "with:edit_agents+use_advanced_editor": /Who may call - members with `edit_agents` and `use_advanced_editor`/,
      };
      expect(description).toMatch(says[route.audience]!);
      const strangersMay =
        security !== undefined && (security.length === 0 || security.some((way) => Object.keys(way).length === 0));
      expect(strangersMay).toBe(isOpen(route));
    },
  );

  test.each(where(() => true))("agrees with the contract on which API tokens may %s", (name, route) => {
    const operation = operations.find((operation) => nameOf(operation) === name)!;
    expect(operation["x-token-scope"]).toBe(route.token);
    if (operation.security?.length === 0) return; // nobody is asked who it is
    const tokensMay = operation.security === undefined || operation.security.some((way) => "token" in way);
    expect(tokensMay).toBe(route.token !== "none");
  });

  test("admits API tokens by `read` to nothing but reads, and by another scope to nothing but writes", () => {
    const admitting = routes.filter((route) => route.token !== "none");
    for (const route of admitting)
      expect([nameOf(route), route.token === "read"]).toEqual([nameOf(route), !isWrite(route)]);
  });
});

describe("an administrator", () => {
  test.each(where(() => true))("may %s", async (name, route) => {
    // Some routes end the session, or begin somebody else's.
    if (!(await isSignedIn(second))) void (await second.signIn(second.email, second.password)).body;
    expect(await ask(second, route, second)).toHaveStatus(ordinary[name]!.status);
  });
});

describe("a stranger", () => {
  test.each(where((route) => !isOpen(route)))("may not %s", async (_, route) => {
    expect(await ask(new Client(server), route, eva)).toBeRefused(401, "not_signed_in");
    if (route.path.includes("{id}")) {
      expect(await ask(new Client(server), route, eva, { id: "unknown" })).toBeRefused(401, "not_signed_in");
    }
  });

  test.each(where((route) => route.audience === "anyone" && !isWrite(route)))("may %s", async (name, route) => {
    expect(await ask(new Client(server), route, eva)).toHaveStatus(ordinary[name]!.status);
  });
});

const endings: [string, (person: Person) => Promise<unknown>][] = [
  ["that was signed out", (person) => person.copy().delete("/session")],
  ["of a suspended member", (person) => cast.ada.put(`/members/${person.id}/suspension`)],
  ["of a removed member", (person) => cast.ada.delete(`/members/${person.id}`)],
  ["of before a new password", (person) => cast.ada.put(`/members/${person.id}/password`, { password: "three owls" })],
];

describe.each(endings)("a session %s", (_, end) => {
  let ended: Client;
  beforeAll(async () => {
    const person = await cast.member({ role: "administrator" });
    ended = person.copy();
    expect(await ended.get("/members")).toHaveStatus(200);
    await end(person);
  });

  test.each(where((route) => !isOpen(route)))("does not open %s", async (_name, route) => {
    expect(await ask(ended, route, eva)).toBeRefused(401, "not_signed_in");
  });
});

describe("an API token", () => {
  const programs = new Map<TokenScope, Program>();
  beforeAll(async () => {
    for (const scope of tokenScopes) programs.set(scope, await Program.of(cast.ada, [scope]));
  });

  /** Without a body, and about nothing: the guard judges before either. */
  const bare = (sender: Client, route: Route) => sender.send(route.method, pathAbout(route.path, "unknown"));

  // No platform has one, so that a token beside a signature does not matter. /health/live does not look at who asks.
  test.each(where((route) => route.audience !== "platform" && route.path !== "/health/live"))(
    "opens %s by its scope and by no other",
    async (_, route) => {
      const refusal = route.token === "none" ? "not_for_api_tokens" : "token_scope_missing";
      for (const [scope, program] of programs) {
        if (scope !== route.token) expect(await bare(program, route)).toBeRefused(403, refusal);
      }
    },
  );

  test.each(where((route) => route.token !== "none"))("with that scope alone may %s", async (name, route) => {
    const program = programs.get(route.token as TokenScope)!;
    expect(await ask(program, route, cast.ada)).toHaveStatus(ordinary[name]!.status);
  });

  test.each(where((route) => route.token === "none" && route.audience !== "platform"))(
    "with all scopes may not %s",
    async (_, route) => {
      const before = cast.ada.password;
      expect(await ask(await Program.of(cast.ada), route, cast.ada)).toBeRefused(403, "not_for_api_tokens");
      cast.ada.password = before;
    },
  );
});

const tokenEndings: [string, (person: Person, id: string) => Promise<unknown>][] = [
  ["that was revoked", (_, id) => cast.ada.delete(`/api-tokens/${id}`)],
  ["of a suspended member", (person) => cast.ada.put(`/members/${person.id}/suspension`)],
  ["of a removed member", (person) => cast.ada.delete(`/members/${person.id}`)],
  [
    "of somebody who is no administrator any more",
    (person) => cast.ada.patch(`/members/${person.id}`, { role: "member" }),
  ],
];

describe.each(tokenEndings)("an API token %s", (_, end) => {
  let ended: Client;
  beforeAll(async () => {
    const person = await cast.member({ role: "administrator" });
    const program = await Program.of(person);
    ended = program;
    // A session beside it does not help.
    for (const [cookie, value] of cast.ada.cookies) ended.cookies.set(cookie, value);
    expect((await ended.get("/session")).body.member?.id).toBe(person.id);
    await end(person, program.tokenId);
  });

  test.each(where((route) => !isOpen(route)))("does not open %s", async (_name, route) => {
    expect(await ask(ended, route, eva)).toBeRefused(401, "not_signed_in");
  });
});

describe("a member", () => {
  test.each(where((route) => route.audience === "administrators"))("may not %s", async (_, route) => {
    for (const person of [eva, jose]) {
      expect(await ask(person, route, cast.ada)).toBeRefused(403, "forbidden");
      if (route.path.includes("{id}")) {
        expect(await ask(person, route, cast.ada, { id: "unknown" })).toBeRefused(403, "forbidden");
      }
    }
  });

  test.each(where((route) => route.audience.startsWith("with:") && !route.path.includes("{id}")))(
    "without the permission may not %s, with it may",
    async (name, route) => {
      expect(await ask(jose, route, jose)).toBeRefused(403, "permission_missing");
      expect(await ask(eva, route, eva)).toHaveStatus(ordinary[name]!.status);
    },
  );

  test.each(where((route) => route.audience.startsWith("with:") && route.path.includes("{id}")))(
    "without the permission may not %s, with it may, and out of scope finds nothing",
    async (name, route) => {
      const id = await inScope(route);
      expect(await ask(jose, route, jose, { id })).toBeRefused(403, "permission_missing");
      expect(await ask(eva, route, eva, { id })).toHaveStatus(ordinary[name]!.status);
      for (const person of [eva, jose]) {
        for (const hidden of [await outOfScope(route), "unknown"]) {
          expect(await ask(person, route, person, { id: hidden })).toBeRefused(404, "not_found");
        }
      }
    },
  );

  test.each(where((route) => /\/(agents|companies|calls)\/\{id\}/.test(route.path) && route.audience === "signed_in"))(
    "finds nothing out of scope at %s",
    async (_, route) => {
      for (const id of [await outOfScope(route), "unknown"])
        expect(await ask(eva, route, eva, { id })).toBeRefused(404, "not_found");
    },
  );
});

describe("a platform", () => {
  const ingest = routes.find((route) => route.audience === "platform")!;

  test("needs no session and no Origin: its signature decides", async () => {
    for (const origin of [null, "https://evil.example"]) {
      expect(await ask(new Client(server), ingest, eva, { origin })).toHaveStatus(200);
    }
  });

  test("is not helped by anybody's session", async () => {
    const { id } = (await Platform.connect(cast.ada, "vapi")).connection;
    const body = { message: { type: "hang" } };
    for (const sender of [new Client(server), eva, cast.ada]) {
      const answer = await sender.send("POST", `/api/v1/ingest/${id}`, { body });
      expect(answer).toBeRefused(401, "wrong_signature");
    }
  });
});

describe("another site", () => {
  const foreign = () => [
    "https://evil.example",
    "null",
    "",
    `${server.address}.evil.example`,
    server.address.replace("http:", "https:"),
    `http://127.0.0.1:${server.port + 1}`,
    `http://localhost:${server.port}`,
    `${server.address}/`,
    `${server.address} https://evil.example`,
  ];

  test.each(where((route) => isWrite(route) && route.audience !== "platform"))(
    "cannot make a signed-in browser %s",
    async (_, route) => {
      const before = cast.ada.password;
      const id = await subjectOf(route, cast.ada);
      for (const origin of [...foreign(), null]) {
        expect(await ask(cast.ada, route, cast.ada, { id, origin })).toBeRefused(403, "foreign_origin");
      }
      cast.ada.password = before;
      expect((await cast.ada.get("/session")).body.member?.id).toBe(cast.ada.id);
    },
  );

  test("reads nothing either: answers name no other origin", async () => {
    const answer = await cast.ada.send("GET", "/api/v1/session", { headers: { Origin: "https://evil.example" } });
    expect(answer).toHaveStatus(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
