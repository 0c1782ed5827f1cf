import { expect, test } from "vitest";
import type { Connection, UnknownAgent } from "../../api/schema";
import { listMatters } from "./attention";

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
const unknown = (...calls: number[]) => ({
  items: calls.map((count) => ({ calls: count }) as UnknownAgent),
  next_cursor: null,
  previous_cursor: null,
});

test("without problems nothing needs attention", () => {
  expect(listMatters(unknown(), [connection])).toEqual([]);
  expect(listMatters(undefined, [])).toEqual([]);
});

test("waiting calls are counted", () => {
  expect(listMatters(unknown(3, 1), [])[0]!.text).toBe("2 unknown agents have 4 calls that wait.");
  expect(listMatters(unknown(1), [])[0]!.text).toBe("1 unknown agent has 1 call that waits.");
  expect(listMatters({ ...unknown(1, 1), next_cursor: "more" }, [])[0]!.text).toBe(
    "More than 2 unknown agents have calls that wait.",
  );
});

test("an error needs attention until a later event arrives", () => {
  const message = "The signature of an event was wrong.";
  const early = { ...connection, last_error: { message, happened_at: "2026-11-24T09:00:00Z" } };
  const late = { ...connection, last_error: { message, happened_at: "2026-11-24T11:00:00Z" } };
  expect(listMatters(unknown(), [early])).toEqual([]);
  expect(listMatters(unknown(), [late])).toEqual([
    { key: "one", connectionId: "one", text: "Vapi North: The signature of an event was wrong." },
  ]);
});

test("a connection that never had a secret needs attention, and a stopped one does not", () => {
  const never = { ...connection, has_secret: false, last_event_at: null };
  expect(listMatters(unknown(), [never])).toHaveLength(1);
  expect(listMatters(unknown(), [{ ...connection, has_secret: false }])).toEqual([]);
});

test("a proxy that is not trusted is named, with what to do", () => {
  const [matter] = listMatters(unknown(), [], "10.20.30.40");
  expect(matter).toMatchObject({ key: "untrusted-proxy", isOutside: true });
  expect(matter!.text).toContain("--trusted-proxies 10.20.30.40");
});
