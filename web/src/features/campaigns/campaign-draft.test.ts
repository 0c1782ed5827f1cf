import { expect, test } from "vitest";
import type { Campaign } from "../../api/schema";
import { rebaseDraft } from "../../lib/draft";
import {
  campaignChecks,
  checkMinutes,
  checkVariables,
  findVariableProblem,
  getChanges,
  launchedChecks,
  readMinutes,
  readVariables,
  toDraft,
  toLocalTime,
  writeVariables,
} from "./campaign-draft";

const campaign = {
  name: "船の客",
  segments: [
    { id: "one", name: "VIP" },
    { id: "two", name: null },
  ],
  excluded_segments: [],
  connection_id: "vapi-1",
  from_number_id: "number-1",
  webhook_url: null,
  starts_at: null,
  days: ["monday", "tuesday"],
  hours: { from: "09:00", to: "18:00" },
  calls_per_hour: 60,
  at_once: 1,
  attempts: 3,
  retry_minutes: [60, 240],
  reached: "answered",
  calls_abroad: false,
  variables: { first_name: "name", boats: "field.boats" },
  opt_out: null,
} as unknown as Campaign;
const base = toDraft(campaign);

test("nothing is sent for a draft without changes", () => {
  expect(getChanges(base, base)).toEqual({});
  expect(getChanges(base, { ...base, name: ` ${base.name} ` })).toEqual({});
});

test("only what is changed is sent, in the types of the API", () => {
  expect(
    getChanges(base, {
      ...base,
      segment_ids: "one",
      excluded_segment_ids: "three\nfour",
      days: "sunday",
      hours_to: "20:30",
      calls_per_hour: "120",
      retry_minutes: "30; 90",
      calls_abroad: true,
    }),
  ).toEqual({
    segment_ids: ["one"],
    excluded_segment_ids: ["three", "four"],
    days: ["sunday"],
    hours: { from: "09:00", to: "20:30" },
    calls_per_hour: 120,
    retry_minutes: [30, 90],
    calls_abroad: true,
  });
});

test("the number to call from is a connection and an id there", () => {
  expect(getChanges(base, { ...base, from_number_id: "retell-1\n+4930123" })).toEqual({
    connection_id: "retell-1",
    from_number_id: "+4930123",
  });
  expect(getChanges(base, { ...base, from_number_id: "" })).toEqual({ connection_id: null, from_number_id: null });
});

test("a number to call from and a webhook replace each other", () => {
  const webhook_url = "https://harbour.example/calls";
  expect(getChanges(base, { ...base, webhook_url })).toEqual({
    webhook_url,
    connection_id: null,
    from_number_id: null,
  });
  const withWebhook = { ...base, from_number_id: "", webhook_url };
  expect(getChanges(withWebhook, { ...withWebhook, from_number_id: "vapi-1\nnumber-1" })).toEqual({
    connection_id: "vapi-1",
    from_number_id: "number-1",
    webhook_url: null,
  });
});

test("an opt-out is sent as a whole, and null once both parts are empty", () => {
  const withField = { ...base, opt_out_field: " do_not_call " };
  expect(getChanges(base, withField)).toEqual({ opt_out: { field: "do_not_call", outcome: null } });
  expect(getChanges(withField, { ...base, opt_out_outcome: "declined" })).toEqual({
    opt_out: { field: null, outcome: "declined" },
  });
  expect(getChanges(withField, base)).toEqual({ opt_out: null });
});

test("variables keep their order and lose those without a name", () => {
  expect(readVariables(base.variables)).toEqual([
    { name: "first_name", source: "name" },
    { name: "boats", source: "field.boats" },
  ]);
  const variables = writeVariables([
    { name: " 会社 ", source: "company" },
    { name: "", source: "email" },
  ]);
  expect(getChanges(base, { ...base, variables })).toEqual({ variables: { 会社: "company" } });
  expect(
    checkVariables(
      writeVariables([
        { name: "a", source: "name" },
        { name: " a", source: "email" },
      ]),
    ),
  ).toBe("Use the name “a” once.");
  expect(checkVariables(variables)).toMatch(/^“会社”: use letters/);
  expect(checkVariables("rollcall_id\tname")).toMatch(/^“rollcall_id”: names that begin/);
  expect(findVariableProblem("a\tname\n\temail")).toEqual({
    index: 1,
    message: "Give variable 2 a name, or remove it.",
  });
  expect(checkVariables(base.variables)).toBeNull();
});

test("minutes are whole numbers above zero", () => {
  expect(readMinutes("60, 240")).toEqual([60, 240]);
  for (const text of ["", "an hour", "1.5", "0", "-5, 10"]) expect(checkMinutes(text), text).toMatch(/^Enter minutes/);
});

test("a start is typed in the browser's time and sent in UTC", () => {
  const start = new Date(2026, 11, 1, 9, 30);
  const draft = { ...base, start: "later" as const, starts_at: toLocalTime(start) };
  expect(draft.starts_at).toBe("2026-12-01T09:30");
  expect(getChanges(base, draft)).toEqual({ starts_at: start.toISOString() });
  expect(getChanges(draft, base)).toEqual({ starts_at: null });
  expect(getChanges(draft, { ...draft, start: "launch" })).toEqual({ starts_at: null });
  expect(getChanges(base, { ...base, starts_at: draft.starts_at })).toEqual({});
  expect(campaignChecks.starts_at("", draft)).toBe("Choose a day and a time.");
  expect(campaignChecks.starts_at("", base)).toBeNull();
});

test("a start in the past is refused, but not of a campaign that was launched", () => {
  const start = (minutes: number) => toLocalTime(new Date(Date.now() + minutes * 60_000));
  const later = { ...base, start: "later" as const };
  expect(campaignChecks.starts_at(start(-2), later)).toBe("Choose a time in the future.");
  expect(campaignChecks.starts_at(start(2), later)).toBeNull();
  expect(campaignChecks.starts_at(start(-2), base)).toBeNull();
  expect(launchedChecks.starts_at()).toBeNull();
});

test("hours end after they start, and a single attempt needs no delays", () => {
  expect(campaignChecks.hours_to("09:00", base)).toBe("Choose a later time.");
  expect(campaignChecks.hours_to("24:00", base)).toBeNull();
  expect(campaignChecks.retry_minutes("", base)).toMatch(/^Enter minutes/);
  expect(campaignChecks.retry_minutes("", { ...base, attempts: "1" })).toBeNull();
});

test("changes are kept on top of what somebody else has saved", () => {
  const saved = toDraft({ ...campaign, attempts: 5, days: ["sunday"] });
  const { draft, conflicts } = rebaseDraft(base, { ...base, attempts: "4", name: "Ferry" }, saved);
  expect(draft).toEqual({ ...saved, attempts: "4", name: "Ferry" });
  expect(conflicts).toEqual(["attempts"]);
});
