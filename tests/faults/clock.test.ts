import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebhookReceiver } from "../../fixtures/stand-in/webhook-receiver.ts";
import { callable, draftQuickCampaign, launch } from "../support/campaigns.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { eventually } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { ScriptedMailServer } from "../support/smtp.ts";
import { Stream } from "../support/stream.ts";
import { day, WallClock } from "../support/wall-clock.ts";
import { findContradictions } from "./inspection.ts";

const year = 365 * day;

const clock = new WallClock();
let server: Server;
let cast: Cast;
let mail: ScriptedMailServer;
let receiver: WebhookReceiver;
beforeAll(async () => {
  mail = await ScriptedMailServer.start();
  receiver = await WebhookReceiver.start();
  const smtp = [
    "--smtp-url",
    `smtp://127.0.0.1:${mail.port}`,
    "--smtp-tls",
    "none",
    "--mail-from",
    "a@harbour.example",
  ];
  server = await startServer({ flags: [...smtp, "--webhook-hosts", receiver.host], ...clock.options });
  cast = await Cast.on(server);
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
  receiver.stop();
});

/** Of the processor, by all threads of the server since its start. */
function processorSeconds(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

let number = 0;
const invite = async () => {
  const email = `invited-${++number}@harbour.example`;
  const { id } = (await cast.ada.post("/members", { email, name: email, send_invitation: true })).body;
  return id;
};
const delivery = async (id: string) => (await cast.ada.get(`/members/${id}`)).body.invitation!.delivery;
const companies = async () => (await cast.ada.names("/companies")).sort();

async function addCall(): Promise<string> {
  const call = { agent_id: cast.agent("Reception").id, started_at: "2024-03-01T10:00:00Z", duration_seconds: 60 };
  return (await cast.ada.post("/calls", call)).body.id;
}

/** That the server does everything at this time of its clock, and nothing without an end. */
async function expectService() {
  await cast.ada.signIn(cast.ada.email, cast.ada.password);
  const before = await companies();
  const name = `Company ${++number}`;
  await cast.newCompany(name);
  expect(await companies()).toEqual([...before, name].sort());

  const live = await Stream.open(cast.ada, "/calls/live");
  const id = await addCall();
  expect(await cast.ada.get(`/calls/${id}`)).toHaveStatus(200);
  expect(await live.says(new RegExp(id))).toBe(true);
  live.close();

  const wrong = () => new Client(server).signIn(cast.ada.email, "not the password");
  expect(await wrong()).toBeRefused(401, "wrong_credentials");
  expect(await new Client(server).send("GET", "/health/ready")).toHaveStatus(200);

  const used = processorSeconds();
  await sleep(1_000);
  expect(processorSeconds() - used).toBeLessThan(0.7);
}

const jumps: [string, number][] = [
  ["a year ahead", year],
  ["back by a year", 0],
  ["back by another year", -year],
  ["ahead by two years", year],
  ["back by two years", -year],
  ["to the true time", 0],
];

describe.sequential("a clock that jumps", () => {
  test.each(jumps)("%s: the server goes on, and starts", async (_, seconds) => {
    clock.forward(seconds);
    await expectService();
    await server.restart();
    await expectService();
    expect(findContradictions(server)).toEqual({});
  });

  test("back by two years: a hundred live streams that were open go on", async () => {
    clock.forward(year);
    await cast.ada.signIn(cast.ada.email, cast.ada.password);
    const streams: Stream[] = [];
    for (let sessions = 0; sessions < 10; ++sessions) {
      const session = await cast.ada.elsewhere();
      for (let open = 0; open < 10; ++open) streams.push((await Stream.open(session, "/calls/live")).fetch());
    }
    clock.forward(-year);
    for (let calls = 0; calls < 20; ++calls) {
      const said = new RegExp(await addCall());
      expect(await Promise.all(streams.map((stream) => stream.says(said)))).not.toContain(false);
    }
    for (const stream of streams) stream.close();
    clock.forward(0);
    await cast.ada.signIn(cast.ada.email, cast.ada.password);
  });

  test("ahead by a year ends sessions and links", async () => {
    const session = await cast.ada.elsewhere();
    const member = await invite();
    clock.forward(year);
    expect(await session.get("/companies")).toBeRefused(401, "not_signed_in");
    await cast.ada.signIn(cast.ada.email, cast.ada.password);
    expect((await cast.ada.get(`/members/${member}`)).body.status).toBe("invitation_expired");
  });

  test("back by a year does not keep an email waiting for a year", async () => {
    mail.script = (command) => (command === "RCPT" ? "450 Later" : undefined);
    const member = await invite();
    await eventually("A failed attempt", async () => ((await delivery(member)).reason === null ? undefined : true));
    clock.forward(0);
    mail.script = () => undefined;
    const sent = async () => ((await delivery(member)).state === "sent" ? true : undefined);
    await eventually("The email", sent, 60_000);
  });

  test("back by a year shows again when a session was last used", async () => {
    clock.forward(year);
    await cast.ada.signIn(cast.ada.email, cast.ada.password);
    clock.forward(0);
    const last = async () => {
      const { items } = (await cast.ada.get("/profile/sessions")).body;
      const { last_active_at } = items.find((session) => session.current)!;
      return Date.parse(last_active_at) < Date.now() + 60_000 ? true : undefined;
    };
    await eventually("The last use", last);
  });

  test("does not make a campaign call at night, and not twice", async () => {
    const phones = [1, 2, 3].map((n) => `+493087654${n}`);
    const contacts: string[] = [];
    for (const phone of phones) contacts.push((await cast.newContact("South", callable(phone))).id);
    const campaign = await draftQuickCampaign(cast, "Night desk", "South", contacts, { webhook_url: receiver.url });
    receiver.secret = campaign.webhook_secret!;
    clock.forward(day / 2);
    await launch(cast, campaign);
    await sleep(4_000);
    expect(receiver.received).toEqual([]);

    clock.forward(0);
    const all = async () => (receiver.received.length >= phones.length ? true : undefined);
    await eventually("The calls", all, 60_000);
    for (const seconds of [day, year, -year, 0]) {
      clock.forward(seconds);
      await sleep(1_500);
    }
    expect(receiver.received.map(({ call }) => call.contact.phone).sort()).toEqual(phones);
  });
});
