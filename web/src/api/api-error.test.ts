import { expect, test } from "vitest";
import { ApiError } from "./api-error";

function tooManyAttempts(retryAfter: number | null) {
  const detail = "Too many failed attempts. Wait, then try again.";
  const code = "too_many_attempts";
  return ApiError.refused(429, { type: "about:blank", title: "Refused", status: 429, code, detail }, retryAfter)
    .message;
}

test("too many attempts are answered with the time to wait", () => {
  expect(tooManyAttempts(840)).toBe("Too many failed attempts. Try again in 14 minutes.");
  expect(tooManyAttempts(61)).toBe("Too many failed attempts. Try again in 2 minutes.");
  expect(tooManyAttempts(5)).toBe("Too many failed attempts. Try again in a minute.");
});

test("without a time the server's own sentence stands", () => {
  expect(tooManyAttempts(null)).toBe("Too many failed attempts. Wait, then try again.");
});
