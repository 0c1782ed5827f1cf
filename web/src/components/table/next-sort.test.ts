import { expect, test } from "vitest";
import { nextSort } from "./next-sort";

test("clicking a column again reverses its order", () => {
  expect(nextSort("name", false, undefined)).toBe("name");
  expect(nextSort("name", false, "name")).toBe("-name");
  expect(nextSort("name", false, "-name")).toBe("name");
  expect(nextSort("last_active_at", true, "name")).toBe("-last_active_at");
  expect(nextSort("last_active_at", true, "-last_active_at")).toBe("last_active_at");
});
