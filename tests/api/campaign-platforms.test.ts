import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loseAnswer, place, placeAndFail, refuse } from "../../fixtures/stand-in/account.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { WebhookReceiver } from "../../fixtures/stand-in/webhook-receiver.ts";
import type { Schemas } from "../support/answer.ts";
import { attemptsOf, callable, campaignOf, connectLine, draftCampaign, launch, until } from "../support/campaigns.ts";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

// Calls of campaigns at each platform and by webhook: from the request to what is known once the call has ended.

let standIn: StandIn;
let receiver: WebhookReceiver;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  standIn = await StandIn.start();
  receiver = await WebhookReceiver.start();
  server = await startServer({ flags: [...standIn.flags, "--webhook-hosts", receiver.host] });
  cast = await Cast.on(server);
});
afterAll(async () => {
  await server.stop();
  standIn.stop();
  receiver.stop();
});

let people = 0;
const newNumber = () => `+4930776${10_000 + ++people}`;
const newContact = async (phone = newNumber()) => cast.newContact("North", callable(phone, { name: "Nour Haddad" }));
let agents = 0;
async function newAgent() {
  const name = `Caller ${++agents}`;
  await cast.newAgent(name, "North");
  return name;
}
const ended = (attempt: Schemas["Attempt"]) => ["done", "failed", "unknown"].includes(attempt.state);
const endOf = async (campaign: Schemas["Campaign"]) =>
  (await until(
    () => attemptsOf(cast, campaign),
    (all) => all.some(ended),
  ))!.find(ended)!;

describe.each(["vapi", "retell", "elevenlabs"] as const)("a call through %s", (platform) => {
  test("is placed once, and closed by the report of it", async () => {
    const agent = await newAgent();
    const line = await connectLine(cast, standIn, agent, platform);
    line.account.next.push(place({ outcome: "voicemail", talksFor: 1000 }));
    const contact = await newContact();
    const campaign = await draftCampaign(cast, line, agent, "North", [contact.id], {
      reached: "answered_or_voicemail",
      variables: { first_name: "name" },
    });
    await launch(cast, campaign);
    const attempt = await endOf(campaign);
    expect(attempt).toMatchObject({ state: "done", outcome: "voicemail", call_id: expect.any(String) });
    expect(line.account.orders).toHaveLength(1);
    const [order] = line.account.orders;
    expect(order).toMatchObject({ to: contact.phone, agent: expect.stringContaining(agent) });
    expect(order!.repeated.variables).toMatchObject({ first_name: "Nour Haddad" });
    const call = (await cast.ada.get(`/calls/${attempt.call_id}`)).body;
    expect(call).toMatchObject({ direction: "outbound", to_number: contact.phone });
  });

  test("that lost its answer is found by the report, and not placed again", async () => {
    const agent = await newAgent();
    const line = await connectLine(cast, standIn, agent, platform);
    line.account.next.push(loseAnswer({ ringsFor: 500, talksFor: 500 }));
    const campaign = await draftCampaign(cast, line, agent, "North", [(await newContact()).id]);
    await launch(cast, campaign);
    expect(await endOf(campaign)).toMatchObject({ state: "done", outcome: "answered", call_id: expect.any(String) });
    expect(line.account.orders).toHaveLength(1);
  });

  test("that was answered with 500 is not placed again", async () => {
    const agent = await newAgent();
    const line = await connectLine(cast, standIn, agent, platform);
    line.account.next.push(placeAndFail(500, "Something broke", { outcome: "voicemail", talksFor: 1000 }));
    const campaign = await draftCampaign(cast, line, agent, "North", [(await newContact()).id], { attempts: 1 });
    await launch(cast, campaign);
    expect(await endOf(campaign)).toMatchObject({ state: "done", outcome: "voicemail" });
    expect(line.account.orders).toHaveLength(1);
  });

  test("that has failed before the request was answered ends as reported", async () => {
    const agent = await newAgent();
    const line = await connectLine(cast, standIn, agent, platform);
    line.account.next.push(place({ outcome: "busy" }, 700));
    const campaign = await draftCampaign(cast, line, agent, "North", [(await newContact()).id], { attempts: 1 });
    await launch(cast, campaign);
    expect(await endOf(campaign)).toMatchObject({ state: "done", outcome: "busy", call_id: expect.any(String) });
    expect(line.account.orders).toHaveLength(1);
  });

  test("that the key is refused for pauses the campaign, in the platform's words", async () => {
    const agent = await newAgent();
    const line = await connectLine(cast, standIn, agent, platform);
    line.account.next.push(refuse(401, "This key was withdrawn"));
    const campaign = await draftCampaign(cast, line, agent, "North", [(await newContact()).id]);
    await launch(cast, campaign);
    const paused = await until(
      () => campaignOf(cast, campaign),
      ({ state }) => state === "paused",
    );
    expect(paused.pause).toMatchObject({ reason: "key_refused", detail: expect.stringContaining("withdrawn") });
  });
});

test("the number to call from is also shown as people in the company's country write it", async () => {
  const company = await cast.newCompany("Ferries");
  await cast.newAgent("Purser", company);
  const line = await connectLine(cast, standIn, "Purser");
  const campaign = await draftCampaign(cast, line, "Purser", "Ferries", [(await cast.newContact("Ferries")).id]);
  const numbers = async () => {
    const { from_number, from_number_text } = await campaignOf(cast, campaign);
    return [from_number, from_number_text];
  };
  expect(await numbers()).toEqual(["+4533119988", "+45 33 11 99 88"]);
  await cast.ada.patch(`/companies/${company.id}`, { country: "DK" });
  expect(await numbers()).toEqual(["+4533119988", "33 11 99 88"]);
});

describe("a call of an agent without a platform", () => {
  test("is asked for by a signed webhook, and closed by POST /calls", async () => {
    const agent = await newAgent();
    const contact = await newContact();
    const segment = await cast.newSegment("North");
    void (await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [contact.id] })).body;
    const made = await cast.ada.post("/campaigns", {
      name: "By webhook",
      agent_id: cast.agent(agent).id,
      segment_ids: [segment.id],
      webhook_url: receiver.url,
      days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      hours: { from: "08:00", to: "21:00" },
      calls_abroad: true,
      variables: { first_name: "name" },
      opt_out: { field: "stop", outcome: null },
    });
    expect(made).toHaveStatus(201);
    const campaign = made.body;
    receiver.secret = campaign.webhook_secret!;
    await launch(cast, campaign);
    const [asked] = await until(
      async () => receiver.received,
      (received) => received.length > 0,
    );
    expect(asked).toMatchObject({
      isSigned: true,
      call: {
        type: "call.requested",
        agent_id: cast.agent(agent).id,
        contact: { phone: contact.phone, name: "Nour Haddad" },
        variables: { first_name: "Nour Haddad" },
      },
    });
    const other = await newAgent();
    const call = { started_at: new Date().toISOString(), duration_seconds: 20, attempt_id: asked!.call.attempt_id };
    expect(await cast.ada.post("/calls", { ...call, agent_id: cast.agent(other).id })).toBeRefused(
      422,
      "invalid_fields",
      ["attempt_id"],
    );
    expect((await attemptsOf(cast, campaign))[0]!.state).toBe("sent");
    const reported = { ...call, agent_id: cast.agent(agent).id, analysis: { stop: true } };
    const { body } = await cast.ada.post("/calls", reported);
    expect(await endOf(campaign)).toMatchObject({ state: "done", outcome: "answered", call_id: body.id });
    expect(receiver.received).toHaveLength(1);
    const stopped = (await cast.ada.get("/do-not-call", { limit: 200 })).body.items;
    expect(stopped.map((entry) => entry.phone)).toContain(contact.phone);
  });
});

describe("Vapi's question before a call of a campaign of its own", () => {
  test("is answered by the same rule", async () => {
    const agent = await newAgent();
    const line = await connectLine(cast, standIn, agent);
    const contact = await newContact();
    const ask = async (number: string) => {
      const message = {
        type: "campaign.predial",
        campaignId: "campaign-at-vapi",
        contact: { id: "c", campaignId: "campaign-at-vapi", orgId: "o", number, createdAt: new Date().toISOString() },
      };
      const answer = await line.platform.deliver({ message });
      expect(answer).toHaveStatus(200);
      return answer.body as unknown;
    };
    expect(await ask(contact.phone!)).toEqual({ eligible: true });
    expect(await ask(newNumber())).toEqual({ eligible: false }); // nobody knows that person's consent
    void (await cast.ada.post("/do-not-call", { phone: contact.phone!, company_id: cast.company("North").id })).body;
    expect(await ask(contact.phone!)).toEqual({ eligible: false });
  });
});
