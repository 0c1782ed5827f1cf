import { expect, test } from "vitest";
import { rebaseDraft } from "./draft";

const base = { name: "Reception", company_id: "north", greeting: "Hello", prompt: "Be kind", voice: "", language: "" };

test("a draft keeps its changes on top of what somebody else saved", () => {
  const { draft, conflicts } = rebaseDraft(base, { ...base, greeting: "Good day" }, { ...base, voice: "Anna" });
  expect(draft).toEqual({ ...base, greeting: "Good day", voice: "Anna" });
  expect(conflicts).toEqual([]);
});

test("a field that both changed keeps the draft's value and is a conflict", () => {
  const { draft, conflicts } = rebaseDraft(base, { ...base, prompt: "Be brief" }, { ...base, prompt: "Be funny" });
  expect(draft.prompt).toBe("Be brief");
  expect(conflicts).toEqual(["prompt"]);
});

test("the same change by both is no conflict", () => {
  expect(rebaseDraft(base, { ...base, name: "Desk" }, { ...base, name: "Desk" }).conflicts).toEqual([]);
});
