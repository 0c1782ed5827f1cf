import { expect, test } from "vitest";
import type { Connection, UnknownAgent } from "../../api/schema";
import { attentionOf } from "./attention";

const connection: Connection = {
  id: "one",
  platform: "vapi",
  name: "Vapi North",
  webhook_url: "https://calls.example/api/v1/ingest/one",
  has_secret: true,
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

test("where all is well there is nothing to look at", () => {
  expect(attentionOf(unknown(), [connection])).toEqual([]);
  expect(attentionOf(undefined, [])).toEqual([]);
});

test("calls that wait are counted", () => {
  expect(attentionOf(unknown(3, 1), [])[0]!.text).toBe("2 unknown agents have 4 calls that wait.");
  expect(attentionOf(unknown(1), [])[0]!.text).toBe("1 unknown agent has 1 call that waits.");
  expect(attentionOf({ ...unknown(1, 1), next_cursor: "more" }, [])[0]!.text).toBe(
    "More than 2 unknown agents have calls that wait.",
  );
});

test("an error counts until something good has come since", () => {
  const message = "The signature of an event was wrong.";
  const early = { ...connection, last_error: { message, happened_at: "2026-11-24T09:00:00Z" } };
  const late = { ...connection, last_error: { message, happened_at: "2026-11-24T11:00:00Z" } };
  expect(attentionOf(unknown(), [early])).toEqual([]);
  expect(attentionOf(unknown(), [late])).toEqual([
    { key: "one", connectionId: "one", text: "Vapi North: The signature of an event was wrong." },
  ]);
});

test("a connection that never had a secret is not finished; one that was stopped is nobody's worry", () => {
  const never = { ...connection, has_secret: false, last_event_at: null };
  expect(attentionOf(unknown(), [never])).toHaveLength(1);
  expect(attentionOf(unknown(), [{ ...connection, has_secret: false }])).toEqual([]);
});
