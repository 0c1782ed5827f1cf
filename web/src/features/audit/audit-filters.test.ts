import { expect, test } from "vitest";
import { toAuditQuery } from "./audit-search";

test.each([
  ["Pacific/Kiritimati", "2026-11-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"],
  ["America/St_Johns", "2026-11-24T03:30:00.000Z", "2026-11-25T03:30:00.000Z"],
])("days are those of the account, in %s", (timeZone, from, to) => {
  expect(toAuditQuery({ from: "2026-11-24", to: "2026-11-24" }, timeZone)).toEqual({ from, to });
});
