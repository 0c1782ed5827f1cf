import { afterAll, beforeAll, expect, test } from "vitest";
import { WebhookReceiver, type RequestedCall } from "../../fixtures/stand-in/webhook-receiver.ts";
import type { Schemas } from "../support/answer.ts";
import { attemptsOf, callable, campaignOf, draftQuickCampaign, launch, until } from "../support/campaigns.ts";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

// Campaigns of an agent that is at no platform: its contacts are sent to a webhook.

let receiver: WebhookReceiver;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  server = await startServer({ flags: ["--webhook-hosts", receiver.host] });
  cast = await Cast.on(server);
});
afterAll(async () => {
  receiver.stop();
  await server.stop();
});

let people = 0;
const newNumber = () => `+4930876${10_000 + ++people}`;

async function launchFor(
  numbers: string[],
  more: Partial<Schemas["CreateCampaign"]> = {},
): Promise<Schemas["Campaign"]> {
  const contacts: string[] = [];
  for (const number of numbers) {
    contacts.push((await cast.newContact("South", { ...callable(number), name: "Olga Petrova" })).id);
  }
  const made = await draftQuickCampaign(cast, "Night desk", "South", contacts, {
    webhook_url: receiver.url,
    variables: { who: "name" },
    ...more,
  });
  receiver.secret = made.webhook_secret!;
  await launch(cast, made);
  return made;
}

const requested = async (number: string): Promise<RequestedCall> => {
  const found = await until(
    () => Promise.resolve(receiver.received.filter(({ call }) => call.contact.phone === number)),
    (received) => received.length > 0,
  );
  expect(found).toEqual([expect.objectContaining({ isSigned: true })]);
  return found[0]!.call;
};

test("the contact is sent, signed, and the call that is reported closes the attempt", async () => {
  const number = newNumber();
  const campaign = await launchFor([number]);
  const call = await requested(number);
  expect(call).toMatchObject({
    type: "call.requested",
    agent_id: cast.agent("Night desk").id,
    contact: { phone: number, name: "Olga Petrova" },
    variables: { who: "Olga Petrova" },
  });
  const reported = await cast.ada.post("/calls", {
    agent_id: cast.agent("Night desk").id,
    started_at: new Date(Date.now() - 30_000).toISOString(),
    ended_at: new Date().toISOString(),
    direction: "outbound",
    to_number: number,
    attempt_id: call.attempt_id,
    dial_outcome: "answered",
  });
  expect(reported).toHaveStatus(201);
  const { progress } = await until(
    () => campaignOf(cast, campaign),
    ({ state }) => state === "completed",
  );
  expect(progress).toMatchObject({ done: 1, reached: 1 });
  expect((await attemptsOf(cast, campaign))[0]).toMatchObject({ outcome: "answered", call_id: reported.body.id });
});

test("a call may be reported when it begins and, as another one, when it ends", async () => {
  const number = newNumber();
  const campaign = await launchFor([number]);
  const { attempt_id } = await requested(number);
  const call = { agent_id: cast.agent("Night desk").id, started_at: new Date().toISOString(), attempt_id };
  expect(await cast.ada.post("/calls", call)).toHaveStatus(201);
  expect((await attemptsOf(cast, campaign))[0]).toMatchObject({ state: "talking" });
  const end = await cast.ada.post("/calls", { ...call, duration_seconds: 12, dial_outcome: "declined" });
  expect((await attemptsOf(cast, campaign))[0]).toMatchObject({ outcome: "declined", call_id: end.body.id });
});

test("a member reads in the attempt why the call ended, as in the call", async () => {
  const member = await cast.member({ agents: ["Night desk"], permissions: { access_crm: true } });
  const number = newNumber();
  const campaign = await launchFor([number]);
  const { attempt_id } = await requested(number);
  const call = { agent_id: cast.agent("Night desk").id, started_at: new Date().toISOString(), attempt_id };
  const end_reason = "insufficient-credits";
  const { id } = (
    await cast.ada.post("/calls", { ...call, duration_seconds: 0, dial_outcome: "no_credit", end_reason })
  ).body;
  const attempts = (await member.get(`/campaigns/${campaign.id}/attempts`)).body.items;
  const called = attempts.find(({ call_id }) => call_id === id);
  expect(called).toMatchObject({ outcome: "no_credit", detail: end_reason });
  expect((await member.get(`/calls/${id}`)).body).toMatchObject({ end_reason });
});

test("a contact that was deleted, or has no number, cannot be called again", async () => {
  const number = newNumber();
  const campaign = await launchFor([number]);
  const { attempt_id } = await requested(number);
  const call = { agent_id: cast.agent("Night desk").id, started_at: new Date().toISOString(), attempt_id };
  void (await cast.ada.post("/calls", { ...call, duration_seconds: 3, dial_outcome: "declined" })).body;
  const [attempt] = await attemptsOf(cast, campaign);
  expect(attempt!.can).toEqual(["retry"]);
  const contact = `/contacts/${attempt!.contact!.id}` as const;
  const isRefused = async () => {
    expect((await attemptsOf(cast, campaign))[0]!.can).toEqual([]);
    const retry = `/campaigns/${campaign.id}/attempts/${attempt!.id}/retry` as const;
    expect(await cast.ada.post(retry)).toBeRefused(409, "conflict");
  };
  expect(await cast.ada.patch(contact, { phone: null, email: "olga@harbour.example" })).toHaveStatus(200);
  await isRefused();
  expect(await cast.ada.delete(contact)).toHaveStatus(204);
  await isRefused();
});

test("a campaign whose own secret cannot be read is paused, and says so", async () => {
  const number = newNumber();
  const campaign = await launchFor([number, newNumber()], { calls_per_hour: 1 });
  await requested(number);
  runSql(server, `UPDATE campaigns SET webhook_secret_sealed = 'by another key' WHERE id = '${campaign.id}'`);
  void (await cast.ada.patch(`/campaigns/${campaign.id}`, { calls_per_hour: 3600 })).body;
  const { pause } = await until(
    () => campaignOf(cast, campaign),
    ({ state }) => state === "paused",
  );
  expect(pause).toEqual({ reason: "no_webhook_secret", detail: null });
  const resume = `/campaigns/${campaign.id}/resume` as const;
  expect(await cast.ada.post(resume)).toBeRefused(422, "invalid_fields", ["webhook_url"]);
  expect(await cast.ada.post(`/campaigns/${campaign.id}/webhook-secret`)).toHaveStatus(200);
  expect(await cast.ada.post(resume)).toHaveStatus(200);
  expect(await cast.ada.post(`/campaigns/${campaign.id}/cancel`)).toHaveStatus(200);
});

test("what is answered by an error may have been called, and is not sent again", async () => {
  const number = newNumber();
  receiver.answer = 500;
  const campaign = await launchFor([number]);
  await requested(number);
  await until(
    () => attemptsOf(cast, campaign),
    ([attempt]) => attempt!.reason === "unresolved" || attempt!.state === "unknown",
  );
  receiver.answer = 202;
  // Two calls of a campaign are a second apart, the shortest time that a campaign waits.
  const others = [newNumber(), newNumber()];
  await launchFor(others);
  for (const other of others) await requested(other);
  await requested(number);
  expect((await campaignOf(cast, campaign)).progress).toMatchObject({ open: 1, planned: 0 });
});
