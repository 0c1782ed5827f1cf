import { expect, test } from "vitest";
import { addDays, countDays, formatDay, getStartOfDayIn, getToday, readDay, toDay } from "./days";

test("a valid day is read, and other texts are not", () => {
  expect(readDay("2028-02-29")).toBe("2028-02-29");
  for (const wrong of ["2026-02-29", "2026-13-01", "24.11.2026", "2026-11-24T00:00", "", undefined]) {
    expect(readDay(wrong)).toBeUndefined();
  }
});

test("days are counted across months, years and clock changes", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(countDays("2026-03-01", "2026-03-31")).toBe(31);
  expect(countDays("2026-11-24", "2026-11-24")).toBe(1);
});

test("a day is in the time zone of the browser", () => {
  expect(toDay(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  expect(formatDay("2026-01-05")).toBe("5 Jan 2026");
});

test("today is the day of a time zone, also where the browser is a day behind or does not know it", () => {
  const now = new Date("2026-11-30T23:30:00Z");
  expect(getToday("UTC", now)).toBe("2026-11-30");
  expect(getToday("Pacific/Kiritimati", now)).toBe("2026-12-01");
  expect(getToday("America/New_York", new Date("2026-01-01T02:00:00Z"))).toBe("2025-12-31");
  expect(getToday("Atlantis/Harbour", now)).toBe(toDay(now));
});

test.each([
  ["Europe/Berlin", "2026-11-24", "2026-11-23T23:00:00.000Z"],
  ["Europe/Berlin", "2026-07-01", "2026-06-30T22:00:00.000Z"],
  // Clocks change on this day, after its beginning.
  ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
  ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
  // Clocks go forward at the beginning of this day, so that it begins at one.
  ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z"],
  ["Atlantic/Azores", "2026-03-29", "2026-03-29T01:00:00.000Z"],
  ["America/Havana", "2026-03-08", "2026-03-08T05:00:00.000Z"],
  ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00.000Z"],
  // Clocks go back at the beginning of this day, or soon after.
  ["America/Santiago", "2026-04-05", "2026-04-05T04:00:00.000Z"],
  ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
  ["America/St_Johns", "2026-11-24", "2026-11-24T03:30:00.000Z"],
  ["Pacific/Kiritimati", "2026-11-24", "2026-11-23T10:00:00.000Z"],
  ["UTC", "2026-11-24", "2026-11-24T00:00:00.000Z"],
])("in %s, %s begins at %s", (timeZone, day, moment) => {
  expect(getStartOfDayIn(timeZone, day).toISOString()).toBe(moment);
});
