import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees Reception, and with it North, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
});
afterAll(() => server.stop());

type Body = Partial<Schemas["CreateCampaign"]>;
const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();

let north: string;
beforeAll(async () => {
  north = (await cast.newSegment("North")).id;
});
const bodyOf = (more: Record<string, unknown> = {}) => ({
  name: "Autumn",
  agent_id: cast.agent("Reception").id,
  segment_ids: [north],
  ...more,
});
async function create(more: Body = {}, person: Person = eva): Promise<Schemas["Campaign"]> {
  const answer = await person.post("/campaigns", bodyOf(more) as Schemas["CreateCampaign"]);
  expect(answer).toHaveStatus(201);
  return answer.body;
}
const ready = { starts_at: inDays(30), webhook_url: "https://calls.harbour.example/dial" };
const read = async ({ id }: { id: string }) => (await ada.get(`/campaigns/${id}`)).body;

describe("a campaign", () => {
  test("is created with what is usual, shown, listed, changed and deleted", async () => {
    const answer = await eva.post("/campaigns", bodyOf({ name: " حملة الخريف " }) as Schemas["CreateCampaign"]);
    expect(answer).toHaveStatus(201);
    const { webhook_secret, ...campaign } = answer.body;
    expect(webhook_secret).toMatch(/^[\w-]{43}$/);
    expect(answer.headers["location"]).toBe(`/api/v1/campaigns/${campaign.id}`);
    expect(campaign).toMatchObject({
      name: "حملة الخريف",
      company: { id: cast.company("North").id, name: "North" },
      agent: { id: cast.agent("Reception").id, name: "Reception" },
      state: "draft",
      pause: null,
      segments: [{ id: north }],
      excluded_segments: [],
      connection_id: null,
      from_number_id: null,
      from_number: null,
      webhook_url: null,
      starts_at: null,
      days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      hours: { from: "09:00", to: "18:00" },
      calls_per_hour: 60,
      at_once: 1,
      attempts: 3,
      retry_minutes: [60, 240],
      reached: "answered",
      calls_abroad: false,
      variables: {},
      opt_out: null,
      audience: { state: "none", contacts: 0 },
      progress: { planned: 0, open: 0, done: 0, failed: 0, skipped: 0, unknown: 0, reached: 0 },
      waiting: null,
      problems: ["The agent is not connected to a platform. Enter the address of a webhook."],
      launched_at: null,
      finished_at: null,
      can: ["update", "launch", "delete"],
    });
    expect(await read(campaign)).toEqual(campaign);
    const filters = [{ agent_id: campaign.agent.id }, { company_id: campaign.company.id }, { state: "draft" }] as const;
    for (const query of [{}, ...filters]) {
      expect((await eva.get("/campaigns", query)).body.items).toContainEqual(campaign);
    }
    const others = [
      { agent_id: cast.agent("Support").id },
      { company_id: cast.company("South").id },
      { state: "active" },
    ];
    for (const query of others) {
      expect((await ada.get("/campaigns", query as { state: "active" })).body.items).not.toContainEqual(campaign);
    }

    const changed = await eva.patch(`/campaigns/${campaign.id}`, { name: "秋のキャンペーン", hours: null, at_once: 4 });
    expect(changed.body).toMatchObject({ name: "秋のキャンペーン", at_once: 4, hours: { from: "09:00", to: "18:00" } });
    expect(changed.body.etag).not.toBe(campaign.etag);
    expect((await eva.patch(`/campaigns/${campaign.id}`, { at_once: 4 })).body).toEqual(changed.body);
    const late = { headers: { "If-Match": campaign.etag } };
    expect(await ada.patch(`/campaigns/${campaign.id}`, { name: "Late" }, late)).toBeRefused(412, "changed_meanwhile");
    expect(await ada.delete(`/campaigns/${campaign.id}`, late)).toBeRefused(412, "changed_meanwhile");
    expect(await eva.delete(`/campaigns/${campaign.id}`)).toHaveStatus(204);
    expect(await eva.get(`/campaigns/${campaign.id}`)).toBeRefused(404, "not_found");
    const entries = (await ada.get("/audit-entries", { subject_id: campaign.id })).body.items;
    expect(entries.map((entry) => entry.action)).toEqual(["campaign.deleted", "campaign.updated", "campaign.created"]);
    expect(entries[1]!.fields).toEqual(["name", "at_once"]);
  });

  test("keeps all that is entered, and can be changed as a whole while it is a draft", async () => {
    const field = { key: "budget", label: "Budget", kind: "number" } as const;
    expect(await ada.post("/contact-fields", field)).toHaveStatus(201);
    const other = await cast.newSegment("North");
    const entered = {
      ...ready,
      days: ["saturday", "sunday"],
      hours: { from: "10:30", to: "20:15" },
      calls_per_hour: 3600,
      at_once: 100,
      attempts: 10,
      retry_minutes: [1, 43200],
      reached: "successful",
      calls_abroad: true,
      variables: { first_name: "name", budget: "field.budget", _2: "company" },
      opt_out: { field: "do_not_call", outcome: "declined" },
    } satisfies Body;
    const campaign = await create({ ...entered, excluded_segment_ids: [other.id] });
    expect(campaign).toMatchObject({ ...entered, excluded_segments: [{ id: other.id, name: other.name }] });
    expect(campaign.problems).toEqual([]);

    const usual = await eva.patch(`/campaigns/${campaign.id}`, {
      excluded_segment_ids: null,
      starts_at: null,
      days: null,
      hours: null,
      calls_per_hour: null,
      at_once: null,
      attempts: null,
      retry_minutes: null,
      reached: null,
      calls_abroad: null,
      variables: null,
      opt_out: null,
    });
    expect(usual).toHaveStatus(200);
    const { webhook_url, ...rest } = await create({ webhook_url: ready.webhook_url });
    const { id, created_at, etag, webhook_secret, ...asNew } = rest;
    expect(usual.body).toMatchObject({ ...asNew, webhook_url });

    // The contacts of another company are others.
    const south = await cast.newSegment("South");
    const agent_id = cast.agent("Support").id;
    expect(await ada.patch(`/campaigns/${campaign.id}`, { agent_id })).toBeRefused(422, "invalid_fields", [
      "segment_ids",
    ]);
    const moved = await ada.patch(`/campaigns/${campaign.id}`, { agent_id, segment_ids: [south.id] });
    expect(moved.body).toMatchObject({ company: { name: "South" }, segments: [{ id: south.id }] });
    expect(await eva.get(`/campaigns/${campaign.id}`)).toBeRefused(404, "not_found");
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["without a name", { name: " " }, ["name"]],
    ["of an agent that nobody knows", { agent_id: "unknown" }, ["agent_id"]],
    ["without a segment", { segment_ids: [] }, ["segment_ids"]],
    ["of a segment that nobody knows", { segment_ids: ["unknown"] }, ["segment_ids"]],
    ["without a segment that nobody knows", { excluded_segment_ids: ["unknown"] }, ["excluded_segment_ids"]],
    ["with a number and no connection", { from_number_id: "n1" }, ["connection_id"]],
    ["with a connection and no number", { connection_id: "c1" }, ["from_number_id"]],
    ["with a webhook that is no address", { webhook_url: "calls.example" }, ["webhook_url"]],
    ["with a webhook that is not encrypted", { webhook_url: "http://calls.example/dial" }, ["webhook_url"]],
    ["with a webhook of another protocol", { webhook_url: "ftp://calls.example/" }, ["webhook_url"]],
    ["with a password in its webhook", { webhook_url: "https://a:b@calls.example/" }, ["webhook_url"]],
    ["that begins in years", { starts_at: inDays(400) }, ["starts_at"]],
    ["that begins in the past", { starts_at: inDays(-1) }, ["starts_at"]],
    ["that begins at no time", { starts_at: "tomorrow" }, ["starts_at"]],
    ["on no day", { days: [] }, ["days"]],
    ["on an eighth day", { days: ["monday", "someday"] }, ["days[1]"]],
    ["in no hours", { hours: { from: "9", to: "25:00" } }, ["hours.from", "hours.to"]],
    ["that ends before it begins", { hours: { from: "18:00", to: "09:00" } }, ["hours"]],
    ["in hours that the account does not allow", { hours: { from: "21:00", to: "24:00" } }, ["hours"]],
    ["with no calls an hour", { calls_per_hour: 0 }, ["calls_per_hour"]],
    ["with too many calls an hour", { calls_per_hour: 3601 }, ["calls_per_hour"]],
    ["with half a call an hour", { calls_per_hour: 0.5 }, ["calls_per_hour"]],
    ["with none at once", { at_once: 0 }, ["at_once"]],
    ["with too many at once", { at_once: 101 }, ["at_once"]],
    ["without an attempt", { attempts: 0 }, ["attempts"]],
    ["with too many attempts", { attempts: 11 }, ["attempts"]],
    ["with a second attempt at no time", { retry_minutes: [] }, ["retry_minutes"]],
    ["with a second attempt at once", { retry_minutes: [0] }, ["retry_minutes"]],
    ["with too many delays", { retry_minutes: Array(10).fill(60) }, ["retry_minutes"]],
    ["with another meaning of reached", { reached: "perhaps" }, ["reached"]],
    ["abroad perhaps", { calls_abroad: "perhaps" }, ["calls_abroad"]],
    [
      "with wrong variables",
      {
        variables: {
          "first name": "name",
          system__x: "name",
          rollcall_attempt_id: "name",
          a: "age",
          b: "field.c",
          d: 1,
        },
      },
      [
        "variables.first name",
        "variables.system__x",
        "variables.rollcall_attempt_id",
        "variables.a",
        "variables.b",
        "variables.d",
      ],
    ],
    [
      "with too many variables",
      { variables: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`v${n}`, "name"])) },
      ["variables"],
    ],
    ["with an opt-out by nothing", { opt_out: {} }, ["opt_out"]],
    ["with an opt-out by an answer", { opt_out: { outcome: "answered" } }, ["opt_out.outcome"]],
    ["with something else", { colour: "red" }, ["colour"]],
  ])("cannot be %s", async (_, more, fields) => {
    const body = bodyOf(more) as unknown as Schemas["CreateCampaign"];
    expect(await eva.post("/campaigns", body)).toBeRefused(422, "invalid_fields", fields);
    const campaign = await create();
    expect(await eva.patch(`/campaigns/${campaign.id}`, more)).toBeRefused(422, "invalid_fields", fields);
    expect((await read(campaign)).etag).toBe(campaign.etag);
  });

  test("does not call and exclude the same contacts", async () => {
    const both = bodyOf({ excluded_segment_ids: [north] }) as Schemas["CreateCampaign"];
    expect(await eva.post("/campaigns", both)).toBeRefused(422, "invalid_fields", ["excluded_segment_ids"]);
  });

  test("calls contacts of the company of its agent alone", async () => {
    const south = (await cast.newSegment("South")).id;
    for (const field of ["segment_ids", "excluded_segment_ids"]) {
      const body = bodyOf({ [field]: [south] }) as Schemas["CreateCampaign"];
      expect(await ada.post("/campaigns", body)).toBeRefused(422, "invalid_fields", [field]);
      expect(await eva.post("/campaigns", body)).toBeRefused(422, "invalid_fields", [field]);
    }
    const body = bodyOf({ agent_id: cast.agent("Support").id, segment_ids: [south] }) as Schemas["CreateCampaign"];
    expect(await eva.post("/campaigns", body)).toBeRefused(422, "invalid_fields", ["agent_id"]);
  });
});

describe("what the agent is told", () => {
  test("is shown for one contact", async () => {
    await ada.post("/contact-fields", { key: "plan", label: "Plan", kind: "text" });
    const variables = {
      who: "name",
      number: "phone",
      mail: "email",
      title: "job_title",
      of: "company",
      plan: "field.plan",
    };
    const campaign = await create({ variables });
    const contact = await cast.newContact("North", {
      name: "Ольга Петрова",
      phone: "+4930901820",
      email: "olga@harbour.example",
      fields: { plan: "Große Lösung" },
    });
    const preview = (person: Person, contact_id: string) =>
      person.get(`/campaigns/${campaign.id}/preview`, { contact_id });
    expect((await preview(eva, contact.id)).body.variables).toEqual({
      who: "Ольга Петрова",
      number: "+4930901820",
      mail: "olga@harbour.example",
      title: "",
      of: "North",
      plan: "Große Lösung",
    });
    const elsewhere = await cast.newContact("South");
    for (const id of ["unknown", elsewhere.id]) {
      expect(await preview(ada, id)).toBeRefused(422, "invalid_fields", ["contact_id"]);
    }
    expect(await eva.get(`/campaigns/${campaign.id}/preview`, {} as { contact_id: string })).toBeRefused(
      422,
      "invalid_fields",
      ["contact_id"],
    );
  });
});
