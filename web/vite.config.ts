import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressAssets } from "./build/compress-assets.ts";

const server = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), compressAssets()],
  // The server puts the nonce of each response in place of this word.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: ["chrome123", "firefox128", "safari18"],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Compressing takes its time, and that is no news.
    rolldownOptions: { checks: { pluginTimings: false } },
    // Nothing is inlined: the Content-Security-Policy knows no data: fonts or scripts, and hashed files are kept for good.
    assetsInlineLimit: 0,
  },
  server: {
    // The server refuses writes from a foreign Origin, so the development page speaks as if it came from there.
    proxy: { "/api": { target: server, changeOrigin: true, headers: { Origin: server } } },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
