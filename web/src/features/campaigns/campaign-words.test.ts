import { expect, test } from "vitest";
import type { Attempt, Campaign } from "../../api/schema";
import {
  describeAttempt,
  describeCallable,
  describeCalls,
  describeDays,
  describeHours,
  describePause,
  describeReached,
  getDetail,
  getProgress,
  joinWords,
  listOutcomes,
  listSkipReasons,
} from "./campaign-words";

const now = new Date("2026-12-01T10:00:00Z");

function attempt(more: Partial<Attempt>): string {
  const planned = { state: "planned", reason: null, outcome: null, due_at: null, wait: null, can: [] };
  return describeAttempt({ ...planned, ...more } as Attempt, now);
}

test("days in a row are a range", () => {
  expect(describeDays(["monday", "tuesday", "wednesday", "thursday", "friday"])).toBe("Monday to Friday");
  expect(describeDays(["sunday", "saturday"])).toBe("Saturday and Sunday");
  expect(describeDays(["friday", "monday", "wednesday", "thursday"])).toBe("Monday and Wednesday to Friday");
  expect(describeDays(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])).toBe(
    "Every day",
  );
  expect(describeDays([])).toBe("");
});

test("the hours are those of each contact", () => {
  expect(describeHours({ days: ["tuesday"], hours: { from: "09:00", to: "18:30" } })).toBe(
    "Tuesday, 9:00 to 18:30, in each contact’s own time",
  );
  expect(describeHours({ days: ["tuesday"], hours: { from: "00:00", to: "24:00" } })).toContain("0:00 to 24:00");
});

test("a pause says why, in the platform's words too", () => {
  expect(describePause({ reason: "no_credit", detail: "Insufficient balance" })).toBe(
    "The account at the platform has no credit left. The platform says: “Insufficient balance”",
  );
  expect(describePause({ reason: "many_failures", detail: null })).toBe("Half of the last 20 attempts failed.");
  expect(describePause({ reason: "agent_moved", detail: null })).toContain("exactly one platform ID");
});

test("what is missing of a segment is not said by the platform", () => {
  expect(describePause({ reason: "segment_deleted", detail: "A segment was deleted." })).toBe(
    "Not all contacts were added. A segment was deleted.",
  );
});

test("an attempt is described by its outcome, its reason or what it waits for", () => {
  expect(attempt({})).toBe("Planned");
  expect(attempt({ wait: { reason: "hours", time_zone: "Europe/Lisbon" }, due_at: "2026-12-01T12:00:00Z" })).toBe(
    "Outside hours until 12:00 in Lisbon",
  );
  expect(attempt({ state: "talking" })).toBe("In a call…");
  expect(attempt({ state: "done", outcome: "voicemail" })).toBe("Voicemail");
  expect(attempt({ state: "done", outcome: "answered" })).toBe("Answered");
  expect(attempt({ state: "done", outcome: "answered", can: ["retry"] })).toBe("Answered, not successful");
  expect(attempt({ state: "failed", outcome: "busy" })).toBe("Busy");
  expect(attempt({ state: "failed", outcome: "failed", reason: "refused" })).toBe("Refused by the platform");
  expect(attempt({ state: "failed" })).toBe("Failed");
  expect(attempt({ state: "skipped", reason: "no_consent" })).toBe("Skipped: no consent");
  expect(attempt({ state: "skipped", reason: "not_callable" })).toBe("Skipped: not callable");
  expect(attempt({ state: "unknown" })).toBe("Unknown: may have been called");
});

test("reasons are listed by their counts, without those that are zero", () => {
  expect(listSkipReasons({ no_phone: 2, duplicate: 0, no_consent: 31, of_tomorrow: 1 })).toEqual([
    { name: "No consent", count: 31 },
    { name: "No usable phone number", count: 2 },
    { name: "of tomorrow", count: 1 },
  ]);
  expect(listOutcomes({ answered: 1, busy: 3 })).toEqual([
    { name: "Busy", count: 3 },
    { name: "Answered", count: 1 },
  ]);
});

test("a count that was given up is about that many", () => {
  expect(describeCallable({ callable: 1, exact: true })).toBe("1 contact will be called");
  expect(describeCallable({ callable: 12_000, exact: false })).toBe("About 12,000 contacts will be called");
  expect(describeCallable({ callable: 0, exact: true })).toBe("No contact will be called");
});

test("the progress counts attempts, of which retries are more than contacts", () => {
  const progress = { planned: 6, open: 1, done: 10, failed: 2, skipped: 1, unknown: 0, reached: 8 };
  const campaign = { progress, audience: { state: "complete", contacts: 15 } } as unknown as Campaign;
  expect(getProgress(campaign)).toEqual({ percent: 63 });
  expect(describeReached(campaign)).toBe("8 of 15 contacts reached");
  const empty = { planned: 0, open: 0, done: 0, failed: 0, skipped: 0, unknown: 0, reached: 0 };
  expect(getProgress({ progress: empty } as unknown as Campaign).percent).toBe(0);
});

test("calls that failed or are unknown are not counted as completed", () => {
  const none = { planned: 6, open: 1, done: 0, failed: 0, skipped: 1, unknown: 0, reached: 0 };
  const describe = (more: object) => describeCalls({ progress: { ...none, ...more } as Campaign["progress"] });
  expect(describe({ done: 1_340, failed: 4, unknown: 2 })).toBe("1,340 calls completed, 4 failed, 2 unknown");
  expect(describe({ done: 1 })).toBe("1 call completed");
  expect(describe({ failed: 2 })).toBe("2 failed");
  expect(describe({})).toBe("");
});

test("the platform's words are shown only where something went wrong", () => {
  const detail = "customer-did-not-answer";
  const show = (more: Partial<Attempt>) => getDetail({ reason: null, detail, ...more } as Attempt);
  expect(show({ state: "done" })).toBeNull();
  expect(show({ state: "planned" })).toBeNull();
  expect(show({ state: "failed" })).toBe(detail);
  expect(show({ state: "unknown" })).toBe(detail);
  expect(show({ state: "claimed", reason: "unresolved" })).toBe(detail);
});

test("words are joined as in a sentence", () => {
  expect(joinWords([])).toBe("");
  expect(joinWords(["North"])).toBe("North");
  expect(joinWords(["North", "船", "ليلى"])).toBe("North, 船 and ليلى");
});
