import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  for (let count = 0; count < 40; count++)
    await cast.newCompany(`Harbour company ${count} ${"of many ships ".repeat(10)}`);
});
afterAll(() => server.stop());

const acceptGzip = { "Accept-Encoding": "br, gzip" };

const get = (path: string, headers: Record<string, string> = {}, method = "GET", query = {}): Promise<Answer> =>
  cast.ada.send(method, `/api/v1${path}`, { headers, query, contract: false });

test("a large list is compressed for a client that accepts gzip, and is the same list", async () => {
  const plain = await get("/companies", {}, "GET", { limit: 200 });
  const { headers, incoming } = await get("/companies", acceptGzip, "GET", { limit: 200 });
  expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding", "cache-control": "no-store" });
  expect(headers["content-length"]).toBe(String(incoming.body.length));
  expect(incoming.body.length).toBeLessThan(plain.incoming.body.length / 4);
  expect(gunzipSync(incoming.body).equals(plain.incoming.body)).toBe(true);

  const head = await get("/companies", acceptGzip, "HEAD", { limit: 200 });
  expect(head.incoming.body.length).toBe(0);
  expect(head.headers).toMatchObject({ "content-encoding": "gzip", "content-length": headers["content-length"] });
});

test.each<Record<string, string>>([
  {},
  { "Accept-Encoding": "identity" },
  { "Accept-Encoding": "gzip;q=0, *" },
  { "Accept-Encoding": "br" },
])("a client that sends %j gets it as it is", async (headers) => {
  const answer = await get("/companies", headers, "GET", { limit: 200 });
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(answer.headers["vary"]).toBe("Accept-Encoding");
  expect(JSON.parse(answer.text)).toHaveProperty("items");
});

test("a small list is not compressed", async () => {
  const { headers, text } = await get("/companies", acceptGzip, "GET", { limit: 2 });
  expect(headers["content-encoding"]).toBeUndefined();
  expect(JSON.parse(text)).toHaveProperty("items");
});

test("an export is compressed while it is streamed", async () => {
  const plain = await get("/members.csv");
  const { headers, incoming } = await get("/members.csv", acceptGzip);
  expect(headers).toMatchObject({
    "content-encoding": "gzip",
    vary: "Accept-Encoding",
    "transfer-encoding": "chunked",
  });
  expect(headers["content-disposition"]).toBe(plain.headers["content-disposition"]);
  expect(gunzipSync(incoming.body).equals(plain.incoming.body)).toBe(true);
});

test("what has an ETag keeps its bytes, and may be changed by that ETag", async () => {
  const { id } = await cast.newAgent("Reader", "North", { prompt: "Read this aloud. ".repeat(1000) });
  const { headers, text } = await get(`/agents/${id}`, acceptGzip);
  expect(headers["content-encoding"]).toBeUndefined();
  expect(JSON.parse(text)).toMatchObject({ id });
  const change = { headers: acceptGzip, ifMatch: headers["etag"]! };
  expect(await cast.ada.patch(`/agents/${id}`, { name: "Narrator" }, change)).toHaveStatus(200);
});

test("an answer that has a secret is never compressed, however large it is", async () => {
  const name = "🛳".repeat(200);
  const settings = await cast.ada.get("/settings");
  await cast.ada.patch("/settings", { account_name: name }, { ifMatch: settings.headers["etag"]! });
  const member = await cast.ada.post("/members", {
    email: "zip@harbour.example",
    name,
    job_title: name,
    send_invitation: true,
  });
  // Before the link, which discards an email that is still queued.
  const readEmail = async () => {
    const [newest] = (await cast.ada.get("/mail", { limit: 1 })).body.items;
    return get(`/mail/${newest!.id}`, acceptGzip);
  };
  await expect.poll(async () => (await readEmail()).incoming.body.length, { timeout: 30_000 }).toBeGreaterThan(4096);
  const email = await readEmail();
  const answers = [
    await cast.ada.post("/api-tokens", { name, scopes: ["read"], expires_at: null }, { headers: acceptGzip }),
    await cast.ada.post(`/members/${member.body.id}/invitation`, { send: false }, { headers: acceptGzip }),
  ];
  for (const answer of [...answers, email]) {
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(answer.headers["vary"]).toBeUndefined();
  }
});
