import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ProgressLine, ServerLog } from "../../scripts/demo/progress.ts";

function terminal(isTTY: boolean) {
  const out = { text: "", isTTY, columns: 40, write: (text: string) => ((out.text += text), true) };
  return out;
}

const info = "2026-11-24T07:32:54.120Z info Migration 1 (accounts) applied";
const json = `{"time":"2026-11-24T07:32:54.120Z","level":"info","message":"Migration 2 (agents) applied"}`;
const warning = "2026-11-24T07:32:54.120Z warning Rollcall runs as root.";

async function linesOf(write: (stream: PassThrough, log: ServerLog) => Promise<void> | void): Promise<string[]> {
  const printed: string[] = [];
  const stream = new PassThrough();
  await write(stream, new ServerLog(stream, (line) => void printed.push(line)));
  return printed;
}

const settle = () => new Promise((settled) => setImmediate(() => setImmediate(settled)));

test("while the demo is filled its log keeps back what goes well, and tells it when something fails", async () => {
  const lines = await linesOf(async (stream, log) => {
    log.quiet();
    stream.write(`${info}\n${json}\n${warning}\nrollcall: The port is taken.\n`);
    await settle();
    log.tell();
  });
  expect(lines).toEqual([warning, "rollcall: The port is taken.", info, json]);
});

test("once the demo is filled its log is printed", async () => {
  const lines = await linesOf(async (stream, log) => {
    log.quiet();
    stream.write(`${info}\n`);
    await settle();
    log.speak();
    stream.write(`${json}\n`);
    await settle();
  });
  expect(lines).toEqual([json]);
});

test("how far the demo is filled is one line, in a terminal and in a file", () => {
  for (const isTTY of [true, false]) {
    const out = terminal(isTTY);
    const progress = new ProgressLine("Filling the demo", out);
    for (let sent = 1; sent <= 300; ++sent) progress.show(`calls: ${sent} of 300, of which ${"many".repeat(20)}`);
    progress.end("done");
    expect(out.text.split("\n")).toHaveLength(2);
    expect(out.text).toMatch(/done in \d+ s\n$/);
    const widest = Math.max(...out.text.split("\r").map((part) => part.replace("\x1b[K", "").trimEnd().length));
    expect(widest).toBeLessThan(isTTY ? 40 : 80);
    expect(out.text.includes("calls: 12 of 300")).toBe(isTTY);
  }
});
