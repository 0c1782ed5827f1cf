import { QueryObserver, type QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "./api-error";
import { createQueryClient } from "./query-client";

const tab = { visibilityState: "visible" };
let queryClient: QueryClient;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", tab);
  tab.visibilityState = "visible";
  queryClient = createQueryClient({ onSessionEnded: () => undefined });
});
afterEach(() => {
  queryClient.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Shows what a request answers on a page; the times, in seconds, at which it was sent. */
function show(answer: () => Promise<string>) {
  const begin = Date.now();
  const times: number[] = [];
  const queryFn = () => {
    times.push(Math.round((Date.now() - begin) / 1000));
    return answer();
  };
  const leave = new QueryObserver(queryClient, { queryKey: ["agents"], queryFn, retryDelay: 0 }).subscribe(() => {});
  return { times, leave };
}

const away = () => Promise.reject(ApiError.unreachable());
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

test("what could not be read is read again after growing pauses, six times", async () => {
  const { times } = show(away);
  await seconds(3600);
  expect([...new Set(times)]).toEqual([0, 2, 6, 14, 30, 62, 122]);
});

test("once it was read it is not read again, and a later failure begins with the short pauses", async () => {
  let isAway = true;
  const { times } = show(() => (isAway ? away() : Promise.resolve("Reception")));
  await seconds(10);
  isAway = false;
  await seconds(3600);
  expect([...new Set(times)]).toEqual([0, 2, 6, 14]);
  isAway = true;
  void queryClient.invalidateQueries();
  await seconds(3);
  expect([...new Set(times)].slice(4)).toEqual([3610, 3612]);
});

test("nothing is read again that no page shows, or in a tab that nobody sees", async () => {
  const left = show(away);
  await seconds(1);
  left.leave();
  await seconds(3600);
  expect([...new Set(left.times)]).toEqual([0]);
  queryClient.clear();
  const hidden = show(away);
  tab.visibilityState = "hidden";
  await seconds(3600);
  expect([...new Set(hidden.times)]).toEqual([0]);
});

test("what the server refuses is not requested again", async () => {
  const { times } = show(() => Promise.reject(ApiError.fromResponse(404, null)));
  await seconds(3600);
  expect(times).toEqual([0]);
});
