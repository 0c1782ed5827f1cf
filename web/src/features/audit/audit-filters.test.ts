import { expect, test } from "vitest";
import type { AuditEntry } from "../../api/schema";
import { describeOtherFilters, findObject, toAuditQuery } from "./audit-filters";

test.each([
  ["Pacific/Kiritimati", "2026-11-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"],
  ["America/St_Johns", "2026-11-24T03:30:00.000Z", "2026-11-25T03:30:00.000Z"],
])("days are those of the account, in %s", (timeZone, from, to) => {
  expect(toAuditQuery({ from: "2026-11-24", to: "2026-11-24" }, timeZone)).toEqual({ from, to });
});

const entry = (action: AuditEntry["action"], subject_id: string, fields: Partial<AuditEntry> = {}) =>
  ({ action, subject_id, subject_name: subject_id, actor_token_id: null, ...fields }) as AuditEntry;

test("a target is an object if an entry tells that it is no member", () => {
  const entries = [entry("agent.updated", "desk"), entry("member.updated", "eva"), entry("password.set", "eva")];
  expect(findObject({ target_id: "desk" }, entries)).toBe(entries[0]);
  expect(findObject({ target_id: "eva" }, entries)).toBeUndefined();
  expect(findObject({ target_id: "gone" }, entries)).toBeUndefined();
  expect(findObject({}, entries)).toBeUndefined();
});

test("the filters that no field shows are named by the entries", () => {
  const byToken = { actor_token_id: "t1", actor_token_name: "Warehouse" };
  const entries = [entry("agent.updated", "desk", byToken), entry("number.erased", "n1", { subject_name: null })];
  const texts = (search: object) => describeOtherFilters(search, entries).map(({ text }) => text);
  expect(texts({ actor_token_id: "t1", target_id: "desk" })).toEqual(["By API token Warehouse", "Target: desk"]);
  expect(texts({ actor_token_id: "t2", target_id: "n1" })).toEqual(["By an API token", "Target: A phone number"]);
  expect(texts({ actor_id: "eva", action: "agent.updated" })).toEqual([]);
});
