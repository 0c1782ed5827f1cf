import { expect, test } from "vitest";
import { listTimes } from "./half-hours";

test("a day has its half hours and its end, and keeps a time between them", () => {
  expect(listTimes("09:00")).toHaveLength(49);
  expect(listTimes("24:00").at(-1)).toBe("24:00");
  expect(listTimes("09:10").slice(18, 21)).toEqual(["09:00", "09:10", "09:30"]);
});
