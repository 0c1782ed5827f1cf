import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place } from "../../fixtures/stand-in/account.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
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
import { WallClock } from "../support/wall-clock.ts";

let standIn: StandIn;
let server: Server;
let cast: Cast;
let line: Line;
beforeAll(async () => {
  standIn = await StandIn.start();
  server = await startServer({ flags: standIn.flags, ...new WallClock().options });
  cast = await Cast.on(server);
  line = await connectLine(cast, standIn, "Reception");
});
afterAll(async () => {
  await server.stop();
  standIn.stop();
});

describe("the figures of a campaign", () => {
  test("count a contact once that is skipped again after a call by hand", async () => {
    const { id } = await cast.newContact("North", { ...callable("+493087610001"), do_not_call: true });
    const campaign = await draftCampaign(cast, line, "Reception", "North", [id]);
    await launch(cast, campaign);
    const [first] = await until(
      () => attemptsOf(cast, campaign),
      ([attempt]) => attempt?.state === "skipped",
    );
    expect(await cast.ada.post(`/campaigns/${campaign.id}/attempts/${first!.id}/retry`)).toHaveStatus(201);
    const attempts = await until(
      () => attemptsOf(cast, campaign),
      (all) => all.every(({ state }) => state === "skipped"),
    );
    expect(attempts).toHaveLength(2);
    const { progress, audience } = await until(
      () => campaignOf(cast, campaign),
      ({ state }) => state === "completed",
    );
    expect(progress).toMatchObject({ planned: 0, skipped: 1, skipped_reasons: { do_not_call: 1 } });
    expect(audience.contacts).toBe(1);
  });

  test("do not count as not called who was called before the campaign was cancelled", async () => {
    const { id } = await cast.newContact("North", callable("+493087610002"));
    line.account.next.push(place({ outcome: "busy", ringsFor: 0, talksFor: 0 }));
    const campaign = await draftCampaign(cast, line, "Reception", "North", [id], { attempts: 2 });
    await launch(cast, campaign);
    await until(
      () => attemptsOf(cast, campaign),
      (attempts) => attempts.length === 2,
    );
    expect(await cast.ada.post(`/campaigns/${campaign.id}/cancel`)).toHaveStatus(200);
    await until(
      () => attemptsOf(cast, campaign),
      ([last]) => last!.state === "skipped",
    );
    const { progress, audience } = await campaignOf(cast, campaign);
    expect(progress).toMatchObject({ planned: 0, done: 1, skipped: 0, skipped_reasons: {} });
    expect(audience.contacts).toBe(1);
  });
});
