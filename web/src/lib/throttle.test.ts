import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttle } from "./throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("one call runs the action once, at once", () => {
  const action = vi.fn();
  throttle(action, 1_000).run();
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(1);
});

test("many calls run the action once in each period, and once more after the last call", () => {
  const action = vi.fn();
  const throttled = throttle(action, 1_000);
  for (let step = 0; step < 25; step++) {
    throttled.run();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(4);
});

test("cancel drops the pending run", () => {
  const action = vi.fn();
  const throttled = throttle(action, 1_000);
  throttled.run();
  throttled.run();
  throttled.cancel();
  vi.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(1);
});
