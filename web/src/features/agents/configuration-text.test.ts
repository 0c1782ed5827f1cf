import { expect, test } from "vitest";
import { findConfigurationProblem, formatConfiguration, hasSecret } from "./configuration-text";

const contents: unknown[] = [
  { greeting: "Ahoy.", tools: [{ name: "book_berth", timeout: 0.5 }], none: [], empty: {}, words: [true, false, null] },
  { 'a "quoted" \\ name': 'text: {[,]} "\\', "": "\\\\", list: [[1, [2]], "x, y"] },
  {},
];

test.each(contents)("%j is broken into lines as JSON usually is", (content) => {
  expect(formatConfiguration(JSON.stringify(content))).toBe(JSON.stringify(content, null, 2));
});

test("numbers keep their digits", () => {
  const numbers = ["9007199254740993", "123456789012345678901234567890", "0.1000", "-0", "1E5", "-1.50e-07"];
  const formatted = formatConfiguration(`{"a":[${numbers.join(",")}]}`);
  expect(formatted.match(/-?\d[^,\n]*/g)).toEqual(numbers);
});

test("texts keep their escapes", () => {
  const text = String.raw`"\u0041\/\u00e9"`;
  expect(formatConfiguration(`{"a":${text}}`)).toBe(`{\n  "a": ${text}\n}`);
});

test("a text of several lines stays as it is", () => {
  const text = '{"a":   1.0,\n\n "b":[ ]}';
  expect(formatConfiguration(text)).toBe(text);
});

test.each(["[]", "null", "7", '"text"'])("%s is JSON, but not a configuration", (text) => {
  expect(findConfigurationProblem(text)).toContain("one JSON object");
});

test.each(["", "{", '{"a":1,}'])("%j is not JSON", (text) => {
  expect(findConfigurationProblem(text)).toContain("not JSON");
});

test("an object is a configuration", () => {
  expect(findConfigurationProblem('{"greeting":"Ahoy."}')).toBeUndefined();
});

test("a secret is known by its key, also before the text is JSON", () => {
  const withSecret = [
    '{"apiKey": "k"}',
    '{"server": {"webhook_secret" : ""',
    '{"headers": {"Authorization": "Bearer b"}}',
  ];
  const without = ['{"greeting": "My password: none."}', '{"maxTokens": 7, "tools": ["secret"]}', "{}"];
  expect(withSecret.map(hasSecret)).toEqual([true, true, true]);
  expect(without.map(hasSecret)).toEqual([false, false, false]);
});
