import { expect, test } from "vitest";
import { describeDecimalError, readDecimal, withDecimalPoint } from "./decimal";

test.each([
  ["1.5", 1.5],
  [" 1,5 ", 1.5],
  ["-0,125", -0.125],
  ["1250,125", 1250.125],
  ["1.500", 1.5],
  ["1,234.5", 1234.5],
  ["1.234.567,25", 1234567.25],
  ["+3", 3],
])("%j is %d", (text, number) => {
  expect(readDecimal(text)).toBe(number);
});

test.each(["", " ", "a few", "1,234", "-12,500", "1,2,3", "12.34,5", "1,2.345,6", "1,5 m", "Infinity"])(
  "%j is not read as a number",
  (text) => {
    expect(readDecimal(text)).toBeNaN();
  },
);

test("a long number keeps its digits", () => {
  expect(withDecimalPoint(" 12345678901234567890 ")).toBe("12345678901234567890");
});

test("where the comma may mean both, it is said how to write the number", () => {
  const sentence = "Enter a price such as 0.12.";
  expect(describeDecimalError("1,234", sentence)).toMatch("Write 1234 or 1.234.");
  expect(describeDecimalError("a few", sentence)).toBe(sentence);
});
