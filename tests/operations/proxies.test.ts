import { writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { exchange } from "../support/exchange.ts";
import { filesWith } from "../support/folder.ts";
import { png } from "../support/picture.ts";
import { Platform } from "../support/platform.ts";
import { host, Proxy, type ProxyName } from "../support/proxy.ts";
import { RecordingHost } from "../support/recordings.ts";
import { freePort, startServer, type Server } from "../support/server.ts";
import { Stream } from "../support/stream.ts";
import { wav } from "../support/wav.ts";

/** Another address of this machine than the proxy has as a client of the server. */
const elsewhere = "127.0.0.2";

describe.each<ProxyName>(["nginx", "caddy", "haproxy"])("%s with the configuration of packaging/proxies", (name) => {
  let server: Server;
  let proxy: Proxy;
  let cast: Cast;
  let recordings: RecordingHost;
  /** Ada's browser, through the proxy. */
  let ada: Client;
  /** Somebody who hears recordings, through the proxy. */
  let eva: Client;
  let person: Person;

  beforeAll(async () => {
    recordings = await RecordingHost.start();
    const flags = ["--base-url", `https://${host}`, "--trusted-proxies", "127.0.0.1"];
    server = await startServer({
      port: await freePort(),
      flags: [...flags, "--recording-hosts", recordings.name],
    });
    [cast, proxy] = await Promise.all([Cast.on(server), Proxy.start(name, server.port)]);
    ada = through();
    void (await ada.signIn(cast.ada.email, cast.ada.password)).body;
    person = await cast.memberNotSignedIn({ agents: ["Reception"], permissions: { view_recordings: true } });
    eva = through();
    void (await eva.signIn(person.email, person.password)).body;
  });
  afterAll(async () => {
    recordings.stop();
    await proxy.stop();
    await server.stop();
  });

  const through = (headers: Record<string, string> = {}, from = elsewhere) => new Client(proxy.from(from), headers);

  test("serves page and API by https, with one Strict-Transport-Security, that of Rollcall", async () => {
    const page = await through().send("GET", "/", { contract: false });
    expect(page.status).toBe(200);
    expect(page.text).toContain("<title>Rollcall</title>");
    expect(page.headers["strict-transport-security"]).toBe("max-age=31536000");
    expect((await ada.get("/session")).body.member?.email).toBe(cast.ada.email);
  });

  test("sends http to https, without Strict-Transport-Security, which only https may have", async () => {
    const headers = { Host: host };
    const asked = { method: "GET", path: "/calls?status=failed", headers };
    const answer = await exchange(`http://127.0.0.1:${proxy.httpPort}`, asked);
    expect([301, 308]).toContain(answer.status);
    expect(answer.headers["location"]).toBe(`https://${host}/calls?status=failed`);
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
  });

  test("hands on secure cookies and the own-origin rule", async () => {
    const browser = through();
    const answer = await browser.signIn(person.email, person.password);
    expect(answer.setCookies.find((line) => line.startsWith("__Host-"))).toMatch(/; Secure\b/);
    expect(await browser.delete("/session", { origin: "https://evil.example" })).toBeRefused(403, "foreign_origin");
    expect(await browser.delete("/session")).toHaveStatus(204);
  });

  test("lets live events arrive at once, and ends them with the access", async () => {
    const watcher = await cast.member({ agents: ["Reception"] });
    const browser = through();
    void (await browser.signIn(watcher.email, watcher.password)).body;
    const stream = await Stream.open(browser, "/calls/live");
    expect(stream.headers["content-type"]).toBe("text/event-stream");
    const started_at = "2026-10-03T10:00:00Z";
    const { id } = (await cast.ada.post("/calls", { agent_id: cast.agent("Reception").id, started_at })).body;
    expect(await stream.says(new RegExp(id))).toBe(true);
    expect(await cast.ada.put(`/members/${watcher.id}/suspension`)).toHaveStatus(204);
    expect(await stream.ends()).toBe(true);
  });

  test("hands on ranges of recordings", async () => {
    const audio = wav({ seconds: 60 });
    const id = await recordings.recordedCall(cast, "Reception", audio);
    const whole = await eva.send("GET", `/api/v1/calls/${id}/recording`, { contract: false });
    expect(whole.incoming.body.equals(audio)).toBe(true);
    const headers = { Range: "bytes=500000-599999" };
    const part = await eva.send("GET", `/api/v1/calls/${id}/recording`, { headers, contract: false });
    expect(part.status).toBe(206);
    expect(part.headers["content-range"]).toBe(`bytes 500000-599999/${audio.length}`);
    expect(part.incoming.body.equals(audio.subarray(500_000, 600_000))).toBe(true);
  });

  test("hands on a picture, and a webhook of 6 MB", async () => {
    const picture = await eva.put("/profile/picture", png(5_000, 4_000), { headers: { "Content-Type": "image/png" } });
    expect(picture).toHaveStatus(200);
    const vapi = await Platform.connect(ada, "vapi");
    const agent = await vapi.knows(cast.agent("Sales"), "assistant-1");
    const [webhook] = webhooksOf("vapi", makePlatformCall({ agent }));
    expect(await vapi.deliver({ ...webhook, more: "x".repeat(6 * 1024 * 1024) })).toHaveStatus(200);
  });

  test("tells the address of the client, whatever it claims itself", async () => {
    for (const from of [elsewhere, "127.0.0.1"]) {
      const browser = through({ "X-Forwarded-For": "203.0.113.9", Forwarded: "for=203.0.113.9" }, from);
      void (await browser.signIn(person.email, person.password)).body;
      await server.logged(new RegExp(`Member ${person.id} signed in from ${from.replaceAll(".", "\\.")} `));
    }
    expect(server.log.filter((line) => line.includes("203.0.113.9"))).toEqual([]);
    expect(server.log.filter((line) => line.includes("--trusted-proxies"))).toEqual([]);
  });

  test("says that the server is stopped, recovers when it is back, and logs nothing that was searched for", async () => {
    const searched = "+494012345678";
    await server.stop();
    const search = `/api/v1/calls?search=${encodeURIComponent(searched)}`;
    expect([502, 503]).toContain((await ada.send("GET", search, { contract: false })).status);
    await server.startAgain();
    // HAProxy looks every second whether it is back.
    const isBack = async () => (await ada.send("GET", search, { contract: false })).status;
    await expect.poll(isBack).toBe(200);
    expect(await ada.send("GET", search)).toHaveStatus(200);
    for (const text of [searched, encodeURIComponent(searched), ...ada.cookies.values()]) {
      expect(filesWith(proxy.folder, text)).toEqual([]);
      expect(proxy.output).not.toContain(text);
    }
  });

  if (name === "nginx") {
    test("serves by http what certbot leaves there", async () => {
      const folder = join(proxy.folder, "html/.well-known/acme-challenge");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "token"), "the answer");
      const asked = { method: "GET", path: "/.well-known/acme-challenge/token", headers: { Host: host } };
      expect((await exchange(`http://127.0.0.1:${proxy.httpPort}`, asked)).body.toString()).toBe("the answer");
    });
  }
});
