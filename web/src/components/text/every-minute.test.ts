import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { everyMinute } from "./every-minute";

const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("all are called each minute by one timer, and when the page is shown, until the last has ended", () => {
  const [one, other] = [vi.fn(), vi.fn()];
  const endings = [everyMinute(one), everyMinute(other)];
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(120_000);
  page.dispatchEvent(new Event("visibilitychange"));
  expect(one).toHaveBeenCalledTimes(3);
  expect(other).toHaveBeenCalledTimes(3);

  endings[0]!();
  vi.advanceTimersByTime(60_000);
  expect(one).toHaveBeenCalledTimes(3);
  expect(other).toHaveBeenCalledTimes(4);
  endings[1]!();
  expect(vi.getTimerCount()).toBe(0);
  page.dispatchEvent(new Event("visibilitychange"));
  expect(other).toHaveBeenCalledTimes(4);
});
