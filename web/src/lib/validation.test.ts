import { expect, test } from "vitest";
import { longEnough } from "./validation";

test("a password is as long as the server counts it, however it was typed", () => {
  const check = longEnough(6);
  expect(check("seagul")).toBeNull();
  expect(check("e\u0301".repeat(5))).toBe("Use at least 6 characters.");
  expect(check("\u0958".repeat(3))).toBeNull();
});
