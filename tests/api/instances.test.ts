import { execFileSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { at, startInstances } from "../support/instances.ts";
import { Program } from "../support/program.ts";
import { RecordingHost } from "../support/recordings.ts";
import { binary, type Server } from "../support/server.ts";
import { Stream } from "../support/stream.ts";
import { wav } from "../support/wav.ts";
import { ordinaryRequests, pathAbout, type OrdinaryRequest } from "./ordinary-requests.ts";
import { ids } from "./walk.ts";

// Two instances over one database: what one was told holds at the other with the next request.

interface Route {
  method: string;
  path: string;
  audience: string;
}
const routes = JSON.parse(execFileSync(binary, ["routes", "--json"], { encoding: "utf8" })) as Route[];
const isOpen = ({ audience }: Route) => audience === "anyone" || audience === "platform";
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

type Permission = keyof Schemas["Permissions"];
const permissions: Permission[] = [
  "edit_agents",
  "use_advanced_editor",
  "access_crm",
  "view_billable_minutes",
  "view_recordings",
];
const all = Object.fromEntries(permissions.map((permission) => [permission, true]));

let host: RecordingHost;
let here: Server;
let there: Server;
let cast: Cast;
let ordinary: Record<string, OrdinaryRequest>;
/** A call of Reception, with more audio than the buffers between the two sides hold. */
let call: string;
beforeAll(async () => {
  host = await RecordingHost.start();
  [here, there] = (await startInstances(2, { flags: ["--recording-hosts", host.name] })) as [Server, Server];
  cast = await Cast.on(here);
  call = await host.recordedCall(cast, "Reception", wav({ seconds: 500 }));
  ordinary = ordinaryRequests({ cast, member: cast.ada, call, mail: "unknown" });
});
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  host.stop();
});

const open: Stream[] = [];
async function watch(client: Client): Promise<Stream> {
  const stream = (await Stream.open(client, "/calls/live")).fetch();
  open.push(stream);
  return stream;
}
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

const receptionist = () => cast.member({ agents: ["Reception"], permissions: all });
const change = (person: Person, changes: Schemas["UpdateMember"]) => cast.ada.patch(`/members/${person.id}`, changes);

/** What a member does about Reception with each permission that a route asks for; no answer is kept in between. */
const work: Record<Permission, (person: Client) => Promise<{ status: number }>[]> = {
  edit_agents: (person) => [person.patch(`/agents/${cast.agent("Reception").id}`, { greeting: "Ahoy" })],
  use_advanced_editor: (person) => [person.get(`/agents/${cast.agent("Reception").id}/configuration`)],
  access_crm: () => [],
  view_billable_minutes: () => [],
  view_recordings: (person) => [
    person.get(`/calls/${call}/recording`),
    person.send("GET", `/api/v1/calls/${call}/recording`, { headers: { Range: "bytes=0-99" } }),
  ],
};

async function askOrdinarily(person: Client, route: Route, by: Person): Promise<{ status: number }> {
  const { body, type, query } = ordinary[nameOf(route)]!;
  return person.send(route.method, route.path, {
    ...(body ? { body: await body(by) } : {}),
    headers: type ? { "Content-Type": type } : {},
    ...(query ? { query } : {}),
  });
}

/** All that the permission opens without the id of anything, such as lists and exports, and what is above. */
async function tryAll(permission: Permission, person: Client, by: Person): Promise<number[]> {
  const lists = routes.filter(({ audience, path }) => audience === `with:${permission}` && !path.includes("{"));
  const answers = [...lists.map((route) => askOrdinarily(person, route, by)), ...work[permission](person)];
  return (await Promise.all(answers)).map(({ status }) => status);
}

describe("what is taken away at one instance is gone at the other:", () => {
  test.each(permissions)("%s", async (permission) => {
    const person = await receptionist();
    const elsewhere = at(there, person);
    const before = await tryAll(permission, elsewhere, person);
    expect(before.length).toBeGreaterThan(0);
    for (const status of before) expect(status).toBeLessThan(300);
    await change(person, { permissions: { [permission]: false } });
    expect(await tryAll(permission, elsewhere, person)).toEqual(before.map(() => 403));
    await change(person, { permissions: { [permission]: true } });
    for (const status of await tryAll(permission, elsewhere, person)) expect(status).toBeLessThan(300);
  });

  test("an agent, with its calls, recordings and lists", async () => {
    const person = await receptionist();
    const elsewhere = at(there, person);
    const agent = `/agents/${cast.agent("Reception").id}` as const;
    const paths = [agent, `/calls/${call}`, `/calls/${call}/recording`] as const;
    for (const path of paths) expect(await elsewhere.get(path)).toHaveStatus(200);
    await change(person, { agent_ids: [] });
    for (const path of paths) expect(await elsewhere.get(path)).toBeRefused(404, "not_found");
    expect((await elsewhere.get("/calls")).body.items).toEqual([]);
    expect(await elsewhere.names("/agents")).toEqual([]);
    await change(person, { company_ids: [cast.company("North").id] });
    for (const path of paths) expect(await elsewhere.get(path)).toHaveStatus(200);
  });

  test("what administrators may", async () => {
    const person = await cast.member({ role: "administrator" });
    const elsewhere = at(there, person);
    for (const path of ["/members", "/members.csv", "/settings"] as const)
      expect(await elsewhere.get(path)).toHaveStatus(200);
    await change(person, { role: "member" });
    for (const path of ["/members", "/members.csv"] as const)
      expect(await elsewhere.get(path)).toBeRefused(403, "forbidden");
  });

  test("the recording that is being sent", async () => {
    const person = await receptionist();
    const stream = await Stream.open(at(there, person), `/calls/${call}/recording`);
    expect(stream.status).toBe(200);
    await change(person, { permissions: { view_recordings: false } });
    await new Promise((pause) => setTimeout(pause, 2_500)); // the right is looked up each second while a chunk is sent
    expect(await stream.ends()).toBe(true);
    expect(stream.isComplete).toBe(false);
  });
});

const endings: [string, (person: Person) => Promise<unknown>][] = [
  ["that was signed out", (person) => person.copy().delete("/session")],
  ["that an administrator ended", ({ id }) => cast.ada.delete(`/members/${id}/sessions`)],
  ["of a suspended member", ({ id }) => cast.ada.put(`/members/${id}/suspension`)],
  ["of a removed member", ({ id }) => cast.ada.delete(`/members/${id}`)],
  ["of before a new password", ({ id }) => cast.ada.put(`/members/${id}/password`, { password: "three owls at dusk" })],
];

/** The routes that let somebody in who was to be kept out. */
async function openTo(client: Client): Promise<string[]> {
  const closed = routes.filter((route) => !isOpen(route));
  const answers = await Promise.all(
    closed.map(async (route) => ({
      name: nameOf(route),
      status: (await client.send(route.method, pathAbout(route.path, "unknown"))).status,
    })),
  );
  expect(answers.length).toBeGreaterThan(100);
  return answers.filter(({ status }) => status !== 401).map(({ name }) => name);
}

test.each(endings)(
  "a session %s at one instance opens nothing at the other, and its live stream ends",
  async (_, end) => {
    const person = await cast.member({ role: "administrator" });
    const elsewhere = at(there, person);
    const [stream, other] = [await watch(elsewhere), await watch(at(there, cast.ada))];
    expect(await elsewhere.get("/members")).toHaveStatus(200);
    await end(person);
    expect(await openTo(elsewhere)).toEqual([]);
    expect(await stream.ends()).toBe(true);
    expect(other.isOver).toBe(false);
  },
);

const tokenEndings: [string, (person: Person, id: string) => Promise<unknown>][] = [
  ["that was revoked", (_, id) => cast.ada.delete(`/api-tokens/${id}`)],
  ["of a suspended member", ({ id }) => cast.ada.put(`/members/${id}/suspension`)],
  ["of a removed member", ({ id }) => cast.ada.delete(`/members/${id}`)],
  ["of somebody who is no administrator any more", (person) => change(person, { role: "member" })],
];

test.each(tokenEndings)("an API token %s at one instance opens nothing at the other", async (_, end) => {
  const person = await cast.member({ role: "administrator" });
  const program = await Program.of(person);
  const elsewhere = at(there, program);
  const stream = await watch(elsewhere);
  expect(await elsewhere.get("/calls")).toHaveStatus(200);
  await end(person, program.tokenId);
  expect(await openTo(elsewhere)).toEqual([]);
  expect(await stream.ends()).toBe(true);
});

test("a password that was changed at one instance is the one at the other", async () => {
  const person = await cast.member();
  const password = "a tide of its own";
  expect(await person.put("/profile/password", { current_password: person.password, password })).toHaveStatus(204);
  const browser = new Client(there);
  expect(await browser.signIn(person.email, person.password)).toBeRefused(401, "wrong_credentials");
  expect(await browser.signIn(person.email, password)).toHaveStatus(201);
});

describe("a live stream", () => {
  const take = async (agent: string) => {
    const started_at = new Date().toISOString();
    return (await cast.ada.post("/calls", { agent_id: cast.agent(agent).id, started_at })).body.id;
  };

  test("tells of the calls that the other instance took, in sight alone", async () => {
    const person = await receptionist();
    const stream = await watch(at(there, person));
    const [hidden, seen] = [await take("Sales"), await take("Reception")];
    expect(await stream.says(new RegExp(seen))).toBe(true);
    expect(stream.text).not.toContain(hidden);
    await change(person, { agent_ids: [cast.agent("Sales").id] });
    const [now, later] = [await take("Reception"), await take("Sales")];
    expect(await stream.says(new RegExp(later))).toBe(true);
    expect(stream.text).not.toContain(now);
  });
});

describe("what one instance has begun, the other goes on with:", () => {
  test("a list, by its cursor", async () => {
    for (let n = 0; n < 5; n++) await cast.newContact("North");
    const whole = (await cast.ada.get("/contacts", { limit: 200 })).body.items;
    const walked = [];
    let cursor: string | null | undefined;
    for (let page = 0; cursor !== null; page++) {
      const client = at(page % 2 === 0 ? here : there, cast.ada);
      const { items, next_cursor } = (await client.get("/contacts", { limit: 2, ...(cursor && { cursor }) })).body;
      walked.push(items);
      cursor = next_cursor;
    }
    expect(ids(walked)).toEqual(ids([whole]));
  });

  test("a request with an idempotency key, which gets the same answer", async () => {
    const body = { agent_id: cast.agent("Reception").id, started_at: "2026-10-02T10:00:00Z" };
    const sent = { headers: { "Idempotency-Key": "a call of two instances" } };
    const elsewhere = at(there, cast.ada);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? cast.ada : elsewhere).post("/calls", body, sent)),
    );
    for (const answer of answers) expect(answer).toHaveStatus(201);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const other = { ...body, summary: "Another" };
    expect(await elsewhere.post("/calls", other, sent)).toBeRefused(409, "conflict");
  });

  test("a change of a version that the other has made in between, which is refused", async () => {
    const { id } = await cast.newContact("North");
    const path = `/contacts/${id}` as const;
    const read = await cast.ada.get(path);
    const ifMatch = read.headers["etag"]!;
    expect(await at(there, cast.ada).patch(path, { job_title: "Captain" }, { ifMatch })).toHaveStatus(200);
    expect((await cast.ada.patch(path, { job_title: "Mate" }, { ifMatch })).status).toBe(412);
  });
});
