import { expect, test } from "vitest";
import { describeChoices } from "./describe-choices";

const read = (state: object) => ({ isPending: false, isLoadingError: false, error: null, ...state }) as never;

test.each([
  ["loading", read({ isPending: true }), { nothingFoundMessage: "Loading…" }],
  ["read", read({}), { nothingFoundMessage: "None found" }],
  ["not read", read({ isLoadingError: true, error: new Error("It failed.") }), { error: "It failed." }],
  ["read, and failed when read again", read({ error: new Error("It failed.") }), { nothingFoundMessage: "None found" }],
])("a field whose choices are %s says so", (_, query, expected) => {
  expect(describeChoices(query, "None found")).toEqual(expected);
});

test("what is wrong with the value comes before what is wrong with the choices", () => {
  const failed = read({ isLoadingError: true, error: new Error("It failed.") });
  expect(describeChoices(failed, "None found", "Choose one.")).toEqual({ error: "Choose one." });
  expect(describeChoices(read({}), "None found", "Choose one.").error).toBe("Choose one.");
});
