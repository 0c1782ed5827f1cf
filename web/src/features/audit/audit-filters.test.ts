import { expect, test } from "vitest";
import type { AuditEntry } from "../../api/schema";
import { describeOtherFilters, filterByTarget, readPerson, toAuditQuery } from "./audit-filters";

test.each([
  ["Pacific/Kiritimati", "2026-11-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"],
  ["America/St_Johns", "2026-11-24T03:30:00.000Z", "2026-11-25T03:30:00.000Z"],
])("days are those of the account, in %s", (timeZone, from, to) => {
  expect(toAuditQuery({ from: "2026-11-24", to: "2026-11-24" }, timeZone)).toEqual({ from, to });
});

const entry = (action: AuditEntry["action"], subject_id: string, fields: Partial<AuditEntry> = {}) =>
  ({ action, subject_id, subject_name: subject_id, actor_token_id: null, ...fields }) as AuditEntry;

test.each([
  ["agent.updated", { object_id: "one" }],
  ["session.started", { object_id: "one" }],
  ["member.removed", { target_id: "one" }],
  ["sign_in.failed", { target_id: "one" }],
  ["account.created", { target_id: "one" }],
] as const)("the target of %s is filtered by as %j", (action, filter) => {
  expect(filterByTarget(entry(action, "one"))).toEqual(filter);
});

test("with a filter by an object, a person is the one who did it, and nothing else", () => {
  const search = { object_id: "desk", actor_id: "eva", member_id: "dana", target_id: "dana" };
  expect(readPerson(search)).toEqual({ id: "eva", involvement: "actor_id" });
  expect(toAuditQuery(search, "UTC")).toEqual({ target_id: "desk", actor_id: "eva" });
  expect(readPerson({ object_id: "desk", target_id: "dana" })).toBeUndefined();
  expect(readPerson({ target_id: "dana" })).toEqual({ id: "dana", involvement: "target_id" });
});

test("the filters that no field shows are named by the entries", () => {
  const byToken = { actor_token_id: "t1", actor_token_name: "Warehouse" };
  const entries = [entry("agent.updated", "desk", byToken), entry("number.erased", "n1", { subject_name: null })];
  const texts = (search: object) => describeOtherFilters(search, entries).map(({ text }) => text);
  expect(texts({ actor_token_id: "t1", object_id: "desk" })).toEqual(["By API token Warehouse", "Target: desk"]);
  expect(texts({ actor_token_id: "t2", object_id: "n1" })).toEqual(["By an API token", "Target: A phone number"]);
  expect(texts({ object_id: "quiet" })).toEqual(["Target: selected object"]);
  expect(texts({ actor_id: "eva", action: "agent.updated" })).toEqual([]);
});
