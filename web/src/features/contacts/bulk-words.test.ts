import { expect, test } from "vitest";
import { describeResult } from "./bulk-words";

test("what became of the contacts is said without what is zero", () => {
  const say = (changed: number, unchanged: number, not_found: number) =>
    describeResult({ changed, unchanged, not_found }, "add_tag");
  expect(say(1, 0, 0)).toBe("1 contact changed.");
  expect(say(1200, 3, 1)).toBe("1,200 contacts changed, 3 unchanged, 1 contact no longer exists.");
  expect(say(0, 2, 0)).toBe("Nothing to change.");
  expect(say(0, 0, 2)).toBe("2 contacts no longer exist.");
  expect(describeResult({ changed: 2, unchanged: 0, not_found: 0 }, "delete")).toBe("2 contacts deleted.");
});
