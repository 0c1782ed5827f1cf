import { expect, test } from "vitest";
import { getChanges } from "./agent-draft";

const base = { name: "Reception", company_id: "north", greeting: "Hello", prompt: "Be kind", voice: "", language: "" };

test("only changed fields are sent, and an emptied field is null", () => {
  expect(getChanges(base, { ...base, name: "Front desk ", greeting: "" })).toEqual({
    name: "Front desk",
    greeting: null,
  });
});

test("without changes nothing is sent", () => {
  expect(getChanges(base, { ...base })).toEqual({});
});
