import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { until } from "../support/campaigns.ts";
import { Cast, type Person } from "../support/cast.ts";
import { runSql } from "../support/sql.ts";
import { startServer, type Server } from "../support/server.ts";

type Campaign = Schemas["Campaign"];

let server: Server;
let cast: Cast;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(() => server.stop());

const consent = { purpose: "offers", source: "form", at: "2026-01-01T00:00:00Z" };
let phones = 0;
/** In Germany, where nothing else is said. */
const newPhone = (begin = "+4930") => `${begin}${2_000_000 + ++phones}`;

/** A company with an agent that no other test touches. */
class Place {
  readonly name: string;
  readonly agent: string;
  private constructor(name: string) {
    this.name = name;
    this.agent = `Agent of ${name}`;
  }
  static async make(name: string, country = "DE"): Promise<Place> {
    const place = new Place(name);
    await cast.newCompany(name);
    await ada.patch(`/companies/${place.id}`, { country });
    await cast.newAgent(place.agent, name);
    return place;
  }
  get id() {
    return cast.company(this.name).id;
  }
  member() {
    return cast.member({ agents: [this.agent], permissions: { access_crm: true } });
  }
  contact(more: Partial<Schemas["CreateContact"]> = {}) {
    return cast.newContact(this.name, { phone: newPhone(), consent, ...more });
  }
  async segment(contacts: { id: string }[]): Promise<string> {
    const { id } = await cast.newSegment(this.name);
    const contact_ids = contacts.map((contact) => contact.id);
    if (contacts.length > 0) expect(await ada.put(`/segments/${id}/contacts`, { contact_ids })).toHaveStatus(200);
    return id;
  }
  async filter(filter: Schemas["SegmentFilter"]): Promise<string> {
    return (await cast.newSegment(this.name, { kind: "filter", filter })).id;
  }
  campaign(more: Partial<Schemas["CreateCampaign"]>) {
    return cast.newCampaign(this.agent, more);
  }
  /** By an import, which is quicker. */
  async manyContacts(count: number, tag: string) {
    const row = (n: number) => `${tag} ${n},+4940${3_000_000 + ++phones},${tag},offers,form,2026-01-01T00:00:00Z\n`;
    const file = `name,phone,tags,consent_purpose,consent_source,consent_at\n${Array.from({ length: count }, (_, n) => row(n)).join("")}`;
    const { body } = await ada.post("/contact-imports", file, {
      query: { company_id: this.id },
      headers: { "Content-Type": "text/csv" },
    });
    expect(await ada.post(`/contact-imports/${body.id}/start`)).toHaveStatus(200);
    const ended = await until(
      async () => (await ada.get(`/contact-imports/${body.id}`)).body,
      ({ state }) => state !== "running",
      100_000,
    );
    expect(ended).toMatchObject({ state: "done", created: count });
  }
}

const read = async ({ id }: { id: string }) => (await ada.get(`/campaigns/${id}`)).body;
const untilIt = (campaign: { id: string }, isWanted: (campaign: Campaign) => boolean) =>
  until(() => read(campaign), isWanted, 100_000);
const untilComplete = (campaign: { id: string }) => untilIt(campaign, ({ audience }) => audience.state === "complete");
const launch = async ({ id }: { id: string }) =>
  void expect(await ada.post(`/campaigns/${id}/launch`)).toHaveStatus(200);
async function launched(campaign: { id: string }): Promise<Campaign> {
  await launch(campaign);
  return untilComplete(campaign);
}
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const weekdayIn = (days: number) => weekdays[(new Date().getUTCDay() + days) % 7]!;
/** In days, where a campaign says nothing else: Cast.newCampaign. */
const untilStart = 30;
/** Does it to new campaigns, until it was done to one while its audience was being fixed. */
async function inTheMiddle<Found>(attempt: () => Promise<Found | undefined>): Promise<Found> {
  for (let attempts = 0; attempts < 20; ++attempts) {
    const found = await attempt();
    if (found !== undefined) return found;
  }
  throw new Error("The audiences of 20 campaigns were complete too soon.");
}
const count = async (person: Person, { id }: { id: string }, query: { count?: "exact" } = {}) =>
  (await person.get(`/campaigns/${id}/audience`, query)).body;
const nothingSkipped = {
  no_phone: 0,
  do_not_call: 0,
  no_consent: 0,
  duplicate: 0,
  limit: 0,
  abroad: 0,
  no_time_zone: 0,
  hours: 0,
  erased: 0,
  not_callable: 0,
};

describe("the audience of a campaign", () => {
  test("is that of its segments, static and saved filters, without those that are excluded, each contact once", async () => {
    const place = await Place.make("Union");
    const [both, chosen, tagged, excluded, filteredOut, untouched] = [
      await place.contact({ tags: ["called"] }),
      await place.contact(),
      await place.contact({ tags: ["called"] }),
      await place.contact({ tags: ["called"] }),
      await place.contact({ tags: ["called"], job_title: "Buyer" }),
      await place.contact(),
    ];
    const campaign = await place.campaign({
      segment_ids: [
        await place.segment([both, chosen]),
        await place.filter({ tag: "called" }),
        await place.segment([both]),
        await place.segment([]),
      ],
      excluded_segment_ids: [await place.segment([excluded]), await place.filter({ job_title: "buyer" })],
    });
    const expected = { callable: 3, warned_no_consent: 0, skipped: nothingSkipped, exact: true };
    expect(await count(ada, campaign)).toEqual(expected);
    expect(await count(ada, campaign, { count: "exact" })).toEqual(expected);
    const { audience, progress, state } = await launched(campaign);
    expect({ audience, state }).toEqual({ audience: { state: "complete", contacts: 3 }, state: "scheduled" });
    expect(progress).toMatchObject({ planned: 3, skipped: 0 });
    const planned = runSql(server, `SELECT contact_id FROM attempts WHERE campaign_id = '${campaign.id}' ORDER BY 1`);
    for (const { id } of [both, chosen, tagged]) expect(planned).toContain(id);
    for (const { id } of [excluded, filteredOut, untouched]) expect(planned).not.toContain(id);
    expect(await ada.get(`/campaigns/${campaign.id}/audience`)).toBeRefused(409, "conflict");
  });

  test("is counted by the reasons for which people are not called, and so it is launched", async () => {
    const place = await Place.make("Reasons");
    const entry = await place.contact();
    expect(await ada.post("/do-not-call", { company_id: place.id, phone: entry.phone! })).toHaveStatus(201);
    const withdrawn = { ...consent, withdrawn_at: "2026-02-01T00:00:00Z" };
    const contacts = [
      await place.contact(),
      await place.contact({ phone: null }),
      await place.contact({ do_not_call: true }),
      entry,
      await place.contact({ consent: null }),
      await place.contact({ consent: withdrawn }),
      await place.contact({ phone: "+442079460123" }),
    ];
    const campaign = await place.campaign({ segment_ids: [await place.segment(contacts)] });
    const skipped = { no_phone: 1, do_not_call: 2, no_consent: 2, abroad: 1 };
    expect(await count(ada, campaign)).toMatchObject({ callable: 1, skipped: { ...nothingSkipped, ...skipped } });
    const { progress } = await launched(campaign);
    expect(progress).toMatchObject({ planned: 1, skipped: 6, skipped_reasons: skipped });
  });

  test("is warned of where the account only warns of contacts without consent", async () => {
    const place = await Place.make("Warning");
    const contacts = [await place.contact(), await place.contact({ consent: null })];
    const campaign = await place.campaign({ segment_ids: [await place.segment(contacts)] });
    await ada.patch("/settings", { consent: "warning" });
    expect(await count(ada, campaign)).toMatchObject({ callable: 2, warned_no_consent: 1, skipped: nothingSkipped });
    await ada.patch("/settings", { consent: "required" });
    expect(await count(ada, campaign)).toMatchObject({ callable: 1, skipped: { no_consent: 1 } });
  });

  test("says nothing to members of what the account or another company keeps from being called", async () => {
    const place = await Place.make("Discreet");
    const member = await place.member();
    const [own, listed, called] = [await place.contact(), await place.contact(), await place.contact()];
    expect(await ada.post("/do-not-call", { company_id: place.id, phone: own.phone! })).toHaveStatus(201);
    expect(await ada.post("/do-not-call", { phone: listed.phone! })).toHaveStatus(201);
    const segment_ids = [await place.segment([own, listed, called])];
    const campaign = await place.campaign({ segment_ids });
    expect(await count(ada, campaign)).toMatchObject({ callable: 1, skipped: { do_not_call: 2, not_callable: 0 } });
    expect(await count(member, campaign)).toMatchObject({ callable: 1, skipped: { do_not_call: 1, not_callable: 1 } });
    const { progress } = await launched(campaign);
    expect(progress.skipped_reasons).toEqual({ do_not_call: 2 });
    const ofMember = (await member.get(`/campaigns/${campaign.id}`)).body.progress;
    expect(ofMember.skipped_reasons).toEqual({ do_not_call: 1, not_callable: 1 });
  });

  test("is empty where its segments are, and then nobody is called", async () => {
    const place = await Place.make("Nobody");
    const campaign = await place.campaign({ segment_ids: [await place.segment([])] });
    expect(await count(ada, campaign)).toEqual({
      callable: 0,
      warned_no_consent: 0,
      skipped: nothingSkipped,
      exact: true,
    });
    expect((await launched(campaign)).audience.contacts).toBe(0);
  });

  test("takes no query but count=exact", async () => {
    const campaign = await cast.newCampaign("Reception");
    const path = `/campaigns/${campaign.id}/audience` as const;
    expect(await ada.get(path, { count: "all" } as never)).toBeRefused(422, "invalid_fields", ["count"]);
  });

  test("is skipped where nobody's hours meet those of the campaign", async () => {
    const place = await Place.make("Never", "US");
    // One country with many zones: never 9:00 to 9:30 in all of them.
    const somewhere = await place.contact({ phone: "+18002345678" });
    const campaign = await place.campaign({
      segment_ids: [await place.segment([somewhere])],
      hours: { from: "09:00", to: "09:30" },
    });
    expect(await count(ada, campaign)).toMatchObject({ callable: 0, skipped: { hours: 1 } });
    expect((await launched(campaign)).progress).toMatchObject({ skipped: 1, skipped_reasons: { hours: 1 } });
  });
});

describe("a large audience", () => {
  const contacts = 4_000;
  let place: Place;
  beforeAll(async () => {
    place = await Place.make("Large");
    await place.manyContacts(contacts, "many");
  });

  test("is counted by a sample, and one by one where that is asked", async () => {
    const campaign = await place.campaign({ segment_ids: [await place.filter({ tag: "many" })] });
    const about = await count(ada, campaign);
    expect(about.exact).toBe(false);
    expect(Math.abs(about.callable - contacts) / contacts).toBeLessThan(0.1);
    expect(await count(ada, campaign, { count: "exact" })).toMatchObject({ callable: contacts, exact: true });
  });

  test("is fixed although the server is killed: nothing is left out, and nothing is there twice", async () => {
    const some = await place.contact();
    const segment_ids = [await place.filter({ tag: "many" }), await place.segment([some]), await place.filter({})];
    const stored = ({ id }: Campaign) => runSql(server, `SELECT audience_state FROM campaigns WHERE id = '${id}'`);
    const campaign = await inTheMiddle(async () => {
      const next = await place.campaign({ segment_ids });
      await launch(next);
      let kills = 0;
      for (const part of [0, 0.3, 0.7]) {
        await untilIt(next, ({ audience }) => audience.state === "complete" || audience.contacts > contacts * part);
        await server.kill();
        if (stored(next).includes("in_progress")) ++kills;
        await server.startAgain();
      }
      return kills > 0 ? next : undefined;
    });
    const { audience, progress } = await untilComplete(campaign);
    expect(audience.contacts).toBe(contacts + 1);
    expect(progress.planned).toBe(contacts + 1);
    const rows = runSql(
      server,
      `SELECT count(*), count(DISTINCT contact_id) FROM attempts WHERE campaign_id = '${campaign.id}'`,
    );
    expect(rows.match(/\d+/g)).toEqual([String(contacts + 1), String(contacts + 1)]);
  });

  test("is not called any more once the campaign is cancelled", async () => {
    const campaign = await place.campaign({ segment_ids: [await place.filter({ tag: "many" })] });
    await launched(campaign);
    const cancelled = await ada.post(`/campaigns/${campaign.id}/cancel`);
    expect(cancelled.body.state).toBe("cancelled");
    const ended = await untilComplete(campaign);
    expect(ended.progress).toMatchObject({ planned: 0, skipped: contacts, skipped_reasons: { cancelled: contacts } });
  });

  test("is paused while it is being fixed, goes on where it stopped, and is looked at again by other hours", async () => {
    const segment_ids = [await place.filter({ tag: "many" })];
    const paused = await inTheMiddle(async () => {
      const campaign = await place.campaign({ segment_ids, days: [weekdayIn(untilStart + 2)] }); // so that all wait
      await launch(campaign);
      await untilIt(campaign, ({ audience }) => audience.contacts > 0);
      const { body } = await ada.post(`/campaigns/${campaign.id}/pause`);
      return body.audience.state === "in_progress" ? body : undefined;
    });
    expect(paused.state).toBe("paused");
    const { contacts: added } = paused.audience;
    expect(added).toBeLessThan(contacts);
    // Meanwhile that of another campaign is fixed.
    await launched(await place.campaign({ segment_ids: [await place.segment([await place.contact()])] }));
    expect((await read(paused)).audience).toEqual({ state: "in_progress", contacts: added });
    expect(await ada.post(`/campaigns/${paused.id}/resume`)).toHaveStatus(200);
    const complete = await untilComplete(paused);
    expect(complete.audience.contacts).toBe(contacts);

    const due = () =>
      runSql(server, `SELECT min(due_at), max(due_at) FROM attempts WHERE campaign_id = '${paused.id}'`);
    const before = due();
    const changed = await ada.patch(`/campaigns/${paused.id}`, { days: [weekdayIn(untilStart + 4)] });
    expect(changed).toHaveStatus(200);
    await untilComplete(paused);
    expect(due()).not.toBe(before);
    expect((await read(paused)).progress.planned).toBe(contacts);
  });

  /** Half an hour at the other end of the day: all wait, in Germany, where the contacts are. */
  const hoursThatWait = () => {
    const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", timeZone: "Europe/Berlin" }).format());
    return hour < 12 ? { from: "20:00", to: "20:30" } : { from: "08:00", to: "08:30" };
  };

  test("is called by hours that were changed while it was being fixed", async () => {
    const campaign = await inTheMiddle(async () => {
      const next = await place.campaign({
        segment_ids: [await place.filter({ tag: "many" })],
        starts_at: null,
        days: [...weekdays],
        hours: hoursThatWait(),
      });
      await launch(next);
      await untilIt(next, ({ audience }) => audience.contacts > 0);
      const { body } = await ada.post(`/campaigns/${next.id}/pause`);
      return body.audience.state === "in_progress" ? next : undefined;
    });
    expect(await ada.patch(`/campaigns/${campaign.id}`, { days: [weekdayIn(4)] })).toHaveStatus(200);
    expect(await ada.post(`/campaigns/${campaign.id}/resume`)).toHaveStatus(200);
    const complete = await untilComplete(campaign);
    expect(complete.audience.contacts).toBe(contacts);
    const inTwoDays = Date.now() + 2 * 86_400_000;
    const early = runSql(
      server,
      `SELECT count(*) FROM attempts WHERE campaign_id = '${campaign.id}' AND due_at < ${inTwoDays}`,
    );
    expect(early.match(/\d+/g)).toEqual(["0"]);
    expect(await ada.post(`/campaigns/${campaign.id}/cancel`)).toHaveStatus(200);
  });

  test("is not fixed further once one of its segments is deleted: nobody is called who was excluded", async () => {
    const newCampaign = async () => {
      const excluded = await place.segment([await place.contact({ tags: ["many"] })]);
      const segment_ids = [await place.filter({ tag: "many" })];
      return { campaign: await place.campaign({ segment_ids, excluded_segment_ids: [excluded] }), excluded };
    };
    const { campaign, excluded } = await inTheMiddle(async () => {
      const next = await newCampaign();
      await launch(next.campaign);
      const { body } = await ada.post(`/campaigns/${next.campaign.id}/pause`);
      return body.audience.state === "in_progress" ? next : undefined;
    });
    expect(await ada.delete(`/segments/${excluded}`)).toHaveStatus(204);
    expect(await ada.post(`/campaigns/${campaign.id}/resume`)).toBeRefused(422, "invalid_fields", [
      "excluded_segment_ids",
    ]);

    const ended = await inTheMiddle(async () => {
      const next = await newCampaign();
      await launch(next.campaign);
      expect(await ada.delete(`/segments/${next.excluded}`)).toHaveStatus(204);
      const found = await untilIt(
        next.campaign,
        ({ state, audience }) => state === "paused" || audience.state === "complete",
      );
      return found.state === "paused" ? found : undefined;
    });
    expect(ended.pause).toMatchObject({ reason: "segment_deleted" });
    const { items } = (await ada.get("/audit-entries", { subject_id: ended.id, action: "campaign.paused" })).body;
    expect(items).toEqual([expect.objectContaining({ actor_kind: "worker", actor_id: "", actor_name: null })]);
    expect(await ada.post(`/campaigns/${ended.id}/cancel`)).toHaveStatus(200);
    await untilIt(ended, ({ audience, progress }) => audience.state === "complete" && progress.planned === 0);
  });
});
