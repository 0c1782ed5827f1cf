import { expect, test } from "vitest";
import { sightChangesOf, wordsForCalls } from "./calls-in-sight";

test("only what decides which calls are seen is asked about", () => {
  expect(sightChangesOf({ name: "José", permissions: { view_recordings: true } })).toBeNull();
  expect(sightChangesOf({ name: "José", agent_ids: ["a"] })).toEqual({ agent_ids: ["a"] });
  expect(sightChangesOf({ role: "administrator" })).toEqual({ role: "administrator" });
});

test("calls that come and go are counted in words", () => {
  expect(wordsForCalls({ calls_shown: 1, calls_hidden: 1240 })).toEqual([
    "1 call becomes visible",
    "1,240 calls become hidden",
  ]);
  expect(wordsForCalls({ calls_shown: 0, calls_hidden: 0 })).toEqual([]);
  expect(wordsForCalls(undefined)).toEqual([]);
});
