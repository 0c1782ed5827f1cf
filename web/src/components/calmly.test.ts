import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calmly } from "./calmly";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is asked for once is done once, and at once", () => {
  const action = vi.fn();
  calmly(action, 1_000).ask();
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(1);
});

test("what is asked for all the time is done once in each pause, and last of all after the last time", () => {
  const action = vi.fn();
  const calm = calmly(action, 1_000);
  for (let step = 0; step < 25; step++) {
    calm.ask();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(4);
});

test("what still waits is dropped when it is stopped", () => {
  const action = vi.fn();
  const calm = calmly(action, 1_000);
  calm.ask();
  calm.ask();
  calm.stop();
  vi.advanceTimersByTime(5_000);
  expect(action).toHaveBeenCalledTimes(1);
});
