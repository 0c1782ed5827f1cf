import { expect, test } from "vitest";
import { indentJson } from "./indent-json";

test.each([
  [{ a: [1, -2.5e3, true, null], "b c": { d: "" } }],
  [{ none: {}, empty: [], text: 'a "quoted" {text}, [with]: marks \\ and\nlines' }],
  [[[], [{}], [[1]]]],
  ["only a text"],
  [12],
])("JSON is indented as JSON.stringify does: %j", (value) => {
  const indented = JSON.stringify(value, null, 2);
  expect(indentJson(JSON.stringify(value))).toBe(indented);
  expect(indentJson(indented)).toBe(indented);
});

test("long numbers and repeated keys stay as they are", () => {
  expect(indentJson('{"id": 12345678901234567890, "id":1.10, "none" : [ ]}')).toBe(
    '{\n  "id": 12345678901234567890,\n  "id": 1.10,\n  "none": []\n}',
  );
});

test("characters that were escaped can be read, other than those that must be escaped", () => {
  expect(indentJson(String.raw`["\u0645\u0643\u062a\u0628", "a\/b \ud83d\ude00", "\u0022\n\u0007\ud83d"]`)).toBe(
    String.raw`[
  "مكتب",
  "a/b 😀",
  "\"\n\u0007\ud83d"
]`,
  );
});

test("what is not JSON, such as one that was cut, stays as it is", () => {
  for (const text of ['{"a": 1, "b', "no JSON, {at} all", ""]) expect(indentJson(text)).toBe(text);
});
