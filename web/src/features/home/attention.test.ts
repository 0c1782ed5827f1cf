import { expect, test } from "vitest";
import type { Campaign, Connection, Mail, UnknownAgent } from "../../api/schema";
import { listMatters } from "./attention";

const now = new Date("2026-11-24T12:00:00Z");
const connection: Connection = {
  id: "one",
  platform: "vapi",
  name: "Vapi North",
  webhook_url: "https://calls.example/api/v1/ingest/one",
  has_secret: true,
  has_short_secret: false,
  has_key: false,
  key_set_at: null,
  last_event_at: "2026-11-24T10:00:00Z",
  last_error: null,
  created_at: "2026-11-01T10:00:00Z",
  can: [],
  etag: "1",
};
const listOf = <Item>(items: Partial<Item>[], next_cursor: string | null = null) => ({
  items: items as Item[],
  next_cursor,
  previous_cursor: null,
});
const unknown = (...calls: number[]) => listOf<UnknownAgent>(calls.map((count) => ({ calls: count })));
const textsOf = (sources: Omit<Parameters<typeof listMatters>[0], "now">) =>
  listMatters({ ...sources, now }).map(({ text }) => text);

test("without problems nothing needs attention", () => {
  const failedMail = listOf<Mail>([]);
  const pausedCampaigns = listOf<Campaign>([]);
  const unknownAgents = unknown();
  expect(listMatters({ unknownAgents, connections: [connection], failedMail, pausedCampaigns, now })).toEqual([]);
  expect(listMatters({ now })).toEqual([]);
});

test("calls of unassigned agents are counted", () => {
  expect(textsOf({ unknownAgents: unknown(3, 2) })).toEqual(["5 calls from 2 unassigned agents"]);
  expect(textsOf({ unknownAgents: unknown(1) })).toEqual(["1 call from 1 unassigned agent"]);
  const many = { ...unknown(1, 1), next_cursor: "more" };
  expect(textsOf({ unknownAgents: many })).toEqual(["Calls from more than 2 unassigned agents"]);
});

test("an error needs attention until a later event arrives", () => {
  const message = "The signature of an event was wrong.";
  const early = { ...connection, last_error: { message, happened_at: "2026-11-24T09:00:00Z" } };
  const late = { ...connection, last_error: { message, happened_at: "2026-11-24T11:00:00Z" } };
  expect(textsOf({ connections: [early] })).toEqual([]);
  expect(textsOf({ connections: [late] })).toEqual(["Vapi North: The signature of an event was wrong."]);
  const ofTheEvent = { ...connection, last_error: { message, happened_at: connection.last_event_at! } };
  expect(textsOf({ connections: [ofTheEvent] })).toEqual(["Vapi North: The signature of an event was wrong."]);
});

test("a connection that never had a secret needs attention, and a stopped one does not", () => {
  const never = { ...connection, has_secret: false, last_event_at: null };
  expect(textsOf({ connections: [never] })).toEqual(["Vapi North is not active yet: finish its setup"]);
  expect(textsOf({ connections: [{ ...connection, has_secret: false }] })).toEqual([]);
});

test("a campaign needs attention where a problem has paused it, not where a member has", () => {
  const paused = (reason: "by_member" | "no_secret") => ({
    id: reason,
    name: "Berths",
    pause: { reason, detail: null },
  });
  const pausedCampaigns = listOf<Campaign>([paused("by_member"), paused("no_secret")]);
  expect(textsOf({ pausedCampaigns })).toEqual(["Berths: campaign paused, needs attention"]);
});

test("failed emails of the last days are counted", () => {
  const old = { created_at: "2026-11-10T12:00:00Z" };
  const recent = { created_at: "2026-11-23T12:00:00Z" };
  const words = "could not be sent in the last 7 days";
  expect(textsOf({ failedMail: listOf<Mail>([old]) })).toEqual([]);
  expect(textsOf({ failedMail: listOf<Mail>([recent, old]) })).toEqual([`1 email ${words}`]);
  expect(textsOf({ failedMail: listOf<Mail>([recent, recent, old], "more") })).toEqual([`2 emails ${words}`]);
  expect(textsOf({ failedMail: listOf<Mail>([recent, recent], "more") })).toEqual([`More than 2 emails ${words}`]);
});

test("a proxy that is not trusted is named, with what to do, and without a page", () => {
  const [matter] = listMatters({ untrustedProxy: "10.20.30.40", now });
  expect(matter).toMatchObject({ key: "untrusted-proxy" });
  expect(matter!.target).toBeUndefined();
  expect(matter!.text).toContain("Add 10.20.30.40 to ROLLCALL_TRUSTED_PROXIES");
});
