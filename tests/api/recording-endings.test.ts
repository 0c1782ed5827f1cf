import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { RecordingHost } from "../support/recordings.ts";
import { sanitized, startServer, type Server } from "../support/server.ts";
import { Stream } from "../support/stream.ts";
import { wav } from "../support/wav.ts";

// More than the buffers between the two sides hold, so that most of it is still to be sent.
const audio = wav({ seconds: 500 });
const limit = sanitized ? 3_000 : 1_100;

let host: RecordingHost;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  host = await RecordingHost.start();
  server = await startServer({ flags: ["--recording-hosts", host.name] });
  cast = await Cast.on(server);
});
afterAll(async () => {
  await server.stop();
  host.stop();
});

const listener = () => cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
const change = (person: Person, what: object) => cast.ada.patch(`/members/${person.id}`, what);

interface Ending {
  who?: () => Promise<Person>;
  /** By what else than the browser's session the audio is fetched. */
  by?: (person: Person) => Promise<Client>;
  end: (person: Person) => Promise<unknown>;
}
let token: string;
const endings: Record<string, Ending> = {
  "the member is removed": { end: ({ id }) => cast.ada.delete(`/members/${id}`) },
  "the member is suspended": { end: ({ id }) => cast.ada.put(`/members/${id}/suspension`) },
  "the member signs out": { end: (person) => person.copy().delete("/session") },
  "an administrator sets another password": {
    end: ({ id }) => cast.ada.put(`/members/${id}/password`, { password: "three owls at dusk" }),
  },
  "the permission is switched off": { end: (person) => change(person, { permissions: { view_recordings: false } }) },
  "the agent is assigned no longer": { end: (person) => change(person, { agent_ids: [] }) },
  "the company is assigned no longer": {
    who: () => cast.member({ companies: ["North"], permissions: { view_recordings: true } }),
    end: (person) => change(person, { company_ids: [] }),
  },
  "an administrator is none any more": {
    who: () => cast.member({ role: "administrator" }),
    end: (person) => change(person, { role: "member" }),
  },
  "the API token is revoked": {
    who: () => cast.member({ role: "administrator" }),
    by: async (person) => {
      const made = (await person.post("/api-tokens", { name: "Player" })).body;
      token = made.id;
      return new Client(server, { Authorization: `Bearer ${made.token}` });
    },
    end: () => cast.ada.delete(`/api-tokens/${token}`),
  },
  "the agent moves to another company": {
    who: () => cast.member({ companies: ["South"], permissions: { view_recordings: true } }),
    end: () => {
      const { id } = cast.agent("Night desk");
      return cast.ada.patch(`/agents/${id}`, { company_id: cast.company("North").id, with_calls: true });
    },
  },
};

describe.each(Object.entries(endings))("when %s", (name, { who = listener, by, end }) => {
  let call: string;
  let person: Person;
  let client: Client;
  beforeAll(async () => {
    call = await host.recordedCall(cast, name.startsWith("the agent moves") ? "Night desk" : "Reception", audio);
    person = await who();
    client = (await by?.(person)) ?? person.copy();
  });

  test("the audio ends, also for a client that fetches it slowly or in parts", async () => {
    const slow = [
      await Stream.open(client, `/calls/${call}/recording`),
      await Stream.open(client, `/calls/${call}/recording`, { Range: "bytes=1000-" }),
    ];
    expect(slow.map((stream) => stream.status)).toEqual([200, 206]);
    await new Promise((soon) => setTimeout(soon, 700));

    await end(person);
    await new Promise((later) => setTimeout(later, limit));
    for (const stream of slow) {
      expect(await stream.ends()).toBe(true);
      expect(stream.isComplete).toBe(false);
      expect(stream.bytes.length).toBeLessThan(audio.length / 8);
    }
  });
});

test("who may go on to listen is not disturbed by what others lose", async () => {
  const call = await host.recordedCall(cast, "Reception", audio);
  const [eva, other] = [await listener(), await listener()];
  const stream = await Stream.open(eva, `/calls/${call}/recording`);
  await cast.ada.put(`/members/${other.id}/suspension`);
  await new Promise((later) => setTimeout(later, 1_500));
  expect(await stream.ends()).toBe(true);
  expect(stream.isComplete).toBe(true);
  expect(stream.bytes.equals(audio)).toBe(true);
});
