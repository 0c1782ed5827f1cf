import { MutationObserver, onlineManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { mailQuery } from "./mail";
import { createQueryClient } from "./query-client";

afterEach(() => {
  onlineManager.setOnline(true);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("what was sent and answered is forgotten once nothing shows it any more", async () => {
  const queryClient = createQueryClient({ onSessionEnded: () => undefined });
  const signIn = new MutationObserver(queryClient, {
    mutationFn: async ({ password }: { password: string }) => ({ token: `token for ${password}` }),
  });
  const stop = signIn.subscribe(() => undefined);
  await signIn.mutate({ password: "seven gulls at dawn" });
  expect(queryClient.getMutationCache().getAll()).toHaveLength(1);
  vi.useFakeTimers();
  stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(queryClient.getMutationCache().getAll()).toEqual([]);
});

test("a request that runs on without its form wakes the page once a second at most", async () => {
  vi.useFakeTimers();
  const setTimer = vi.spyOn(globalThis, "setTimeout");
  const queryClient = createQueryClient({ onSessionEnded: () => undefined });
  const upload = new MutationObserver(queryClient, { mutationFn: () => new Promise(() => undefined) });
  const stop = upload.subscribe(() => undefined);
  void upload.mutate();
  stop();
  setTimer.mockClear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(setTimer.mock.calls.length).toBeLessThanOrEqual(60);
});

test("an email that is shown is not read again when the network is back, and one that was not read is", async () => {
  const queryClient = createQueryClient({ onSessionEnded: () => undefined });
  queryClient.mount();
  const read = vi.fn(async () => ({ state: "kept" }));
  const open = (id: string) =>
    new QueryObserver(queryClient, { ...mailQuery(id), queryFn: read as never, retry: false }).subscribe(
      () => undefined,
    );
  const loseNetwork = () => {
    onlineManager.setOnline(false);
    onlineManager.setOnline(true);
  };
  open("shown");
  await vi.waitFor(() => expect(queryClient.getQueryData(["mail", "one", "shown"])).toBeDefined());
  loseNetwork();
  await Promise.resolve();
  expect(read).toHaveBeenCalledTimes(1);

  read.mockRejectedValueOnce(new Error("No network"));
  open("failed");
  await vi.waitFor(() => expect(queryClient.getQueryState(["mail", "one", "failed"])?.status).toBe("error"));
  loseNetwork();
  await vi.waitFor(() => expect(queryClient.getQueryData(["mail", "one", "failed"])).toBeDefined());
  expect(read).toHaveBeenCalledTimes(3);
  queryClient.unmount();
});
