import type { Query, QueryClient } from "@tanstack/react-query";

/**
 * How long the page waits, in milliseconds, before it tries again by itself to read what it could not: longer from one
 * attempt to the next. After the last one only "Try again", the network's return and a look at the tab repeat it.
 */
export const pauses = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000] as const;

type AnyQuery = Query<unknown, unknown>;

/**
 * Reads again, after growing pauses, what could not be read, as long as a page shows it. In a tab that nobody sees it waits
 * until somebody does: then the library reads it.
 */
export class ReadingAgain {
  private readonly failures = new WeakMap<AnyQuery, number>();

  /** To be called after each failure that may be over later. */
  afterFailure(queryClient: QueryClient, query: AnyQuery): void {
    const failures = this.failures.get(query) ?? 0;
    this.failures.set(query, failures + 1);
    const { errorUpdateCount } = query.state;
    const readAgain = () => {
      const isCurrent = query.state.status === "error" && query.state.errorUpdateCount === errorUpdateCount;
      if (!isCurrent || query.state.fetchStatus !== "idle" || document.visibilityState === "hidden") return;
      void queryClient.refetchQueries({ queryKey: query.queryKey, exact: true, type: "active" });
    };
    const pause = pauses[failures];
    if (pause !== undefined) setTimeout(readAgain, pause);
  }

  afterSuccess(query: AnyQuery): void {
    this.failures.delete(query);
  }
}
