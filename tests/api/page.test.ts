import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange } from "../support/exchange.ts";
import { script } from "../support/page.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  exchange(server.address, { method: "GET", path, headers });

test.each(["security.txt", "change-password", "acme-challenge/x", ""])(
  "/.well-known/%s is not the page: there is no such file",
  async (name) => {
    const { status, headers } = await get(`/.well-known/${name}`);
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("application/problem+json");
  },
);

describe("the page", () => {
  test.each([
    "/",
    "/index.html",
    "/sign-in",
    "/account/members",
    "/agents/0192",
    "/account/members?sort=-name",
    "/a.b/c.d",
    "/assetsx",
  ])("is the same document at %s", async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cache-control"]).toBe("no-store");
    expect(body.toString()).toContain('<div id="root"></div>');
  });

  test("carries a nonce that is new in each answer, and is the one that the policy allows", async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 20; n++) {
      const { headers, body } = await get("/");
      const html = body.toString();
      const inPage = [...html.matchAll(/nonce="([^"]*)"/g)].map((match) => match[1]!);
      expect(inPage).toHaveLength(3);
      const [nonce] = inPage;
      expect(new Set(inPage).size).toBe(1);
      expect(nonce).toMatch(/^[A-Za-z0-9+/_-]{22,}={0,2}$/);
      expect(headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
      expect(html).not.toContain("__CSP_NONCE__");
      nonces.add(nonce!);
    }
    expect(nonces.size).toBe(20);
  });

  test("allows no script, style or frame but its own", async () => {
    const policy = new Map(
      (await get("/")).headers["content-security-policy"]!.split(";").map((directive) => {
        const [name, ...sources] = directive.trim().split(/\s+/);
        return [name!, sources];
      }),
    );
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
    for (const name of ["script-src", "style-src"]) {
      for (const source of policy.get(name)!) expect(source).toMatch(/^'(self|nonce-[^']+)'$/);
    }
    const everything = [...policy.values()].flat();
    for (const loose of ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"])
      expect(everything).not.toContain(loose);
  });
});

describe("an asset", () => {
  const path = "/assets/index-4f2a.js";

  test("may be kept by browsers for good", async () => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toMatch(/max-age=31536000/);
    expect(headers["cache-control"]).toMatch(/immutable/);
    expect(headers["content-type"]).toMatch(/^text\/javascript/);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers["vary"]).toMatch(/accept-encoding/i);
    expect(body.toString()).toBe(script);
  });

  test.each([
    ["br", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0.5, gzip;q=0.9", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["BR", "br"],
    ["*", "br"],
    ["*;q=0, gzip;q=0.1", "gzip"],
    ["identity", undefined],
    ["identity;q=1, br;q=0.1", undefined],
    ["deflate", undefined],
    ["brotli", undefined],
    ["br;q=1.5", undefined],
    [";;;,,,=", undefined],
    ["", undefined],
  ])("for Accept-Encoding %j comes as %s", async (accepted, encoding) => {
    const { status, headers, body } = await get(path, { "Accept-Encoding": accepted });
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers["vary"]).toMatch(/accept-encoding/i);
    expect(headers["content-type"]).toMatch(/^text\/javascript/);
    const unpacked = encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body;
    expect(unpacked.toString()).toBe(script);
  });

  test.each([
    "/assets/unknown.js",
    "/assets/",
    "/assets/index-4f2a.js.br",
    "/assets/index-4f2a.js/",
    "/assets/INDEX-4f2a.js",
    "/assets/..%2findex.html",
    "/assets/index-4f2a.js%00",
  ])("that is not there is not found, nor is the page given for it: %s", async (unknown) => {
    const { status, headers } = await get(unknown);
    expect([400, 404]).toContain(status);
    expect(headers["content-type"]).toBe("application/problem+json");
  });
});

test("another file is asked for again each time, and not sent again unchanged", async () => {
  const { status, headers } = await get("/favicon.svg");
  expect(status).toBe(200);
  expect(headers["content-type"]).toMatch(/^image\/svg\+xml/);
  expect(headers["cache-control"]).toBe("no-cache");
  const again = await get("/favicon.svg", { "If-None-Match": headers["etag"]! });
  expect(again.status).toBe(304);
  expect(again.body.length).toBe(0);
  expect((await get("/favicon.svg", { "If-None-Match": '"another"' })).status).toBe(200);
});

test("nothing outside the built page is served", async () => {
  for (const path of [
    "/../../../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/.git/config",
    "/rollcall.db",
  ]) {
    const { body } = await get(path);
    expect(body.toString()).not.toMatch(/root:|\[core\]|SQLite format/);
  }
});

test("writing to the page is no method of it", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    const { status, headers } = await exchange(server.address, { method, path: "/account/members" });
    expect([404, 405]).toContain(status);
    expect(headers["content-type"]).toBe("application/problem+json");
  }
});

describe("below /api", () => {
  test.each([
    "/api",
    "/api/",
    "/api/v1",
    "/api/v1/",
    "/api/v1/unknown",
    "/api/v2/session",
    "/api/v1/session/",
    "/api/v1/agents/a/b",
  ])("what is not there is a problem, never the page: %s", async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(body.toString())).toMatchObject({ code: "not_found", status: 404 });
  });
});

test("every answer keeps browsers from guessing, framing and telling", async () => {
  for (const path of [
    "/",
    "/assets/index-4f2a.js",
    "/favicon.svg",
    "/assets/unknown.js",
    "/api/v1/session",
    "/api/v1/unknown",
    "/api/v1/agents",
    "/health/live",
  ]) {
    const { headers } = await get(path);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(headers["content-security-policy"], path).toContain(directive);
    }
    expect(headers["referrer-policy"], path).toMatch(/^(no-referrer|same-origin)$/);
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    expect(headers["x-request-id"], path).toMatch(/^\S{8,}$/);
    expect(headers["server"], path).toBeUndefined();
    if (path.startsWith("/api")) expect(headers["cache-control"], path).toBe("no-store");
  }
});
