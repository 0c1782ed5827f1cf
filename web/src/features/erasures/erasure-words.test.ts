import { expect, test } from "vitest";
import { listErased, summarizeErased } from "./erasure-words";

const nothing = { contacts: 0, calls: 0, transcripts: 0, recordings: 0, webhook_events: 0, attempts: 0, imports: 0 };

test("what is zero is not counted", () => {
  expect(listErased({ ...nothing, contacts: 1, calls: 1200 })).toEqual([
    "1 contact",
    "the phone numbers of 1,200 calls",
  ]);
  expect(listErased(nothing)).toEqual([]);
  expect(summarizeErased({ ...nothing, calls: 1, recordings: 2 })).toBe("1 call, 2 recordings");
  expect(summarizeErased(nothing)).toBe("Nothing was found");
});
