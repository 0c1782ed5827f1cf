import { expect, test } from "vitest";
import { ApiError } from "./api-error";

function tooManyAttempts(retryAfter: number | null, detail = "Too many failed attempts. Wait, then try again.") {
  const code = "too_many_attempts";
  return ApiError.fromResponse(429, { type: "about:blank", title: "Refused", status: 429, code, detail }, retryAfter)
    .message;
}

test("the error for too many attempts says how long to wait", () => {
  expect(tooManyAttempts(840)).toBe("Too many failed attempts. Try again in 14 minutes.");
  expect(tooManyAttempts(61)).toBe("Too many failed attempts. Try again in 2 minutes.");
  expect(tooManyAttempts(5)).toBe("Too many failed attempts. Try again in a minute.");
});

test("without a time the sentence of the server is used", () => {
  expect(tooManyAttempts(null)).toBe("Too many failed attempts. Wait, then try again.");
});

test("a limit on what may be done how often keeps its own words", () => {
  const detail = "At most 5 test events in 10 minutes.";
  expect(tooManyAttempts(300, detail)).toBe(detail);
});
