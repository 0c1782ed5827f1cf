import { expect, test } from "vitest";
import { contentOf, textOf } from "./configuration-text";

test("a configuration is shown in lines and read back to the same", () => {
  const content = { greeting: "Ahoy.", tools: [{ name: "book_berth", timeout: 0.5 }] };
  expect(textOf(content)).toContain('\n  "greeting": "Ahoy."');
  expect(contentOf(textOf(content))).toEqual({ content });
});

test.each(["[]", "null", "7", '"text"'])("%s is JSON, but no configuration", (text) => {
  expect(contentOf(text)).toEqual({ problem: expect.stringContaining("one JSON object") });
});

test.each(["", "{", '{"a":1,}'])("%j is no JSON", (text) => {
  expect(contentOf(text)).toEqual({ problem: expect.stringContaining("not JSON") });
});
