import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { onPostgres } from "./support/postgres.ts";

const timeoutFactor = process.env["ROLLCALL_SANITIZED"] === "1" ? 4 : 1;

/** What takes longest, or mostly waits, comes first, so that the rest runs meanwhile. */
const longest = ["pictures", "s3", "model", "slow-sender", "recording-endings", "mail", "guessing", "routes", "live"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return index === -1 ? longest.length : index;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/** Only PostgreSQL has a server that can be away, and several instances; on SQLite faults/kill.test.ts does more. */
const excluded = onPostgres
  ? []
  : ["postgres", "pooler", "standby", "crash", "instances", "instance-limits", "work-of-instances"].map(
      (name) => `api/${name}.test.ts`,
    );

export default defineConfig({
  test: {
    include: ["api/**/*.test.ts"],
    exclude: excluded,
    setupFiles: ["api/matchers.ts"],
    pool: "forks",
    isolate: false, // a file's imports, the contract above all, take longer than many a file; no file replaces a module
    maxWorkers: 3, // of two processors, since tests wait as much as they work
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000 * timeoutFactor,
    hookTimeout: 180_000 * timeoutFactor,
    expect: { poll: { timeout: 30_000 * timeoutFactor } }, // a long one costs nothing when the wait ends well
  },
});
