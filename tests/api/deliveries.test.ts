import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place } from "../../fixtures/stand-in/account.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { attemptsOf, callable, campaignOf, connectLine, draftCampaign, launch, until } from "../support/campaigns.ts";
import { Cast } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";
import { storedOf } from "../support/stored.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import * as retell from "../../fixtures/platforms/retell.ts";
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import { found } from "./calls-of.ts";

let standIn: StandIn;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  standIn = await StandIn.start();
  server = await startServer({ flags: standIn.flags });
  cast = await Cast.on(server);
});
afterAll(async () => {
  await server.stop();
  standIn.stop();
});

let customers = 0;
const someone = () => ({ customerNumber: `+447700902${String(++customers).padStart(3, "0")}` });
const names: PlatformName[] = ["vapi", "retell", "elevenlabs"];

const deliveries = async (platform: Platform, query = {}) =>
  (await cast.ada.get(`/connections/${platform.connection.id}/deliveries`, query)).body.items;
const states = async (platform: Platform) => (await deliveries(platform)).map(({ kind, state }) => [kind, state]);
const replay = (platform: Platform, id: string) =>
  cast.ada.post(`/connections/${platform.connection.id}/deliveries/${id}/replay`);
const connected = async (name: PlatformName) => {
  const platform = await Platform.connect(cast.ada, name);
  await platform.knows(cast.agent("Reception"), makePlatformCall().agent);
  return platform;
};

describe("the deliveries of a connection", () => {
  test("are what has arrived, the newest first, with the call that each is about", async () => {
    const platform = await connected("retell");
    const platformCall = makePlatformCall(someone());
    await platform.report(platformCall);
    await platform.deliver({ event: "call_transferred" });
    await platform.report(makePlatformCall({ ...someone(), agent: "nobody-here" }));
    expect(await states(platform)).toEqual([
      ["call_analyzed", "unknown_agent"],
      ["call_ended", "unknown_agent"],
      ["call_started", "unknown_agent"],
      ["call_transferred", "other"],
      ["call_analyzed", "call"],
      ["call_ended", "call"],
      ["call_started", "call"],
    ]);
    const items = await deliveries(platform);
    const { id } = (await found(cast.ada, platformCall))!;
    expect(items.map(({ call_id }) => call_id)).toEqual([null, null, null, null, id, id, id]);
    expect(items.map(({ can }) => can.join())).toEqual([
      "replay",
      "replay",
      "replay",
      "",
      "replay",
      "replay",
      "replay",
    ]);
  });

  test("show what arrived", async () => {
    const platform = await connected("retell");
    const webhook = retell.callEnded(makePlatformCall(someone()));
    await platform.deliver(webhook);
    const [delivery] = await deliveries(platform);
    const { id } = platform.connection;
    const shown = (await cast.ada.get(`/connections/${id}/deliveries/${delivery!.id}`)).body;
    expect(shown).toMatchObject({ ...delivery, is_cut: false });
    expect(JSON.parse(shown.payload!)).toEqual(JSON.parse(JSON.stringify(webhook)));
    expect(await cast.ada.get(`/connections/${id}/deliveries/unknown`)).toHaveStatus(404);
    const other = await connected("retell");
    expect(await cast.ada.get(`/connections/${other.connection.id}/deliveries/${delivery!.id}`)).toHaveStatus(404);
    expect(await cast.ada.get(`/connections/unknown/deliveries`)).toHaveStatus(404);
  });

  test("are shown in part where they are large, in whole characters", async () => {
    const platform = await connected("retell");
    await platform.deliver({ event: "note", x: "日本".repeat(60_000) });
    const [delivery] = await deliveries(platform);
    const shown = (await cast.ada.get(`/connections/${platform.connection.id}/deliveries/${delivery!.id}`)).body;
    expect(shown.is_cut).toBe(true);
    const length = Buffer.byteLength(shown.payload!);
    expect(length).toBeGreaterThan(256 * 1024 - 4);
    expect(length).toBeLessThanOrEqual(256 * 1024);
    expect(shown.payload).not.toContain("\ufffd");
  });

  test("include what was refused or had arrived before, which can be listed alone", async () => {
    const platform = await connected("vapi");
    const body = { message: { type: "hang" } };
    await platform.deliver(body, { secret: "another secret of it" });
    await platform.deliver(body, { secret: "another secret of it" });
    await platform.deliver(body);
    await platform.deliver(body);
    await platform.deliver("no JSON");
    const items = await deliveries(platform);
    expect(items.map(({ kind, state }) => [kind, state])).toEqual([
      [null, "refused"],
      ["hang", "repeated"],
      ["hang", "other"],
      [null, "refused"], // of two within a minute: anyone can send these
    ]);
    expect(items[0]!.problem).toMatch(/JSON/);
    expect(items[3]!.problem).toMatch(/signature|secret/);
    expect((await deliveries(platform, { problems: true })).map(({ state }) => state)).toEqual([
      "refused",
      "repeated",
      "refused",
    ]);
    const wrong = await cast.ada.get(`/connections/${platform.connection.id}/deliveries`, { problems: "yes" as never });
    expect(wrong).toHaveStatus(422);
  });

  test("are the last 100, and of the rest that was refused nothing is stored", async () => {
    const platform = await connected("vapi");
    const body = { message: { type: "hang" } };
    for (let sent = 0; sent < 108; ++sent) await platform.deliver(body);
    expect(await deliveries(platform)).toHaveLength(100);
    for (let sent = 0; sent < 3; ++sent) await platform.deliver({ message: { type: "hang", sent } });
    const items = await deliveries(platform);
    expect(items).toHaveLength(100);
    expect(items.slice(0, 4).map(({ state }) => state)).toEqual(["other", "other", "other", "repeated"]);
    const { port } = server;
    await server.stop();
    expect(
      runSql(server, "SELECT count(*) FROM unstored_webhooks GROUP BY connection_id ORDER BY 1 DESC LIMIT 1"),
    ).toBe("100");
    await server.startAgain({ port });
  });
});

describe("a delivery that is replayed", () => {
  test("makes the call what it says, and what later ones said stays", async () => {
    const platform = await connected("retell");
    const platformCall = makePlatformCall({ ...someone(), summary: "A berth for next week." });
    await platform.report(platformCall);
    const before = (await found(cast.ada, platformCall))!;
    // As if an earlier version had not understood them.
    const { port } = server;
    await server.stop();
    runSql(server, `UPDATE calls SET summary = 'Nothing', end_reason = NULL WHERE id = '${before.id}'`);
    await server.startAgain({ port });
    expect((await found(cast.ada, platformCall))!.summary).toBe("Nothing");
    const ended = (await deliveries(platform)).find(({ kind }) => kind === "call_ended")!;
    const answer = await replay(platform, ended.id);
    expect(answer).toHaveStatus(200);
    expect(answer.body).toEqual(ended);
    expect(await found(cast.ada, platformCall)).toEqual(before);
    const { items } = (await cast.ada.get("/audit-entries", { subject_id: platform.connection.id })).body;
    expect(items[0]!.action).toBe("connection.delivery_replayed");
  });

  test("completes the call with what it missed, and other calls stay as they are", async () => {
    const platform = await connected("retell");
    const platformCall = makePlatformCall({ ...someone(), summary: "Asks for the harbour master.", cost: 0.42 });
    const otherCall = makePlatformCall({ ...someone(), summary: "Another matter." });
    await platform.report(platformCall);
    await platform.report(otherCall);
    const complete = (await found(cast.ada, platformCall))!;
    const transcript = async () => (await cast.ada.get(`/calls/${complete.id}`)).body.transcript;
    const said = await transcript();
    expect(said).not.toEqual([]);
    const other = (await found(cast.ada, otherCall))!;
    // As if an earlier version had understood no more than that the calls began.
    const { port } = server;
    await server.stop();
    for (const { id } of [complete, other]) {
      runSql(server, `DELETE FROM call_transcripts WHERE call_number = (SELECT number FROM calls WHERE id = '${id}')`);
      runSql(
        server,
        `UPDATE calls SET status = 'ongoing', ended_at = NULL, summary = NULL, outcome = NULL,
         end_reason = NULL WHERE id = '${id}'`,
      );
    }
    await server.startAgain({ port });
    const missed = (await found(cast.ada, platformCall))!;
    expect(missed).toMatchObject({ status: "ongoing", summary: null, ended_at: null });
    expect(await transcript()).not.toEqual(said);
    const started = (await deliveries(platform)).findLast(({ call_id }) => call_id === complete.id)!;
    expect(started.kind).toBe("call_started");
    expect(await replay(platform, started.id)).toHaveStatus(200);
    expect(await found(cast.ada, platformCall)).toEqual(complete);
    expect(await transcript()).toEqual(said);
    expect(await found(cast.ada, otherCall)).toMatchObject({ status: "ongoing", summary: null });
  });

  test("leaves alone what a campaign knows: no number returns to the do-not-call list", async () => {
    const line = await connectLine(cast, standIn, "Reception");
    line.account.next.push(place({ outcome: "voicemail", analysis: { never_again: true } }));
    const { customerNumber } = someone();
    const contact = await cast.newContact("North", callable(customerNumber));
    const optOut = { opt_out: { field: "never_again", outcome: null } };
    const campaign = await draftCampaign(cast, line, "Reception", "North", [contact.id], optOut);
    await launch(cast, campaign);
    await until(
      () => campaignOf(cast, campaign),
      ({ state }) => state === "completed",
    );
    const attempts = await attemptsOf(cast, campaign);
    const entries = async () => (await cast.ada.get("/do-not-call", { phone: customerNumber })).body.items;
    expect(await entries()).toHaveLength(1);
    await cast.ada.delete(`/do-not-call/${(await entries())[0]!.id}`);
    for (const { id, can } of await deliveries(line.platform)) {
      if (can.includes("replay")) expect(await replay(line.platform, id)).toHaveStatus(200);
    }
    expect(await entries()).toEqual([]);
    expect(await attemptsOf(cast, campaign)).toEqual(attempts);
    expect((await campaignOf(cast, campaign)).state).toBe("completed");
  });

  test("is refused where those about the call are too large together", async () => {
    const platform = await connected("retell");
    const webhook = retell.callEnded(makePlatformCall(someone()));
    const parts = [7, 6, 5];
    for (const megabytes of parts) {
      void (await platform.deliver({ ...webhook, more: "x".repeat(megabytes * 1024 * 1024) })).body;
    }
    const items = await deliveries(platform);
    const refused = await replay(platform, items.at(-1)!.id);
    expect(refused).toHaveStatus(409);
    expect(refused.problem.detail).toMatch(/too large/);
    expect(await replay(platform, items.at(-2)!.id)).toHaveStatus(200);
  });

  test("is refused where more than 50 of them say something about the call", async () => {
    const platform = await connected("retell");
    const platformCall = makePlatformCall(someone());
    const { call } = retell.callEnded(platformCall);
    for (let sent = 0; sent < 51; ++sent) {
      void (await platform.deliver({ event: "call_ended", call, sent })).body;
      void (await platform.deliver({ event: "transcript_updated", call, sent })).body;
    }
    const items = (await deliveries(platform)).filter(({ kind }) => kind === "call_ended");
    const { id } = platform.connection;
    const { port } = server;
    await server.stop();
    const first = runSql(
      server,
      `SELECT id FROM call_events WHERE connection_id = '${id}' ORDER BY received_at, id LIMIT 1`,
    );
    await server.startAgain({ port });
    const refused = await replay(platform, first);
    expect(refused).toHaveStatus(409);
    expect(refused.problem.detail).toMatch(/Too many newer deliveries/);
    expect(await replay(platform, items.at(-1)!.id)).toHaveStatus(200);
  });

  test("changes nothing where nothing is new, however often", async () => {
    for (const name of names) {
      const platform = await connected(name);
      const platformCall = makePlatformCall(someone());
      await platform.report(platformCall);
      const before = await found(cast.ada, platformCall);
      const listed = await deliveries(platform);
      for (const { id } of [...listed, ...listed]) expect(await replay(platform, id)).toHaveStatus(200);
      expect(await found(cast.ada, platformCall)).toEqual(before);
      expect(await deliveries(platform)).toEqual(listed);
    }
  });

  test("is refused where it is about no call, or was refused itself", async () => {
    const platform = await connected("vapi");
    await platform.deliver({ message: { type: "hang" } });
    await platform.deliver({ message: { type: "hang" } });
    await platform.deliver("no JSON");
    for (const { id } of await deliveries(platform)) expect(await replay(platform, id)).toHaveStatus(409);
    expect(await replay(platform, "unknown")).toHaveStatus(404);
  });

  test("is refused once the call is erased, of which neither list nor delivery shows anything", async () => {
    const platform = await connected("vapi");
    const platformCall = makePlatformCall({ ...someone(), summary: "Wants to be forgotten by everybody." });
    await platform.report(platformCall);
    const [delivery] = await deliveries(platform);
    expect(await cast.ada.post("/erasures", { phone: platformCall.customerNumber })).toHaveStatus(202);
    for (let waited = 0; waited < 600 && (await deliveries(platform))[0]!.state !== "erased"; ++waited) {
      await setTimeout(100);
    }
    expect(await replay(platform, delivery!.id)).toHaveStatus(409);
    const shown = await cast.ada.get(`/connections/${platform.connection.id}/deliveries/${delivery!.id}`);
    expect(shown.body).toMatchObject({ state: "erased", payload: "{}", call_id: null, can: [] });
    await platform.report(platformCall);
    expect((await deliveries(platform))[0]!.state).toBe("repeated");
    for (let waited = 0; waited < 600 && storedOf(server, [platformCall.summary]).length > 0; ++waited) {
      await setTimeout(100);
    }
    expect(storedOf(server, [platformCall.summary])).toEqual([]);
  });
});

describe("a test event", () => {
  test.each(names)("of %s is accepted, marked, and no call", async (name) => {
    const platform = await connected(name);
    const count = async () => (await cast.ada.get("/calls", { limit: 200 })).body.items.length;
    const before = await count();
    const path = `/connections/${platform.connection.id}`;
    const caller = await cast.member({ role: "administrator" });
    const sent = await caller.post(`${path}/test-event`);
    expect(sent).toHaveStatus(200);
    expect(sent.body).toMatchObject({ kind: "rollcall.test", state: "test", call_id: null, can: [] });
    expect(await caller.post(`${path}/test-event`)).toHaveStatus(200);
    expect((await states(platform)).map(([, state]) => state)).toEqual(["test", "test"]);
    expect(await count()).toBe(before);
    expect((await cast.ada.get("/unknown-agents", { limit: 200 })).body.items).not.toContainEqual(
      expect.objectContaining({ connection_id: platform.connection.id }),
    );
    expect((await cast.ada.get(path)).body).toMatchObject({ last_event_at: null, last_error: null });
  });

  test("needs a secret, and the right one", async () => {
    const platform = await connected("retell");
    const path = `/connections/${platform.connection.id}`;
    await cast.ada.patch(path, { secret: null });
    const refused = await cast.ada.post(`${path}/test-event`);
    expect(refused).toHaveStatus(409);
    expect(refused.problem.detail).toMatch(/secret/);
    expect(await states(platform)).toEqual([]);
  });

  test("can be sent five times in ten minutes by each administrator, to whichever connection, each recorded", async () => {
    const caller = await cast.member({ role: "administrator" });
    const platforms = [await connected("retell"), await connected("vapi")];
    const paths = platforms.map(({ connection }) => `/connections/${connection.id}` as const);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, sent) => caller.post(`${paths[sent % 2]!}/test-event`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(500);
    expect(refused.text).toContain("At most 5 test events in 10 minutes.");
    const received = (await Promise.all(platforms.map((platform) => states(platform)))).flat();
    expect(received).toHaveLength(5);
    const { items } = (await cast.ada.get("/audit-entries", { action: "connection.tested", actor_id: caller.id })).body;
    expect(items).toHaveLength(5);
    const deputy = await cast.member({ role: "administrator" });
    expect(await deputy.post(`${paths[0]!}/test-event`)).toHaveStatus(200);
  });
});
