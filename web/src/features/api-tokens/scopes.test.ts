import { expect, test } from "vitest";
import { allScopes, describeScopes } from "./scopes";

test("scopes are named in the words of the page, all of them by one sentence", () => {
  expect(describeScopes(["read", "calls"])).toBe("Read, Add calls");
  expect(describeScopes(allScopes)).toBe("All scopes");
});
