import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { onPostgres } from "./support/postgres.ts";

const patience = process.env["ROLLCALL_SANITIZED"] === "1" ? 4 : 1;

/** What mostly waits comes first, so that the rest runs meanwhile. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = (file: TestSpecification) => file.moduleId.endsWith("slow-sender.test.ts");
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

/** What only one of the databases has: SQLite a disk of ours to fill, PostgreSQL a server that can be away. */
const ofTheOther = onPostgres ? "api/disk-full.test.ts" : "api/postgres.test.ts";

export default defineConfig({
  test: {
    include: ["api/**/*.test.ts"],
    exclude: [ofTheOther],
    setupFiles: ["api/matchers.ts"],
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: WaitingFirst },
    testTimeout: 120_000 * patience,
    hookTimeout: 180_000 * patience,
  },
});
