import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { temporaryFolder } from "./folder.ts";

export const script = `export const lines = [${'"The tide is out.",'.repeat(200)}];\n`;

/** A built page in small: what the server needs to serve, without building the real one. */
export function smallPage(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "assets"));
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta property="csp-nonce" nonce="__CSP_NONCE__" />
    <title>Rollcall</title>
    <link rel="stylesheet" nonce="__CSP_NONCE__" href="/assets/index-7c1e.css" />
    <script type="module" nonce="__CSP_NONCE__" src="/assets/index-4f2a.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>
`,
  );
  writeFileSync(join(folder, "favicon.svg"), `<svg xmlns="http://www.w3.org/2000/svg"/>`);
  for (const [name, text] of [
    ["index-4f2a.js", script],
    ["index-7c1e.css", "body { margin: 0 }\n".repeat(50)],
  ] as const) {
    const path = join(folder, "assets", name);
    writeFileSync(path, text);
    writeFileSync(`${path}.br`, brotliCompressSync(text));
    writeFileSync(`${path}.gz`, gzipSync(text));
  }
  return folder;
}
