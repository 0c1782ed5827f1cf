import { defineConfig } from "vitest/config";

/** What runs once, on the program as shipped: how it is operated, and what it does when the machine fails. */
export default defineConfig({
  test: {
    include: ["operations/**/*.test.ts", "faults/**/*.test.ts"],
    setupFiles: ["api/matchers.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
