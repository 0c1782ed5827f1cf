import { defineConfig } from "vitest/config";

const patience = process.env["ROLLCALL_SANITIZED"] === "1" ? 4 : 1;

export default defineConfig({
  test: {
    include: ["api/**/*.test.ts"],
    setupFiles: ["api/matchers.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000 * patience,
    hookTimeout: 60_000 * patience,
  },
});
