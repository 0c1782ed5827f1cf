import { defineConfig } from "vitest/config";

/** Fills a database to keep; scripts/keep-schema runs it. */
export default defineConfig({ test: { include: ["schemas/keep.schema.ts"], testTimeout: 600_000 } });
