import { expect, test } from "vitest";
import { getNextSort } from "./sorting";

test("clicking a column again reverses its order", () => {
  expect(getNextSort("name", false, undefined)).toBe("name");
  expect(getNextSort("name", false, "name")).toBe("-name");
  expect(getNextSort("name", false, "-name")).toBe("name");
  expect(getNextSort("last_active_at", true, "name")).toBe("-last_active_at");
  expect(getNextSort("last_active_at", true, "-last_active_at")).toBe("last_active_at");
});
