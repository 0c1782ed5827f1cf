import { expect, test } from "vitest";
import { parseConfiguration, formatConfiguration } from "./configuration-text";

test("a configuration is formatted over several lines and parsed back to the same", () => {
  const content = { greeting: "Ahoy.", tools: [{ name: "book_berth", timeout: 0.5 }] };
  expect(formatConfiguration(content)).toContain('\n  "greeting": "Ahoy."');
  expect(parseConfiguration(formatConfiguration(content))).toEqual({ content });
});

test.each(["[]", "null", "7", '"text"'])("%s is JSON, but not a configuration", (text) => {
  expect(parseConfiguration(text)).toEqual({ problem: expect.stringContaining("one JSON object") });
});

test.each(["", "{", '{"a":1,}'])("%j is not JSON", (text) => {
  expect(parseConfiguration(text)).toEqual({ problem: expect.stringContaining("not JSON") });
});
