import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePlatformCall, type PlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import type { Schemas } from "../support/answer.ts";
import { callable, campaignOf, connectLine, draftCampaign, launch, until, type Line } from "../support/campaigns.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { FileServer } from "../support/file-server.ts";
import { startInstances } from "../support/instances.ts";
import { Platform } from "../support/platform.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer } from "../support/smtp.ts";
import { changeTimeZone } from "../support/time-zone.ts";
import { wav } from "../support/wav.ts";

// Two instances over one database. The first one does what is done in the background; all requests reach the second one.

let standIn: StandIn;
let files: FileServer;
let post: MailServer;
let first: Server;
let second: Server;
let cast: Cast;
let ada: Person;
/** Through which campaigns call. */
let line: Line;
/** That reports calls which nobody here asked for. */
let platform: Platform;
beforeAll(async () => {
  [standIn, files, post] = [
    await StandIn.start(),
    await FileServer.start(),
    await MailServer.start({ disabledCommands: ["STARTTLS", "AUTH"] }),
  ];
  const flags = [...standIn.flags, "--recording-hosts", files.host, ...post.flags];
  [first, second] = (await startInstances(2, { flags })) as [Server, Server];
});
afterAll(async () => {
  await second.stop();
  await Promise.all([files.stop(), post.stop()]);
  standIn.stop();
});

test("either instance is set up by the link that the other one has printed, once", async () => {
  const token = await first.setupToken();
  expect(await second.setupToken()).toBe(token);
  cast = await Cast.on(second);
  ada = cast.ada;
  const again = { token, account_name: "Again", name: "Ada", email: "again@harbour.example", password: ada.password };
  expect((await new Client(first).post("/setup", again)).status).toBeGreaterThanOrEqual(400);
  line = await connectLine(cast, standIn, "Reception");
  platform = await Platform.connect(ada, "vapi");
  await platform.knows(cast.agent("Reception"), makePlatformCall().agent);
});

let invited = 0;
async function invite(count: number): Promise<string[]> {
  const emails = Array.from({ length: count }, () => `guest-${++invited}@harbour.example`);
  for (const email of emails) void (await ada.post("/members", { email, name: "Guest", send_invitation: true })).body;
  return emails;
}
const messagesTo = (email: string) => post.received.filter(({ to }) => to.includes(email));

let minutes = 0;
async function reported(recordingUrl: string): Promise<PlatformCall> {
  const call = makePlatformCall({ recordingUrl, startedAt: new Date(Date.UTC(2026, 9, 1, 0, ++minutes)) });
  await platform.report(call);
  return call;
}
async function copied(platformCall: PlatformCall): Promise<Schemas["Call"]> {
  const { items } = (await ada.get("/calls", { from: platformCall.startedAt.toISOString(), limit: 200 })).body;
  const { id } = items.find((item) => item.started_at === platformCall.startedAt.toISOString())!;
  const read = async () => (await ada.get(`/calls/${id}`)).body;
  return until(read, ({ recording_status }) => recording_status !== "waiting");
}

let people = 0;
async function launchCampaign(count: number): Promise<{ campaign: Schemas["Campaign"]; numbers: string[] }> {
  const numbers = Array.from({ length: count }, () => `+4930876${10_000 + ++people}`);
  const contacts: string[] = [];
  for (const number of numbers) contacts.push((await cast.newContact("North", callable(number))).id);
  const campaign = await draftCampaign(cast, line, "Reception", "North", contacts);
  await launch(cast, campaign);
  return { campaign, numbers };
}
const isOver = ({ state }: Schemas["Campaign"]) => state === "completed";
const ordersTo = (number: string) => line.account.orders.filter(({ to }) => to === number).length;

const rows = 4_000;
async function startImport(): Promise<string> {
  const lines = Array.from({ length: rows }, (_, n) => `Person ${n},+4930${2_000_000 + n}\n`);
  const answer = await ada.post("/contact-imports", `name,phone\n${lines.join("")}`, {
    query: { company_id: cast.company("North").id },
    headers: { "Content-Type": "text/csv" },
  });
  expect(await ada.post(`/contact-imports/${answer.body.id}/start`)).toHaveStatus(200);
  return answer.body.id;
}
const importOf = async (id: string) => (await ada.get(`/contact-imports/${id}`)).body;

describe("what is asked for on one instance is done once by the other one", () => {
  test("emails", async () => {
    const emails = await invite(5);
    for (const email of emails) await post.mailTo(email);
    for (const email of emails) expect(messagesTo(email)).toHaveLength(1);
    const sent = () => Promise.resolve(first.log.filter((entry) => /Email \S+ was sent/.test(entry)).length);
    await until(sent, (count) => count >= emails.length); // an email is logged after it has arrived
    expect(second.log.join("\n")).not.toMatch(/Email \S+ was sent/);
  });

  test("recordings", async () => {
    const before = files.asked.length;
    const calls = [await reported(files.keeping(wav())), await reported(files.keeping(wav()))];
    for (const call of calls) expect((await copied(call)).recording_status).toBe("available");
    expect(files.asked.length - before).toBe(2);
  });

  test("the sums of usage, for another time zone", async () => {
    await changeTimeZone(ada, "Asia/Tokyo");
    const summed = () => Promise.resolve(first.log.filter((entry) => entry.includes("usage were summed again")).length);
    expect(await until(summed, (count) => count > 0)).toBeGreaterThan(0);
    expect(second.log.join("\n")).not.toContain("usage were summed again");
    await changeTimeZone(ada, "UTC");
  });

  test("the calls of campaigns", async () => {
    const { campaign, numbers } = await launchCampaign(3);
    const { progress } = await until(() => campaignOf(cast, campaign), isOver);
    expect(progress).toMatchObject({ done: 3, unknown: 0 });
    for (const number of numbers) expect(ordersTo(number)).toBe(1);
  });
});

test("the other instance goes on with all of it when the one that did it is killed", async () => {
  const importId = await startImport();
  let times = 0;
  let begun = () => {};
  const isBeingCopied = new Promise<void>((begins) => (begun = begins));
  const audio = wav({ seconds: 30 });
  const slow = files.answering((_, response) => {
    response.writeHead(200, { "Content-Type": "audio/wav" });
    if (++times > 1) return void response.end(audio);
    response.write(audio.subarray(0, 100_000), () => begun());
  });
  const call = await reported(slow);
  const { campaign, numbers } = await launchCampaign(4);
  await until(
    () => Promise.resolve(numbers.map(ordersTo)),
    (orders) => orders.some((count) => count > 0),
  );
  await isBeingCopied;
  const emails = await invite(8);
  await first.kill();

  for (const email of emails) await post.mailTo(email);
  expect((await copied(call)).recording_status).toBe("available");
  const imported = await until(
    () => importOf(importId),
    ({ state }) => state !== "running",
  );
  expect(imported).toMatchObject({ state: "done", created: rows, refused: 0 });
  const { progress } = await until(() => campaignOf(cast, campaign), isOver);
  expect(progress).toMatchObject({ planned: 0, open: 0, done: 4 });
  for (const number of numbers) expect(ordersTo(number)).toBe(1);
  const messages = emails.map(messagesTo);
  for (const copies of messages) expect(new Set(copies.map(({ parsed }) => parsed.messageId)).size).toBe(1);
  expect(messages.flat().length).toBeLessThanOrEqual(emails.length + 1);
});

describe("an instance does not start", () => {
  const notStarted = (options: Parameters<typeof startServer>[0]) =>
    startServer({ database: second.database!, ...options }).then(
      () => "It has started.",
      (error: Error) => error.message,
    );

  test("without the key file of the others", async () => {
    expect(await notStarted({})).toMatch(
      /rollcall: There is no key file \S+secret\.key, .* copy secret\.key of another/,
    );
  });
});
