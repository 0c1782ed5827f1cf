import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { startServer, type Server } from "../support/server.ts";
import { Stream } from "../support/stream.ts";

let server: Server;
let cast: Cast;
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"] });
});
afterAll(() => server.stop());

const open: Stream[] = [];
const watch = async (client: Client) => {
  const stream = (await Stream.open(client, "/calls/live")).fetch();
  open.push(stream);
  return stream;
};
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

let minute = 0;
const take = async (agent: string) => {
  const started_at = new Date(Date.UTC(2026, 9, 3, 10, minute++)).toISOString();
  return (await cast.ada.post("/calls", { agent_id: cast.agent(agent).id, started_at })).body.id;
};
/** The ids that the stream has reported, in their order. */
const reportedIds = (stream: Stream) =>
  [...stream.text.matchAll(/event: calls\ndata: (.*)\n\n/g)].flatMap(
    ([, data]) => (JSON.parse(data!) as { call_ids: string[] }).call_ids,
  );

describe("the live stream", () => {
  test("is one of server-sent events that nobody keeps", async () => {
    const { status, headers } = await watch(eva);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/event-stream");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("tells of calls in sight as they come, and of none from before or out of sight", async () => {
    const before = await take("Reception");
    const [mine, all] = [await watch(eva), await watch(cast.ada)];
    const sales = await take("Sales");
    const reception = await take("Reception");
    expect(await mine.says(new RegExp(reception))).toBe(true);
    expect(await all.says(new RegExp(reception))).toBe(true);
    expect(reportedIds(mine)).toEqual([reception]);
    expect(reportedIds(all)).toEqual([sales, reception]);
    expect(mine.text).not.toContain(before);
  });

  test("follows what is in sight while it runs", async () => {
    const person = await cast.member({ agents: ["Reception"] });
    const stream = await watch(person);
    const assign = (...names: string[]) =>
      cast.ada.patch(`/members/${person.id}`, { agent_ids: names.map((name) => cast.agent(name).id) });
    // A call that is in sight all the time shows that the stream has passed those before it.
    const passed = async () => {
      const id = await take("Reception");
      expect(await stream.says(new RegExp(id))).toBe(true);
      return id;
    };
    await take("Sales");
    const first = await passed();
    await assign("Reception", "Sales");
    const seen = await take("Sales");
    const second = await passed();
    await assign("Reception");
    await take("Sales");
    const third = await passed();
    expect(reportedIds(stream)).toEqual([first, seen, second, third]);
  });

  test("shows that it is there when nothing comes", async () => {
    const stream = await watch(eva);
    expect(await stream.says(/\n:\n\n/, 20_000)).toBe(true);
    expect(stream.isOver).toBe(false);
  });

  test("takes no parameters", async () => {
    expect(await eva.get("/calls/live", { since: 1 })).toBeRefused(422, "invalid_fields", ["since"]);
  });
});

const endings: Record<string, (person: Person) => Promise<unknown>> = {
  "signs out": (person) => person.copy().delete("/session"),
  "is suspended": ({ id }) => cast.ada.put(`/members/${id}/suspension`),
  "is removed": ({ id }) => cast.ada.delete(`/members/${id}`),
  "has another password set": ({ id }) => cast.ada.put(`/members/${id}/password`, { password: "three owls at dusk" }),
};

test.each(Object.entries(endings))("the stream of a member who %s ends", async (_, end) => {
  const person = await cast.member({ agents: ["Reception"] });
  const [stream, other] = [await watch(person.copy()), await watch(eva)];
  await end(person);
  expect(await stream.ends()).toBe(true);
  expect(stream.isComplete).toBe(true);
  expect(other.isOver).toBe(false);
});

test("the stream of a program ends with its token", async () => {
  const { id, token } = (await cast.ada.post("/api-tokens", { name: "Wall board" })).body;
  const stream = await watch(new Client(server, { Authorization: `Bearer ${token}` }));
  await cast.ada.delete(`/api-tokens/${id}`);
  expect(await stream.ends()).toBe(true);
});

/** A program of Ada's, which counts by its own token. */
const program = async (name: string) =>
  new Client(server, { Authorization: `Bearer ${(await cast.ada.post("/api-tokens", { name })).body.token}` });

test("three hundred streams are told, and hold up nobody", async () => {
  const programs: Client[] = [];
  for (let number = 0; number < 30; number++) programs.push(await program(`Wall board ${number}`));
  const streams = await Promise.all(Array.from({ length: 300 }, (_, number) => watch(programs[number % 30]!)));
  const id = await take("Reception");
  for (const stream of streams) expect(await stream.says(new RegExp(id), 20_000)).toBe(true);
  for (let n = 0; n < 20; n++) {
    expect(await eva.get("/calls")).toHaveStatus(200);
  }
});

describe("more than ten streams of one session", () => {
  test("end the oldest of them, and no other", async () => {
    const others = [await watch(await eva.elsewhere()), await watch(await program("Ticker"))];
    const streams: Stream[] = [];
    for (let number = 0; number < 13; number++) streams.push(await watch(eva));
    for (const stream of streams.slice(0, 3)) {
      expect(await stream.ends()).toBe(true);
      expect(stream.isComplete).toBe(true);
    }
    const id = await take("Reception");
    for (const stream of [...streams.slice(3), ...others]) {
      expect(await stream.says(new RegExp(id))).toBe(true);
      expect(stream.isOver).toBe(false);
    }
  });

  test("are counted, and those that the browser has closed are not", async () => {
    const count = () => counter(cast.ada, "rollcall_live_streams");
    // The server notices a little later that those of the tests before are closed.
    await expect.poll(count).toBe(0);
    const [token, ...streams] = [await program("Pager"), await watch(eva)];
    for (let number = 0; number < 12; number++) streams.push(await watch(token));
    expect(await count()).toBe(1 + 10);
    for (const stream of streams) stream.close();
    await expect.poll(count).toBe(0);
  });
});

test("SIGTERM waits for no stream", async () => {
  const other = await startServer();
  const { ada } = await Cast.withAda(other);
  const browsers = [ada, await ada.elsewhere()];
  const streams = await Promise.all(Array.from({ length: 20 }, (_, number) => watch(browsers[number % 2]!)));
  const began = Date.now();
  other.signal("SIGTERM");
  expect(await other.ended).toBe(0);
  // For requests that are running it waits ten seconds.
  expect(Date.now() - began).toBeLessThan(9_000);
  for (const stream of streams) expect(await stream.ends()).toBe(true);
});
