import { defineConfig } from "vitest/config";

/** Judges what was recorded while the API suite ran: see statements/recorded.test.ts. */
export default defineConfig({ test: { include: ["statements/**/*.test.ts"] } });
