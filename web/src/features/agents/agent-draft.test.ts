import { expect, test } from "vitest";
import { changesOf, rebase } from "./agent-draft";

const base = { name: "Reception", company_id: "north", greeting: "Hello", prompt: "Be kind", voice: "", language: "" };

test("only what was changed is sent, and an emptied field is null", () => {
  expect(changesOf(base, { ...base, name: "Front desk ", greeting: "" })).toEqual({
    name: "Front desk",
    greeting: null,
  });
});

test("nothing changed is nothing sent", () => {
  expect(changesOf(base, { ...base })).toEqual({});
});

test("what is typed stands on top of what was saved meanwhile", () => {
  const { draft, contested } = rebase(base, { ...base, greeting: "Good day" }, { ...base, voice: "Anna" });
  expect(draft).toEqual({ ...base, greeting: "Good day", voice: "Anna" });
  expect(contested).toEqual([]);
});

test("a field that both changed keeps what is typed and is contested", () => {
  const { draft, contested } = rebase(base, { ...base, prompt: "Be brief" }, { ...base, prompt: "Be funny" });
  expect(draft.prompt).toBe("Be brief");
  expect(contested).toEqual(["prompt"]);
});

test("the same change by both is no contest", () => {
  expect(rebase(base, { ...base, name: "Desk" }, { ...base, name: "Desk" }).contested).toEqual([]);
});
