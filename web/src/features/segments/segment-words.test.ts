import { expect, test } from "vitest";
import { describeCount } from "./segment-words";

test("a count that was given up is about that many", () => {
  expect(describeCount({ contacts: 1, exact: true })).toBe("1 contact");
  expect(describeCount({ contacts: 12_000, exact: false })).toBe("about 12,000 contacts");
});
