import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

/** Takes the pictures of docs/screenshots; scripts/screenshots runs it. */
export default defineConfig({
  ...tests,
  testDir: "screenshots",
  testMatch: "*.pictures.ts",
  workers: 1,
});
