import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Api } from "../../scripts/demo/api.ts";
import { AudioHost } from "../../scripts/demo/audio-host.ts";
import { planCalls, unknownAgent } from "../../scripts/demo/calls.ts";
import { fill } from "../../scripts/demo/fill.ts";
import { campaigns, planCampaignContacts } from "../../scripts/demo/campaigns.ts";
import { minutesOfDay } from "../../fixtures/time-zones.ts";
import { DemoPlatforms } from "../../scripts/demo/platforms.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { people } from "../../scripts/demo/people.ts";
import type { Schemas } from "../support/answer.ts";
import { administrator, Cast } from "../support/cast.ts";
import { until } from "../support/campaigns.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";

const audioFolder = resolve(import.meta.dirname, "../../fixtures/audio");
const now = new Date();

let host: AudioHost;
let standIn: StandIn;
let platforms: DemoPlatforms;
let server: Server;
let ada: Client;
const fillOnce = async () => {
  const api = new Api(server.address);
  await api.post("/session", { email: administrator.email, password: administrator.password });
  await fill({ api, now, audioFolder, audioUrl: (file) => host.url(file), platforms });
};
beforeAll(async () => {
  host = await AudioHost.start(audioFolder);
  standIn = await StandIn.start();
  platforms = new DemoPlatforms(standIn);
  platforms.pace = 0.1;
  server = await startServer({ flags: ["--recording-hosts", host.host, ...standIn.flags] });
  ada = (await Cast.withAda(server)).ada;
  await fillOnce();
});
afterAll(async () => {
  host.stop();
  standIn.stop();
  await server.stop();
});

async function allCalls(person: Client): Promise<Schemas["CallSummary"][]> {
  const calls: Schemas["CallSummary"][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { items: Schemas["CallSummary"][]; next_cursor: string | null } = (
      await person.get("/calls", { limit: 200, ...(cursor === "" ? {} : { cursor }) })
    ).body;
    calls.push(...page.items);
    cursor = page.next_cursor;
  }
  return calls;
}

test("the demo has the calls of ninety days, some of them still going on and some of them never answered", async () => {
  // Without those of campaigns.
  const calls = (await allCalls(ada)).filter(({ started_at }) => Date.parse(started_at) < now.getTime());
  expect(calls).toHaveLength(planCalls(now).length - 5);
  const oldest = Date.parse(calls.at(-1)!.started_at);
  expect(now.getTime() - oldest).toBeLessThan(90 * 24 * 60 * 60 * 1000);
  for (const status of ["ongoing", "ended", "failed"]) expect(calls.some((call) => call.status === status)).toBe(true);
  for (const platform of ["vapi", "retell", "elevenlabs", null]) {
    expect(calls.some((call) => call.platform === platform)).toBe(true);
  }
});

test("the demo has an agent that nobody has entered, whose calls wait", async () => {
  const { items } = (await ada.get("/unknown-agents")).body;
  expect(items.map((item) => [item.external_id, item.name, item.calls])).toEqual([
    [unknownAgent.id, unknownAgent.name, 5],
  ]);
});

test.each(people.filter((person) => person.state === "active"))(
  "in the demo $name signs in with what is printed, and sees $shows",
  async ({ email, password, agents, companies, role, permissions }) => {
    const browser = new Client(server);
    const session = (await browser.signIn(email, password)).body;
    expect(session.password_change_required).toBe(false);
    const all = (await ada.get("/agents", { limit: 200 })).body.items;
    const theirs = all.filter(
      (agent) => role === "administrator" || agents.includes(agent.name) || companies.includes(agent.company_name),
    );
    expect(await browser.names("/agents")).toEqual(theirs.map((agent) => agent.name));
    if (role === "administrator") return;
    const granted = Object.entries(session.permissions!).filter(([, on]) => on);
    expect(granted.map(([name]) => name).sort()).toEqual([...permissions].sort());
  },
);

test("in the demo everything that was recorded can be heard, but for one that is lost", async () => {
  const planned = planCalls(now).filter((call) => call.status === "ended" && call.file !== undefined);
  const known = planned.filter((call) => call.agent !== unknownAgent.id);
  const heard = (await allCalls(ada)).filter((call) => call.recording_status === "available");
  expect(heard).toHaveLength(known.length - 1);
  const lost = (await allCalls(ada)).filter((call) => call.recording_status === "failed");
  expect(lost.map((call) => call.platform)).toEqual(["retell"]);
});

test("the demo has contacts in both companies, who have called, and each client sees those of their own", async () => {
  const all = (await ada.get("/contacts", { limit: 200 })).body.items;
  expect(new Set(all.map((contact) => contact.company_name))).toEqual(new Set(["North", "South"]));
  const callers = new Set((await allCalls(ada)).map((call) => call.from_number));
  const others = all.filter(({ tags }) => !tags.includes("On the way") && !tags.includes("Regatta crew"));
  expect(others.filter(({ phone }) => callers.has(phone)).length).toBeGreaterThan(others.length / 2);
  for (const [email, company] of [
    ["eva@harbour.example", "North"],
    ["ingrid@south.example", "South"],
  ] as const) {
    const { password } = people.find((person) => person.email === email)!;
    const browser = new Client(server);
    await browser.signIn(email, password);
    const theirs = all.filter(({ company_name }) => company_name === company).map(({ name }) => name);
    expect(await browser.names("/contacts")).toEqual(theirs);
  }
});

test("the demo has segments in both companies, with contacts", async () => {
  const segments = (await ada.get("/segments", { limit: 200 })).body.items;
  expect(segments.map(({ company_name, kind }) => `${company_name}: ${kind}`).sort()).toEqual([
    "North: filter",
    "North: filter",
    "North: static",
    "South: filter",
    "South: filter",
    "South: static",
  ]);
  for (const { name, count } of segments) expect(count.contacts, name).toBeGreaterThan(0);
});

test("the demo has a campaign that is completed, a draft, and one under way that calls at any hour", async () => {
  const all = (await ada.get("/campaigns", { limit: 200 })).body.items;
  const states = new Map(all.map(({ name, state }) => [name, state]));
  const wanted = { draft: "draft", completed: "completed", "under way": "active" };
  expect(states).toEqual(new Map(campaigns.map(({ campaign, state }) => [campaign.name, wanted[state]])));
  const underWay = all.find(({ state }) => state === "active")!;
  // Its page moves: calls begin, and end.
  const ended = ({ progress: { done, failed } }: Schemas["Campaign"]) => done + failed;
  const before = (await ada.get(`/campaigns/${underWay.id}`)).body;
  expect(before.progress.planned).toBeGreaterThan(60);
  await until(
    async () => (await ada.get(`/campaigns/${underWay.id}`)).body,
    (now) => ended(now) > ended(before),
    60_000,
  );
  platforms.pace = 0;
  const { items } = (await ada.get(`/campaigns/${underWay.id}/attempts`, { limit: 200 })).body;
  expect(items.some(({ call_id }) => call_id !== null)).toBe(true);
  const completed = all.find(({ state }) => state === "completed")!;
  expect(completed.progress).toMatchObject({ planned: 0, open: 0, failed: 0, skipped: 0, done: 6 });
  // A draft can be launched as it is.
  expect(all.find(({ state }) => state === "draft")!.problems).toEqual([]);
});

test("the campaigns of the demo have somebody to call at any hour", () => {
  for (let hour = 0; hour < 24; ++hour) {
    const at = new Date(now.getTime() + hour * 60 * 60 * 1000);
    const awake = ({ time_zone }: { time_zone?: string | null }) => {
      const minutes = minutesOfDay(time_zone!, at);
      return minutes >= 9 * 60 && minutes < 20 * 60;
    };
    const callable = planCampaignContacts("North", at).filter(({ do_not_call, consent }) => !do_not_call && consent);
    expect(callable.filter(awake).length).toBeGreaterThan(30);
    expect(planCampaignContacts("South", at).every(awake)).toBe(true);
  }
});

test("the demo that is filled once more is the same", async () => {
  await Promise.all(
    (await ada.get("/campaigns", { state: "active" })).body.items.map(({ id }) => ada.post(`/campaigns/${id}/pause`)),
  );
  await until(
    async () => (await ada.get("/campaigns", { state: "paused" })).body.items,
    (paused) => paused.every(({ progress }) => progress.open === 0),
    60_000,
  );
  const before = await allCalls(ada);
  const contacts = (await ada.get("/contacts", { limit: 200 })).body.items;
  const segments = (await ada.get("/segments", { limit: 200 })).body.items;
  await fillOnce();
  expect((await ada.get("/segments", { limit: 200 })).body.items).toEqual(segments);
  expect(await allCalls(ada)).toEqual(before);
  expect((await ada.get("/contacts", { limit: 200 })).body.items).toEqual(contacts);
  expect((await ada.get("/members", { total: true })).body.total).toBe(people.length + 1);
});
