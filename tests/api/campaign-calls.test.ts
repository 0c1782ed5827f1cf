import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  loseAnswer,
  neverAnswer,
  place,
  placeAndFail,
  refuse,
  type Decision,
} from "../../fixtures/stand-in/account.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import type { Schemas } from "../support/answer.ts";
import {
  attemptsOf,
  callable,
  campaignOf,
  connectLine,
  draftCampaign,
  launch,
  until,
  type Line,
} from "../support/campaigns.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { WallClock } from "../support/wall-clock.ts";

// Campaigns that call, through stand-ins for the platforms.

let standIn: StandIn;
const clock = new WallClock();
let server: Server;
let cast: Cast;
let line: Line;
/** Another account at the same platform. */
let otherLine: Line;
/** Sees Reception, and with it North, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  standIn = await StandIn.start();
  server = await startServer({ flags: standIn.flags, ...clock.options });
  cast = await Cast.on(server);
  line = await connectLine(cast, standIn, "Reception");
  otherLine = await connectLine(cast, standIn, "Reception");
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
});
afterAll(async () => {
  await server.stop();
  standIn.stop();
});

let people = 0;
const newNumber = () => `+4930876${10_000 + ++people}`;
const newPerson = async (phone = newNumber()) => (await cast.newContact("North", callable(phone))).id;
const longCall = { ringsFor: 0, talksFor: 600_000 };
/** It is not placed, and nobody ever says so. */
const silence = neverAnswer(false);

/** Seconds by which the server's clock is ahead. */
let ahead = 0;
const minute = 60;
const pass = (seconds: number) => clock.forward((ahead += seconds));

/** A campaign of new contacts, launched; what becomes of its first calls is given. */
async function callPeople(
  count: number,
  next: Decision[] = [],
  more: Partial<Schemas["CreateCampaign"]> = {},
  through: Line = line,
): Promise<Schemas["Campaign"]> {
  const contacts: string[] = [];
  for (let made = 0; made < count; ++made) contacts.push(await newPerson());
  through.account.next.splice(0, Infinity, ...next);
  const campaign = await draftCampaign(cast, through, "Reception", "North", contacts, more);
  await launch(cast, campaign);
  return campaign;
}

const isOver = ({ state }: Schemas["Campaign"]) => state === "completed";
const completed = (campaign: { id: string }) => until(() => campaignOf(cast, campaign), isOver);
const firstAttempt = async (campaign: { id: string }) => (await attemptsOf(cast, campaign)).at(-1)!;
const attemptIn = (campaign: { id: string }, ...states: Schemas["AttemptState"][]) =>
  until(
    () => firstAttempt(campaign),
    (attempt) => attempt !== undefined && states.includes(attempt.state),
  );
const paused = (campaign: { id: string }) =>
  until(
    () => campaignOf(cast, campaign),
    ({ state }) => state === "paused",
  );
/** Until the dialler has called for another campaign, twice: that takes the second that campaigns wait between calls. */
const dialElsewhere = async () => void (await completed(await callPeople(2, [], {}, otherLine)));
const ordersTo = (phone: string | null, { account } = line) => account.orders.filter(({ to }) => to === phone).length;

/** What the platforms send from now on arrives where the server is now. */
function redirect() {
  for (const { account, platform } of [line, otherLine]) {
    account.deliverTo({ address: server.address, connection: platform.connection.id, secret: platform.secret });
  }
}

describe("a campaign", () => {
  test.each(["vapi", "retell", "elevenlabs"] as const)(
    "calls through %s, and is completed by what it reports",
    async (name) => {
      const through = await connectLine(cast, standIn, "Reception", name);
      const campaign = await callPeople(2, [], { variables: { first_name: "name" } }, through);
      const { progress } = await completed(campaign);
      expect(progress).toMatchObject({ planned: 0, open: 0, done: 2, reached: 2, outcomes: { answered: 2 } });
      const attempts = await attemptsOf(cast, campaign);
      for (const attempt of attempts) {
        expect(attempt).toMatchObject({ state: "done", outcome: "answered", reason: null, can: [] });
        expect(attempt.phone_text).toBe(attempt.phone!.replace("+4930", "+49 30 "));
        expect(ordersTo(attempt.phone, through)).toBe(1);
        const call = (await eva.get(`/calls/${attempt.call_id}`)).body;
        expect([call.direction, call.to_number]).toEqual(["outbound", attempt.phone]);
      }
      expect(through.account.orders[0]!.repeated.variables).toMatchObject({
        first_name: attempts.at(-1)!.contact!.name,
      });
    },
  );

  test("makes no more calls at once than it says, and none once it is paused", async () => {
    const campaign = await callPeople(4, Array<Decision>(4).fill(place(longCall)), { at_once: 2 });
    await until(
      () => campaignOf(cast, campaign),
      ({ progress }) => progress.open === 2,
    );
    const orders = line.account.orders.length;
    expect(await eva.post(`/campaigns/${campaign.id}/pause`)).toHaveStatus(200);
    for (const placed of line.account.calls.filter(({ state }) => state === "talking")) {
      await line.account.report({ ...placed.call, seconds: 3 });
    }
    await until(
      () => campaignOf(cast, campaign),
      ({ progress }) => progress.done === 2,
    );
    await dialElsewhere();
    expect(line.account.orders.length).toBe(orders);
    expect(line.account.mostAtOnce).toBe(2);
    line.account.next.splice(0);
    expect(await eva.post(`/campaigns/${campaign.id}/resume`)).toHaveStatus(200);
    expect((await completed(campaign)).progress.done).toBe(4);
  });

  test("makes the next calls by limits that were changed while it calls", async () => {
    const campaign = await callPeople(3, Array<Decision>(3).fill(place(longCall)), { at_once: 1 });
    const waitingFor = (reason: string) =>
      until(
        () => campaignOf(cast, campaign),
        ({ waiting }) => waiting?.reason === reason,
      );
    const open = (count: number) =>
      until(
        () => campaignOf(cast, campaign),
        ({ progress }) => progress.open === count,
      );
    await waitingFor("at_once");
    const path = `/campaigns/${campaign.id}` as const;
    void (await eva.patch(path, { at_once: 2, calls_per_hour: 1 })).body;
    await open(2);
    void (await eva.patch(path, { at_once: 10 })).body;
    await waitingFor("calls_per_hour");
    void (await eva.patch(path, { calls_per_hour: 3600 })).body;
    await open(3);
    void (await eva.post(`${path}/cancel`)).body;
  });

  test("believes a report that arrives before the answer to the dial", async () => {
    const campaign = await callPeople(1, [place({}, 1_500)]);
    await attemptIn(campaign, "done");
    // This one is known by its answer alone, which is later than that of the first.
    const later = await callPeople(1, [place({ ...longCall, isReported: false }, 1_500)]);
    await attemptIn(later, "sent");
    await cast.ada.post(`/campaigns/${later.id}/cancel`);
    expect(await firstAttempt(campaign)).toMatchObject({ state: "done", outcome: "answered" });
    expect((await completed(campaign)).progress.done).toBe(1);
  });

  test("believes one that does not name the attempt, once the answer names the call", async () => {
    const through = await connectLine(cast, standIn, "Reception", "elevenlabs");
    const campaign = await callPeople(1, [place({ outcome: "busy" }, 1_500)], { attempts: 1 }, through);
    expect((await completed(campaign)).progress.outcomes).toEqual({ busy: 1 });
  });

  test("calls a number that two campaigns have once at a time", async () => {
    const contact = await newPerson();
    line.account.next.splice(0, Infinity, place(longCall));
    const campaigns: Schemas["Campaign"][] = [];
    for (const name of ["One", "Other"]) {
      const campaign = await draftCampaign(cast, line, "Reception", "North", [contact], { name });
      await launch(cast, campaign);
      campaigns.push(campaign);
    }
    const attempts = await until(
      () => Promise.all(campaigns.map(firstAttempt)),
      (found) => found.some((attempt) => attempt?.wait?.reason === "number_busy"),
    );
    const waits = attempts.findIndex(({ wait }) => wait !== null);
    await attemptIn(campaigns[1 - waits]!, "talking");
    expect(ordersTo(attempts[0]!.phone)).toBe(1);
    // It may be a campaign of another company.
    const asMember = (await eva.get(`/campaigns/${campaigns[waits]!.id}/attempts`)).body.items[0]!;
    expect([asMember.state, asMember.wait]).toEqual(["planned", null]);
    for (const campaign of campaigns) await cast.ada.post(`/campaigns/${campaign.id}/cancel`);
  });

  test("does not call somebody again who asks for it, and puts the number on the company's list", async () => {
    const no = place({ outcome: "voicemail", analysis: { never_again: true } });
    const campaign = await callPeople(1, [no], { opt_out: { field: "never_again", outcome: null } });
    expect((await completed(campaign)).progress.outcomes).toEqual({ voicemail: 1 });
    const { phone } = await firstAttempt(campaign);
    const { items } = (await eva.get("/do-not-call", { phone: phone! })).body;
    expect(items).toMatchObject([{ company_id: cast.company("North").id }]);
  });
});

describe("a call of which it is not known whether it was placed", () => {
  test("is dialled once where the server is killed between claim and answer, and found at the platform", async () => {
    const campaign = await callPeople(1, [neverAnswer(true, { ...longCall, isReported: false })]);
    const { phone } = await attemptIn(campaign, "claimed");
    await until(
      () => Promise.resolve(ordersTo(phone)),
      (orders) => orders === 1,
    );
    server.signal("SIGKILL");
    await server.ended;
    pass(2 * minute);
    await server.startAgain();
    redirect();
    await attemptIn(campaign, "sent");
    const { call } = line.account.calls.findLast(({ order }) => order.to === phone)!;
    await line.account.report({ ...call, seconds: 4 });
    expect((await completed(campaign)).progress.done).toBe(1);
    expect(ordersTo(phone)).toBe(1);
  });

  test("is unknown after a while where the platform does not know it, and can be retried by hand only", async () => {
    const campaign = await callPeople(1, [silence]);
    const { phone } = await attemptIn(campaign, "claimed");
    server.signal("SIGKILL");
    await server.ended;
    await server.startAgain();
    redirect();
    pass(16 * minute);
    const unknown = await attemptIn(campaign, "unknown");
    expect((await completed(campaign)).progress).toMatchObject({ unknown: 1, done: 0 });
    const orders = ordersTo(phone);
    expect(orders).toBeLessThanOrEqual(1);
    pass(-16 * minute); // or what the platform signs would have expired

    expect(unknown.can).toEqual(["retry"]);
    const retry = `/campaigns/${campaign.id}/attempts/${unknown.id}/retry` as const;
    const answer = await eva.post(retry);
    expect(answer).toHaveStatus(201);
    expect(answer.body).toMatchObject({ number: 2, phone, state: "planned" });
    expect(await eva.post(retry)).toBeRefused(409, "conflict");
    const ended = await completed(campaign);
    expect(ended.progress).toMatchObject({ unknown: 0, done: 1 });
    expect(ended.audience.contacts).toBe(1);
    expect(ordersTo(phone)).toBe(orders + 1);
    const [last] = await attemptsOf(cast, campaign);
    expect(await eva.post(`/campaigns/${campaign.id}/attempts/${last!.id}/retry`)).toBeRefused(409, "conflict");
    const { items } = (await cast.ada.get("/audit-entries", { subject_id: campaign.id })).body;
    expect(items[0]).toMatchObject({ action: "campaign.attempt_retried", actor_id: eva.id });
  });

  const doubtful: [string, Decision][] = [
    ["an answer that is lost", loseAnswer()],
    ["a 500", placeAndFail(500, "Oops")],
    ["a 503", placeAndFail(503, "Try again later")],
  ];
  test.each(doubtful)("is closed by its report, after %s", async (_, decision) => {
    const campaign = await callPeople(1, [decision]);
    expect((await completed(campaign)).progress.done).toBe(1);
    expect(ordersTo((await firstAttempt(campaign)).phone)).toBe(1);
  });

  test("is not dialled again after a 500 without a call", async () => {
    const campaign = await callPeople(1, [refuse(500, "Something broke")]);
    const { phone } = await attemptIn(campaign, "claimed");
    await until(
      () => firstAttempt(campaign),
      ({ detail }) => detail !== null,
    );
    pass(16 * minute);
    expect(await attemptIn(campaign, "unknown")).toMatchObject({ reason: "unresolved" });
    pass(-16 * minute);
    await completed(campaign);
    expect(ordersTo(phone)).toBe(1);
  });
});

describe("a draft that was left until its start was past", () => {
  test("can be changed otherwise, and begins at its launch", async () => {
    const starts_at = new Date(Date.now() + (ahead + 10 * minute) * 1000).toISOString();
    const draft = await draftCampaign(cast, line, "Reception", "North", [await newPerson()], { starts_at });
    pass(20 * minute);
    const path = `/campaigns/${draft.id}` as const;
    expect(await eva.patch(path, { starts_at, name: "Late" })).toHaveStatus(200);
    const other = new Date(Date.parse(starts_at) + 1000).toISOString();
    expect(await eva.patch(path, { starts_at: other })).toBeRefused(422, "invalid_fields", ["starts_at"]);
    expect((await eva.post(`${path}/launch`)).body.state).toBe("active");
    await eva.post(`${path}/cancel`);
    pass(-20 * minute);
  });
});

describe("a platform that takes no calls", () => {
  test("is asked again after the time that it says, with 429", async () => {
    const campaign = await callPeople(1, [refuse(429, "Slow down", 30)]);
    const waiting = await until(
      () => firstAttempt(campaign),
      (attempt) => attempt?.wait?.reason === "platform",
    );
    expect(waiting).toMatchObject({ state: "planned", claimed_at: null });
    await dialElsewhere();
    expect(ordersTo(waiting.phone)).toBe(1);
    pass(30);
    expect((await completed(campaign)).progress.done).toBe(1);
    expect(ordersTo(waiting.phone)).toBe(2);
    pass(-30);
  });

  test("pauses the campaign in its words where there is no credit, and where the key is withdrawn", async () => {
    const broke = await callPeople(1, [refuse(402, "Your wallet is empty")]);
    expect((await paused(broke)).pause).toMatchObject({ reason: "no_credit" });
    expect((await paused(broke)).pause!.detail).toContain("Your wallet is empty");
    expect(await firstAttempt(broke)).toMatchObject({ state: "planned" });
    expect((await firstAttempt(broke)).detail).toContain("Your wallet is empty");
    // What it says of the account is not for members.
    expect((await eva.get(`/campaigns/${broke.id}`)).body.pause).toEqual({ reason: "no_credit", detail: null });
    expect((await eva.get(`/campaigns/${broke.id}/attempts`)).body.items[0]).toMatchObject({ detail: null });
    expect(await eva.post(`/campaigns/${broke.id}/resume`)).toHaveStatus(200);
    await completed(broke);

    const withdrawn = await connectLine(cast, standIn, "Reception");
    const campaign = await callPeople(1, [place(longCall)], { starts_at: null }, withdrawn);
    await attemptIn(campaign, "talking");
    const next = await draftCampaign(cast, withdrawn, "Reception", "North", [await newPerson()]);
    withdrawn.account.withdrawKey();
    await launch(cast, next);
    expect((await paused(next)).pause).toMatchObject({ reason: "key_refused" });
    await cast.ada.delete(`/connections/${withdrawn.platform.connection.id}/key`);
    expect((await paused(campaign)).pause).toMatchObject({ reason: "no_key" });
  });

  test("is not asked for calls through a connection that refuses its webhooks", async () => {
    const through = await connectLine(cast, standIn, "Reception");
    const connection = `/connections/${through.platform.connection.id}` as const;
    const campaign = await callPeople(1, [place(longCall)], {}, through);
    await attemptIn(campaign, "talking");
    expect(await cast.ada.patch(connection, { secret: null })).toHaveStatus(200);
    const stopped = await paused(campaign);
    expect(stopped).toMatchObject({ pause: { reason: "no_secret" }, problems: [expect.stringContaining("secret")] });
    expect(await eva.post(`/campaigns/${campaign.id}/resume`)).toBeRefused(422, "invalid_fields", ["connection_id"]);
    const next = await draftCampaign(cast, through, "Reception", "North", [await newPerson()]);
    expect(await eva.post(`/campaigns/${next.id}/launch`)).toBeRefused(422, "invalid_fields", ["connection_id"]);
    await cast.ada.patch(connection, { secret: through.platform.secret });
    expect(await eva.post(`/campaigns/${campaign.id}/resume`)).toHaveStatus(200);
    expect(await eva.post(`/campaigns/${campaign.id}/cancel`)).toHaveStatus(200);
  });

  test("is not asked for calls of an agent with several external ids there, and never by an empty one", async () => {
    await cast.newAgent("Double", "North");
    const through = await connectLine(cast, standIn, "Double");
    const campaign = await draftCampaign(cast, through, "Double", "North", [await newPerson()]);
    await through.platform.knows(cast.agent("Double"), "another name of Double");
    expect((await campaignOf(cast, campaign)).problems).toEqual([expect.stringContaining("several platform IDs")]);
    const launched = await cast.ada.post(`/campaigns/${campaign.id}/launch`);
    expect(launched).toBeRefused(422, "invalid_fields", ["connection_id"]);
    const path = `/agents/${cast.agent("Double").id}/external-ids` as const;
    const only = (external_id: string) => ({
      items: [{ connection_id: through.platform.connection.id, external_id }],
    });
    await cast.ada.put(path, only(""));
    expect((await campaignOf(cast, campaign)).problems).toEqual([expect.stringContaining("no longer connected")]);
    await cast.ada.put(path, only("another name of Double"));
    expect((await campaignOf(cast, campaign)).problems).toEqual([]);
  });

  test("does not give a member the numbers of the company that the agent belonged to", async () => {
    await cast.newAgent("Mover", "North");
    const through = await connectLine(cast, standIn, "Mover");
    await draftCampaign(cast, through, "Mover", "North", [await newPerson()]);
    const path = `/agents/${cast.agent("Mover").id}` as const;
    const member = await cast.member({ agents: ["Mover"], permissions: { access_crm: true } });
    expect((await member.get(`${path}/phone-numbers`)).body.items).toHaveLength(1);
    expect(await cast.ada.patch(path, { company_id: cast.company("South").id, with_calls: true })).toHaveStatus(200);
    expect((await member.get(`${path}/phone-numbers`)).body.items).toEqual([]);
  });

  test("fails a call that it refuses, which can be retried by hand", async () => {
    const campaign = await callPeople(1, [refuse(400, "assistantId must exist")]);
    const failed = await attemptIn(campaign, "failed");
    expect(failed).toMatchObject({ reason: "refused", can: ["retry"] });
    expect(failed.detail).toContain("assistantId must exist");
    expect((await completed(campaign)).progress.failed).toBe(1);
  });
});
