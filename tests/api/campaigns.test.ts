import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees Reception, and with it North, with access to the CRM. */
let eva: Person;
/** Sees the same, without. */
let jose: Person;
/** Sees North by another of its agents. */
let tanaka: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
  jose = await cast.member({ agents: ["Reception"] });
  await cast.newAgent("Front desk", "North");
  tanaka = await cast.member({ agents: ["Front desk"], permissions: { access_crm: true } });
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
const change = (person: Person, { id }: { id: string }, verb: "launch" | "pause" | "resume" | "cancel") =>
  person.post(`/campaigns/${id}/${verb}`);
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
      audience: { state: "none", rows: 0 },
      progress: { planned: 0, open: 0, done: 0, failed: 0, skipped: 0, unknown: 0, reached: 0 },
      waiting: null,
      problems: ["The agent is at no platform. Enter the address of a webhook."],
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
    for (const query of others as Record<string, string>[]) {
      expect((await ada.get("/campaigns", query)).body.items).not.toContainEqual(campaign);
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
    ["with a webhook of another protocol", { webhook_url: "ftp://calls.example/" }, ["webhook_url"]],
    ["with a password in its webhook", { webhook_url: "https://a:b@calls.example/" }, ["webhook_url"]],
    ["that begins in years", { starts_at: inDays(400) }, ["starts_at"]],
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

describe("who sees a campaign:", () => {
  test("members with access to the CRM, its agent and its company", async () => {
    const campaign = await cast.launchedCampaign("Reception", { segment_ids: [north] });
    expect(await eva.get(`/campaigns/${campaign.id}`)).toHaveStatus(200);
    for (const [person, status, code] of [
      [jose, 403, "permission_missing"],
      [tanaka, 404, "not_found"],
    ] as const) {
      const path = `/campaigns/${campaign.id}`;
      const answers = [
        await person.get(path),
        await person.get(`${path}/audience`),
        await person.get(`${path}/preview`, { contact_id: "unknown" }),
        await person.patch(path, { name: "Mine" }),
        await person.delete(path),
        await person.post(`${path}/webhook-secret`),
      ];
      for (const verb of ["launch", "pause", "resume", "cancel"] as const) {
        answers.push(await change(person, campaign, verb));
      }
      for (const answer of answers) expect(answer).toBeRefused(status, code);
    }
    expect((await tanaka.get("/campaigns")).body.items).toEqual([]);
    expect(await jose.get("/campaigns")).toBeRefused(403, "permission_missing");
    expect(await jose.post("/campaigns", bodyOf() as Schemas["CreateCampaign"])).toBeRefused(403, "permission_missing");
  });

  test("not those of the company to which its agent was moved", async () => {
    await cast.newAgent("Moving", "North");
    const both = await cast.member({ agents: ["Moving"], companies: ["North"], permissions: { access_crm: true } });
    const south = await cast.member({ companies: ["South"], permissions: { access_crm: true } });
    const campaign = await cast.newCampaign("Moving", { segment_ids: [north] });
    expect(await both.get(`/campaigns/${campaign.id}`)).toHaveStatus(200);
    expect(await south.get(`/campaigns/${campaign.id}`)).toBeRefused(404, "not_found");
    const company_id = cast.company("South").id;
    expect(await ada.patch(`/agents/${cast.agent("Moving").id}`, { company_id })).toHaveStatus(200);
    for (const person of [south, eva]) {
      expect(await person.get(`/campaigns/${campaign.id}`)).toBeRefused(404, "not_found");
      expect((await person.get("/campaigns")).body.items.map(({ id }) => id)).not.toContain(campaign.id);
    }
    expect(await both.get(`/campaigns/${campaign.id}`)).toHaveStatus(200);
    expect((await read(campaign)).problems).toEqual(["The agent belongs to another company now."]);
    expect(await change(ada, campaign, "launch")).toBeRefused(422, "invalid_fields", ["agent_id"]);
  });

  test("nobody while the CRM is switched off", async () => {
    const campaign = await create();
    await ada.patch("/settings", { crm_enabled: false });
    expect(await ada.get(`/campaigns/${campaign.id}`)).toBeRefused(403, "permission_missing");
    expect(await eva.get("/campaigns")).toBeRefused(403, "permission_missing");
    await ada.patch("/settings", { crm_enabled: true });
    expect(await eva.get(`/campaigns/${campaign.id}`)).toHaveStatus(200);
  });
});

describe("from draft to the end:", () => {
  test("a campaign is launched, paused, resumed and cancelled, and refuses what its state does not allow", async () => {
    const campaign = await create(ready);
    const allowed: Record<string, string[]> = {
      draft: ["launch"],
      scheduled: ["pause", "cancel"],
      paused: ["resume", "cancel"],
      cancelled: [],
    };
    const steps = ["launch", "pause", "resume", "pause", "resume", "cancel"] as const;
    const states = [];
    for (const step of steps) {
      const { state, can } = await read(campaign);
      expect(can.filter((action) => !["update", "delete"].includes(action))).toEqual(allowed[state]);
      for (const verb of ["launch", "pause", "resume", "cancel"] as const) {
        if (!allowed[state]!.includes(verb)) expect(await change(eva, campaign, verb)).toBeRefused(409, "conflict");
      }
      const answer = await change(eva, campaign, step);
      expect(answer).toHaveStatus(200);
      states.push(answer.body.state);
    }
    expect(states).toEqual(["scheduled", "paused", "scheduled", "paused", "scheduled", "cancelled"]);
    const ended = await read(campaign);
    expect(ended).toMatchObject({ pause: null, can: [] });
    expect(ended.launched_at).not.toBeNull();
    expect(ended.finished_at).not.toBeNull();
    expect(await change(eva, campaign, "cancel")).toBeRefused(409, "conflict");
    const entries = (await ada.get("/audit-entries", { subject_id: campaign.id })).body.items;
    expect(entries.map(({ action }) => action.replace("campaign.", ""))).toEqual(
      ["created", "launched", "paused", "resumed", "paused", "resumed", "cancelled"].reverse(),
    );
    expect(entries[0]!.subject_name).toBe("Autumn");
  });

  test("a campaign that somebody has paused says so", async () => {
    const campaign = await cast.launchedCampaign("Reception", { segment_ids: [north] });
    const paused = await change(eva, campaign, "pause");
    expect(paused.body.pause).toEqual({ reason: "by_member", detail: null });
  });

  test("one that was launched is not deleted, and keeps what its calls rest on", async () => {
    const campaign = await create(ready);
    await change(eva, campaign, "launch");
    const path = `/campaigns/${campaign.id}`;
    expect(await eva.delete(path)).toBeRefused(409, "conflict");
    const fixed = {
      segment_ids: [(await cast.newSegment("North")).id],
      excluded_segment_ids: [(await cast.newSegment("North")).id],
      webhook_url: "https://other.example/",
      starts_at: inDays(2),
      reached: "successful",
      calls_abroad: true,
      variables: { first_name: "name" },
      agent_id: cast.agent("Front desk").id,
    } satisfies Body;
    for (const [field, value] of Object.entries(fixed)) {
      expect(await ada.patch(path, { [field]: value })).toBeRefused(409, "conflict");
    }
    const changes = {
      name: "Winter",
      days: ["monday"],
      hours: { from: "08:00", to: "12:00" },
      calls_per_hour: 10,
      at_once: 2,
      attempts: 2,
      retry_minutes: [30],
      opt_out: { field: "never", outcome: null },
    } satisfies Schemas["UpdateCampaign"];
    const changed = await eva.patch(path, changes);
    expect(changed).toHaveStatus(200);
    expect(changed.body).toMatchObject(changes);
    await change(eva, campaign, "cancel");
    expect(await eva.patch(path, { name: "Spring" })).toBeRefused(409, "conflict");
    expect(await eva.delete(path)).toBeRefused(409, "conflict");
  });

  test("one that lacks something is not launched, and says what", async () => {
    const campaign = await create();
    expect(await change(eva, campaign, "launch")).toBeRefused(422, "invalid_fields", ["webhook_url"]);
    await eva.patch(`/campaigns/${campaign.id}`, { webhook_url: ready.webhook_url, starts_at: ready.starts_at });
    expect(await change(eva, campaign, "launch")).toHaveStatus(200);
  });

  test("one whose segment was deleted is not launched", async () => {
    const [called, excluded] = [await cast.newSegment("North"), await cast.newSegment("North")];
    const campaign = await create({ ...ready, segment_ids: [called.id], excluded_segment_ids: [excluded.id] });
    await eva.delete(`/segments/${called.id}`);
    await eva.delete(`/segments/${excluded.id}`);
    expect(await change(eva, campaign, "launch")).toBeRefused(422, "invalid_fields", [
      "segment_ids",
      "excluded_segment_ids",
    ]);
    expect(await read(campaign)).toMatchObject({
      segments: [{ id: called.id, name: null }],
      excluded_segments: [{ id: excluded.id, name: null }],
    });
    await eva.patch(`/campaigns/${campaign.id}`, { segment_ids: [north], excluded_segment_ids: [] });
    expect(await change(eva, campaign, "launch")).toHaveStatus(200);
  });

  test("one with an excluded filter that names a deleted field is not launched: it would exclude nobody", async () => {
    const field = (await ada.post("/contact-fields", { key: "member_no", label: "No.", kind: "text" })).body;
    const filter = { fields: { member_no: "7" } };
    const excluded = await cast.newSegment("North", { kind: "filter", filter });
    const variables = { number: "field.member_no" };
    const campaign = await create({ ...ready, variables, excluded_segment_ids: [excluded.id] });
    expect(campaign.problems).toEqual([]);
    await ada.delete(`/contact-fields/${field.id}`);
    expect(await change(eva, campaign, "launch")).toBeRefused(422, "invalid_fields", [
      "excluded_segment_ids",
      "variables",
    ]);
  });

  test("one in whose hours the account allows no calls any more is not launched", async () => {
    const campaign = await create({ ...ready, hours: { from: "18:00", to: "20:00" } });
    await ada.patch("/settings", { call_hours: { from: "09:00", to: "17:30" } });
    expect((await read(campaign)).problems).toEqual([
      "Calls are only allowed from 09:00 to 17:30 (Account > Settings).",
    ]);
    expect(await change(eva, campaign, "launch")).toBeRefused(422, "invalid_fields", ["hours"]);
    await ada.patch("/settings", { call_hours: { from: "08:00", to: "21:00" } });
    expect(await change(eva, campaign, "launch")).toHaveStatus(200);
  });

  test("one of an agent at a platform needs a number to call from, and no webhook", async () => {
    const { id } = await cast.newAgent("At Vapi", "North");
    const platform = await Platform.connect(ada, "vapi");
    const items = [{ connection_id: platform.connection.id, external_id: "assistant-7" }];
    expect(await ada.put(`/agents/${id}/external-ids`, { items })).toHaveStatus(200);
    const body = bodyOf({ agent_id: id }) as Schemas["CreateCampaign"];
    expect(await ada.post("/campaigns", { ...body, webhook_url: ready.webhook_url })).toBeRefused(
      422,
      "invalid_fields",
      ["webhook_url"],
    );
    const number = { connection_id: platform.connection.id, from_number_id: "n1" };
    expect(await ada.post("/campaigns", { ...body, ...number })).toBeRefused(422, "invalid_fields", ["connection_id"]);
    const campaign = (await ada.post("/campaigns", body)).body;
    expect(campaign.webhook_secret).toBeUndefined();
    expect(campaign.problems).toEqual(["Choose a number to call from."]);
    expect(await change(ada, campaign, "launch")).toBeRefused(422, "invalid_fields", ["from_number_id"]);
    expect(await ada.post(`/campaigns/${campaign.id}/webhook-secret`)).toBeRefused(409, "conflict");
  });

  test("another secret of the webhook is answered once", async () => {
    const { webhook_secret, ...campaign } = await create(ready);
    const answer = await eva.post(`/campaigns/${campaign.id}/webhook-secret`);
    expect(answer).toHaveStatus(200);
    expect(answer.body.webhook_secret).toMatch(/^[\w-]{43}$/);
    expect(answer.body.webhook_secret).not.toBe(webhook_secret);
    expect(JSON.stringify(await read(campaign))).not.toContain(answer.body.webhook_secret);
    const entries = (await ada.get("/audit-entries", { subject_id: campaign.id })).body.items;
    expect(entries[0]!.action).toBe("campaign.webhook_secret_made");
    expect(JSON.stringify(entries)).not.toContain(answer.body.webhook_secret);
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

describe("the settings", () => {
  test("hold the hours, the calls of a day and the consent of campaigns", async () => {
    const before = (await ada.get("/settings")).body;
    expect(before).toMatchObject({
      call_hours: { from: "08:00", to: "21:00" },
      calls_per_number_and_day: 3,
      consent: "required",
    });
    const changes = {
      call_hours: { from: "07:30", to: "24:00" },
      calls_per_number_and_day: 20,
      consent: "warning",
    } as const;
    const changed = await ada.patch("/settings", changes);
    expect(changed.body).toMatchObject(changes);
    const [entry] = (await ada.get("/audit-entries", { action: "settings.updated" })).body.items;
    expect(entry!.changes).toEqual({
      call_hours: { before: "08:00-21:00", after: "07:30-24:00" },
      calls_per_number_and_day: { before: 3, after: 20 },
      consent: { before: "required", after: "warning" },
    });
    const { call_hours, calls_per_number_and_day, consent } = before;
    await ada.patch("/settings", { call_hours, calls_per_number_and_day, consent });
  });

  test.each<[Record<string, unknown>, string[]]>([
    [{ call_hours: null }, ["call_hours"]],
    [{ call_hours: { from: "20:00", to: "08:00" } }, ["call_hours"]],
    [{ call_hours: { from: "8 am", to: "21:00" } }, ["call_hours.from"]],
    [{ calls_per_number_and_day: 0 }, ["calls_per_number_and_day"]],
    [{ calls_per_number_and_day: 21 }, ["calls_per_number_and_day"]],
    [{ consent: "perhaps" }, ["consent"]],
  ])("do not take %j", async (changes, fields) => {
    expect(await ada.patch("/settings", changes)).toBeRefused(422, "invalid_fields", fields);
  });
});
