import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place } from "../../fixtures/stand-in/account.ts";
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
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";

// What campaigns keep of people, and what they keep from being deleted.

let standIn: StandIn;
let server: Server;
let cast: Cast;
let line: Line;
beforeAll(async () => {
  standIn = await StandIn.start();
  server = await startServer({ flags: standIn.flags });
  cast = await Cast.on(server);
  line = await connectLine(cast, standIn, "Reception");
});
afterAll(async () => {
  standIn.stop();
  await server.stop();
});

let people = 0;
const newNumber = () => `+4930987${10_000 + ++people}`;
const longCall = { ringsFor: 0, talksFor: 600_000 };
const draft = (contacts: string[], more: Partial<Schemas["CreateCampaign"]> = {}) =>
  draftCampaign(cast, line, "Reception", "North", contacts, more);

/** Ends the call that goes on, as its platform reports it. */
async function endCall(number: string) {
  const { call } = line.account.calls.findLast(({ order }) => order.to === number)!;
  const { endOfCallReport } = await import("../../fixtures/platforms/vapi.ts");
  expect(await line.account.deliver(endOfCallReport({ ...call, seconds: 12 }))).toBe(200);
}

describe("erasing a number", () => {
  test("takes it from a campaign; a call that is made ends without it, and is not repeated", async () => {
    const [talking, planned] = [newNumber(), newNumber()];
    const contacts = [];
    for (const phone of [talking, planned]) contacts.push((await cast.newContact("North", callable(phone))).id);
    line.account.next.push(place(longCall));
    const campaign = await draft(contacts, { at_once: 1, attempts: 3, retry_minutes: [1], reached: "successful" });
    await launch(cast, campaign);
    const busy = await until(
      () => attemptsOf(cast, campaign),
      (attempts) => attempts.some(({ state }) => state === "talking"),
    );
    const first = busy.find(({ state }) => state === "talking")!;
    const second = first.phone === talking ? planned : talking;

    expect(storedOf(server, [talking, planned])).toEqual([talking, planned]);
    for (const phone of [first.phone!, second]) {
      const counts = (await cast.ada.post("/erasures", { phone, dry_run: true })).body.counts;
      expect(counts).toMatchObject({ contacts: 1, attempts: 1 });
      expect(await cast.ada.post("/erasures", { phone })).toHaveStatus(202);
    }
    const erased = await attemptsOf(cast, campaign);
    expect(erased.map(({ phone, contact }) => [phone, contact])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(erased.map(({ state }) => state).sort()).toEqual(["skipped", "talking"]);

    await endCall(first.phone!);
    const { progress } = await until(
      () => campaignOf(cast, campaign),
      ({ state }) => state === "completed",
    );
    expect(progress).toMatchObject({ planned: 0, open: 0, done: 1, skipped: 1 });
    expect(progress.skipped_reasons).toEqual({ erased: 1 });
    expect(line.account.orders.filter(({ to }) => [talking, planned].includes(to))).toHaveLength(1);
    const texts = [talking, planned].flatMap((phone) => [phone, phone.slice(3)]);
    await until(
      () => Promise.resolve(storedOf(server, texts)),
      (left) => left.length === 0,
      90_000,
      1_000, // each time the whole data folder is read
    );
  });
});

describe("a contact that is deleted", () => {
  test("or merged into another one, while it waits for its call, is not called", async () => {
    const numbers = [newNumber(), newNumber(), newNumber()];
    const contacts: Schemas["Contact"][] = [];
    for (const phone of numbers) contacts.push(await cast.newContact("North", callable(phone)));
    const into = await cast.newContact("North", callable(newNumber()));
    line.account.next.push(place(longCall));
    const campaign = await draft(
      contacts.map(({ id }) => id),
      { at_once: 1 },
    );
    await launch(cast, campaign);
    const attempts = await until(
      () => attemptsOf(cast, campaign),
      (found) => found.length === 3 && found.some(({ state }) => state === "talking"),
    );
    const talking = attempts.find(({ state }) => state === "talking")!;
    const [deleted, merged] = attempts.filter(({ state }) => state === "planned").map(({ contact }) => contact!.id);
    expect(await cast.ada.delete(`/contacts/${deleted}`)).toHaveStatus(204);
    expect(await cast.ada.post(`/contacts/${merged}/merge`, { into: into.id })).toHaveStatus(200);
    await endCall(talking.phone!);
    const { progress } = await until(
      () => campaignOf(cast, campaign),
      ({ state }) => state === "completed",
    );
    expect(progress).toMatchObject({ done: 1, skipped: 2 });
    expect(progress.skipped_reasons).toEqual({ deleted: 2 });
    const called = line.account.orders.map(({ to }) => to);
    expect(called.filter((to) => numbers.includes(to) || to === into.phone)).toEqual([talking.phone]);
  });
});

describe("a campaign keeps", () => {
  test("its agent, its company and its connection from being deleted, and nothing is moved by the attempt", async () => {
    await cast.newCompany("Islands");
    await cast.newAgent("Pilots", "Islands");
    const own = await connectLine(cast, standIn, "Pilots");
    const contact = await cast.newContact("Islands", callable(newNumber()));
    const campaign = await draftCampaign(cast, own, "Pilots", "Islands", [contact.id]);
    expect(await cast.ada.delete(`/contacts/${contact.id}`)).toHaveStatus(204);
    const paths = [
      `/agents/${cast.agent("Pilots").id}`,
      `/companies/${cast.company("Islands").id}`,
      `/connections/${own.platform.connection.id}`,
    ];
    const read = async () => Promise.all(paths.map(async (path) => (await cast.ada.get(path as never)).text));
    const before = await read();
    for (const path of paths) {
      const answer = await cast.ada.delete(path as never);
      expect(answer).toBeRefused(409, "in_use");
      expect(answer.text).toMatch(/campaign/);
    }
    expect(await read()).toEqual(before);
    expect(await campaignOf(cast, campaign)).toMatchObject({ state: "draft", agent: { name: "Pilots" } });

    // A draft can be deleted, and then so can they.
    expect(await cast.ada.delete(`/campaigns/${campaign.id}`)).toHaveStatus(204);
    for (const path of [paths[2]!, paths[0]!, paths[1]!]) {
      expect(await cast.ada.delete(path as never)).toHaveStatus(204);
    }
  });
});
