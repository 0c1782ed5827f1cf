import { defineConfig } from "@playwright/test";

/** The machine may be busy with a build at the same time: a long timeout costs nothing when the wait ends well. */
const waitTimeout = 30_000;

export default defineConfig({
  testDir: "browser",
  testMatch: "**/*.spec.ts",
  workers: 3, // of two processors, since tests wait as much as they work
  retries: 0,
  timeout: 120_000,
  expect: { timeout: waitTimeout },
  reporter: [["list"]],
  use: {
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    reducedMotion: "reduce",
    actionTimeout: waitTimeout,
    navigationTimeout: waitTimeout,
    launchOptions: {
      executablePath: "/usr/bin/chromium-headless-shell",
      // Debian's own Chromium, which reaches nothing but the servers of these tests.
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--no-first-run",
        "--disable-gpu-rasterization",
        "--host-resolver-rules=MAP rollcall.lan 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    },
  },
});
