import { expect, test } from "vitest";
import { isPhoneNumber } from "./phone-text";

test.each(["+44 20 7946 0018", "020 7946-0018", "(020) 7946 0018", "0045/12345", "12345", "٠٢٠ ٧٩٤٦"])(
  "%s may be a number",
  (text) => {
    expect(isPhoneNumber(text)).toBe(true);
  },
);

test.each(["", "1234", "Room 12345", "12345 Berlin", "+", "2026-"])("%s is no number", (text) => {
  expect(isPhoneNumber(text)).toBe(false);
});
