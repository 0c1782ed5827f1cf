import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { temporaryFolder } from "../support/folder.ts";
import { Metrics } from "../support/metrics.ts";
import { eventually } from "../support/outbox.ts";
import { png } from "../support/picture.ts";
import { Platform } from "../support/platform.ts";
import { Program } from "../support/program.ts";
import { recordingOf, RecordingHost } from "../support/recordings.ts";
import { startServer, type Server } from "../support/server.ts";
import { ScriptedMailServer } from "../support/smtp.ts";
import { Stream } from "../support/stream.ts";
import { wav } from "../support/wav.ts";

const root = resolve(import.meta.dirname, "../..");
const monitoring = join(root, "monitoring");
const tools = join(root, "build/tools/prometheus/usr/bin");

let mail: ScriptedMailServer;
let host: RecordingHost;
let server: Server;
let cast: Cast;
/** Prometheus: has an API token of the scope read. */
let reader: Program;
beforeAll(async () => {
  mail = await ScriptedMailServer.start();
  host = await RecordingHost.start();
  const mailFlags = ["--smtp-url", `smtp://127.0.0.1:${mail.port}`, "--smtp-tls", "none", "--mail-from", "r@h.example"];
  server = await startServer({ flags: [...mailFlags, "--recording-hosts", host.name] });
  cast = await Cast.on(server);
  reader = await Program.of(cast.ada, ["read"]);
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
  host.stop();
});

/** By how much the sums of these labels rise while `work` runs. */
async function rise(name: string, labels: Record<string, string>[], work: () => Promise<unknown>): Promise<number[]> {
  const before = await Metrics.of(reader);
  await work();
  const after = await Metrics.of(reader);
  return labels.map((each) => after.sum(name, each) - before.sum(name, each));
}

/** Runs promtool: its exit code, and all that it has printed. */
function promtool(parameters: string[], input = ""): Promise<{ code: number; printed: string }> {
  return new Promise((ended) => {
    const child = execFile(join(tools, "promtool"), parameters, (error, output, log) => {
      ended({ code: error === null ? 0 : Number(error.code), printed: output + log });
    });
    child.stdin!.end(input);
  });
}

describe("requests are counted", () => {
  const requests = "rollcall_http_requests_total";
  const duration = "rollcall_http_request_duration_seconds";

  test("by the pattern of their route, their method and status", async () => {
    const route = { route: "/api/v1/agents/{id}", method: "GET" };
    const missing = "0199aaaa-0000-7000-8000-00000000beef";
    const { id } = cast.agent("Reception");
    const ask = async () => {
      for (const path of [id, id, id, missing, missing]) await cast.ada.send("GET", `/api/v1/agents/${path}`);
    };
    const labels = [{ ...route, status: "200" }, { ...route, status: "404" }, route];
    expect(await rise(requests, labels, ask)).toEqual([3, 2, 5]);
    expect(await rise(`${duration}_count`, [route], ask)).toEqual([5]);
    const { text } = await Metrics.of(reader);
    expect(text).not.toContain(missing);
    expect(text).not.toContain(id);
  });

  test("under one route where they have none, whatever their path is", async () => {
    const stranger = new Client(server);
    const ask = async () => {
      await stranger.send("GET", "/wp-login.php", { contract: false });
      await stranger.send("POST", "/api/v1/secret-of-jose", { contract: false });
      await stranger.send("OPTIONS", "/api/v1/agents", { contract: false });
    };
    expect(await rise(requests, [{ route: "other", method: "other" }, {}], ask)).toEqual([3, 4]);
    expect((await Metrics.of(reader)).text).not.toMatch(/wp-login|jose|harbour|ada@/i);
  });

  test("without the time for which a live stream lasts, or a body is sent", async () => {
    const live = { route: "/api/v1/calls/live", method: "GET" };
    const fast = { ...live, le: "2.5" };
    const watch = async () => {
      const stream = (await Stream.open(cast.ada, "/calls/live")).fetch();
      await rest(3_000);
      stream.close();
      await eventually("the end of the stream", async () =>
        (await Metrics.of(reader)).sum(requests, live) > 0 ? true : undefined,
      );
    };
    expect(await rise(`${duration}_bucket`, [fast], watch)).toEqual([1]);
  });
});

describe("what happens in the background is counted", () => {
  test("webhooks by platform and by what became of them", async () => {
    const platform = await Platform.connect(cast.ada, "retell");
    const event = { event: "call_transferred", call: { call_id: "call-1" } };
    const deliver = async () => {
      expect(await platform.deliver(event)).toHaveStatus(200);
      expect(await platform.deliver(event)).toHaveStatus(200);
      expect(await platform.deliver(event, { secret: "another secret" })).toHaveStatus(401);
      expect(await platform.deliver("{ no json")).toHaveStatus(400);
      await new Client(server).send("POST", "/api/v1/ingest/0199aaaa-0000-7000-8000-00000000beef", { body: "{}" });
    };
    const results = ["stored", "repeated", "refused", "failed"].map((result) => ({ platform: "retell", result }));
    const unknown = { platform: "unknown", result: "refused" };
    expect(await rise("rollcall_webhook_deliveries_total", [...results, unknown], deliver)).toEqual([1, 1, 2, 0, 1]);
  });

  test("emails by result; those that wait are a queue", async () => {
    const answers: Record<string, string> = { "sent@h.example": "250 OK", "failed@h.example": "550 No such mailbox" };
    mail.script = (command, line) =>
      command === "RCPT" ? (answers[/<(.*)>/.exec(line)![1]!] ?? "451 Later") : undefined;
    const results = ["sent", "failed", "retried"];
    const attempts = async () => (await Metrics.of(reader)).sum("rollcall_emails_total");
    const before = await attempts();
    const invite = async () => {
      for (const result of results) {
        const member = { email: `${result}@h.example`, name: "Jo", send_invitation: true };
        expect(await cast.ada.post("/members", member)).toHaveStatus(201);
      }
      await eventually("three attempts that are counted", async () =>
        (await attempts()) >= before + 3 ? true : undefined,
      );
      await eventually("an empty outbox", async () =>
        (await cast.ada.get("/mail", { state: "queued" })).body.items.length === 1 ? true : undefined,
      );
    };
    const labels = results.map((result) => ({ result }));
    expect(await rise("rollcall_emails_total", labels, invite)).toEqual([1, 1, expect.toSatisfy((rise) => rise >= 1)]);
    const waiting = await Metrics.of(reader);
    expect(waiting.sum("rollcall_queue_length", { queue: "outbox" })).toBe(1);
    // Its next attempt is later, so it is not overdue.
    expect(waiting.sum("rollcall_queue_oldest_seconds", { queue: "outbox" })).toBe(0);
  });

  test("files that cannot be deleted are a queue", async () => {
    const asPng = { headers: { "Content-Type": "image/png" } };
    expect(await cast.ada.put("/profile/picture", png(), asPng)).toHaveStatus(200);
    const folder = join(server.dataFolder, "storage/pictures");
    const file = join(folder, readdirSync(folder)[0]!);
    rmSync(file);
    mkdirSync(file); // which is not deleted as a file
    const length = async () => (await Metrics.of(reader)).sum("rollcall_queue_length", { queue: "file_deletions" });
    expect(await length()).toBe(0);

    expect(await cast.ada.delete("/profile/picture")).toHaveStatus(204);
    expect(await length()).toBe(1);
    rmSync(file, { recursive: true });
    await eventually("its deletion", async () => ((await length()) === 0 ? true : undefined));
  });

  test("copies of recordings by result", async () => {
    const copy = async () => {
      await host.recordedCall(cast, "Reception", wav());
      const call = { agent_id: cast.agent("Reception").id, started_at: "2026-10-01T11:00:00Z" };
      const recording_url = host.serve(Buffer.from("no audio"));
      const { id } = (await cast.ada.post("/calls", { ...call, recording_url })).body;
      await expect(recordingOf(cast, id)).rejects.toThrow("not audio");
    };
    const labels = [{ result: "stored" }, { result: "failed" }];
    expect(await rise("rollcall_recording_copies_total", labels, copy)).toEqual([1, 1]);
  });

  test("password hashes, with their time", async () => {
    const before = await Metrics.of(reader);
    await cast.memberNotSignedIn();
    const after = await Metrics.of(reader);
    const rose = (name: string) => after.sum(name) - before.sum(name);
    expect(rose("rollcall_password_hashes_total")).toBe(1);
    expect(rose("rollcall_password_hash_seconds_total")).toBeGreaterThan(0.001);
    expect(after.sum("rollcall_password_hashes_waiting")).toBe(0);
  });

  test("writes and reads of the database, and the process", async () => {
    const before = await Metrics.of(reader);
    await cast.newCompany("Counted");
    const [sizes, seconds] = ["rollcall_database_write_group_size_count", "rollcall_database_write_seconds_count"];
    // The size of a group is counted at its begin, its time at its end.
    const after = await eventually("a moment without a write", async () => {
      const now = await Metrics.of(reader);
      return now.sum(sizes) === now.sum(seconds) ? now : undefined;
    });
    const rose = (name: string) => after.sum(name) - before.sum(name);
    expect(rose("rollcall_database_write_group_size_sum")).toBeGreaterThanOrEqual(1);
    expect(rose(seconds)).toBeGreaterThanOrEqual(1);
    expect(rose("rollcall_database_read_seconds_count")).toBeGreaterThanOrEqual(2);
    expect(after.sum("process_resident_memory_bytes")).toBeGreaterThan(1e6);
    expect(after.sum("process_open_fds")).toBeGreaterThan(5);
    expect(after.sum("process_max_fds")).toBeGreaterThan(after.sum("process_open_fds"));
    expect(after.sum("process_threads")).toBeGreaterThan(10);
    expect(after.sum("process_cpu_seconds_total")).toBeGreaterThan(0);
    expect(Math.abs(after.sum("process_start_time_seconds") - Date.now() / 1000)).toBeLessThan(120);
  });
});

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
}
/** Every expression of the dashboard, as Grafana sends it. */
const expressions = (JSON.parse(readFileSync(join(monitoring, "grafana-dashboard.json"), "utf8")) as Dashboard).panels
  .flatMap(({ targets }) => targets ?? [])
  .map(({ expr }) => expr.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*"));

describe("Prometheus", () => {
  test("finds nothing to criticise in the metrics", async () => {
    const { text } = await Metrics.of(reader);
    expect(await promtool(["check", "metrics"], text)).toEqual({ code: 0, printed: "" });
  });

  test("accepts the example of its configuration", async () => {
    const folder = temporaryFolder();
    cpSync(monitoring, folder, { recursive: true });
    writeFileSync(join(folder, "rollcall-token"), "token");
    const { code, printed } = await promtool(["check", "config", join(folder, "prometheus.yml")]);
    expect({ code, printed }).toEqual({ code: 0, printed: expect.stringContaining("SUCCESS") });
  });

  test("accepts the alerts, and they fire when they are to", async () => {
    expect(await promtool(["check", "rules", join(monitoring, "alerts.yml")])).toMatchObject({ code: 0 });
    const { code, printed } = await promtool(["test", "rules", join(monitoring, "alerts_test.yml")]);
    expect({ code, printed }).toEqual({ code: 0, printed: expect.stringContaining("SUCCESS") });
  });

  test("reads every expression of the dashboard", async () => {
    const rules = expressions.map((expr, index) => ({ record: `panel_${index}`, expr }));
    const file = join(temporaryFolder(), "rules.yml");
    writeFileSync(file, JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
    const { code, printed } = await promtool(["check", "rules", file]);
    expect({ code, printed }).toEqual({ code: 0, printed: expect.stringContaining(`${rules.length} rules found`) });
    expect(rules.length).toBeGreaterThan(30);
  });
});

test("each metric of the dashboard and of the alerts is one of the server's, with these labels", async () => {
  const { samples } = await Metrics.of(reader);
  const alerts = readFileSync(join(monitoring, "alerts.yml"), "utf8").replaceAll(/^ +(summary|description):.*$/gm, "");
  const used = [
    ...expressions
      .join("\n")
      .concat(alerts)
      .matchAll(/\b((?:rollcall|process)_\w+)(?:\{([^}]*)\})?/g),
  ];
  expect(used.length).toBeGreaterThan(40);
  for (const [, name, matchers] of used) {
    const ofName = samples.filter((sample) => sample.name === name);
    expect(ofName.length, name).toBeGreaterThan(0);
    const labels = [...(matchers ?? "").matchAll(/(\w+)[=!]/g)].map(([, label]) => label!);
    for (const label of labels) {
      if (label === "instance" || label === "job") continue; // of Prometheus itself
      expect(Object.keys(ofName[0]!.labels), name).toContain(label);
    }
  }
});
