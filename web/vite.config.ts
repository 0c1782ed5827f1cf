import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressAssets } from "./build/compress-assets.ts";
import { stylesAfterShell } from "./build/styles-after-shell.ts";

const server = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), stylesAfterShell(), compressAssets()],
  // The server replaces this word with the nonce of each response.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: ["chrome123", "firefox128", "safari18"],
    // One stylesheet: a page whose styles could not be loaded would be shown without them at the next attempt.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Compression is slow, and the build would warn about it.
    rolldownOptions: { checks: { pluginTimings: false } },
    // Nothing is inlined: the Content-Security-Policy allows no data: URLs, and hashed files are cached for good.
    assetsInlineLimit: 0,
  },
  server: {
    // The server refuses writes from another origin, so the proxy sends the origin of the server.
    proxy: { "/api": { target: server, changeOrigin: true, headers: { Origin: server } } },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
