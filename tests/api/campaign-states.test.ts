import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Schemas } from "../support/answer.ts";
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

describe("who sees a campaign:", () => {
  test("members with access to the CRM, its agent and its company", async () => {
    const campaign = await cast.launchedCampaign("Reception", { segment_ids: [north] });
    expect(await eva.get(`/campaigns/${campaign.id}`)).toHaveStatus(200);
    for (const [person, status, code] of [
      [jose, 403, "permission_missing"],
      [tanaka, 404, "not_found"],
    ] as const) {
      const path = `/campaigns/${campaign.id}`;
      const answers: Answer[] = [
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
    expect(await ada.patch(`/agents/${cast.agent("Moving").id}`, { company_id, with_calls: true })).toHaveStatus(200);
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
    const { agent, segments, excluded_segments, webhook_url, starts_at, reached, calls_abroad, variables } = campaign;
    const kept = { agent, segments, excluded_segments, webhook_url, starts_at, reached, calls_abroad, variables };
    expect(await read(campaign)).toMatchObject(kept);
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

  test("one that was changed since it was read is neither launched nor resumed", async () => {
    const campaign = await create(ready);
    const path = `/campaigns/${campaign.id}` as const;
    const send = (verb: "launch" | "resume", ifMatch: string) => eva.post(`${path}/${verb}`, undefined, { ifMatch });
    await ada.patch(path, { name: "Winter" });
    expect(await send("launch", campaign.etag)).toBeRefused(412, "changed_meanwhile");
    expect((await read(campaign)).state).toBe("draft");
    expect(await send("launch", (await read(campaign)).etag)).toHaveStatus(200);
    const paused = (await change(eva, campaign, "pause")).body;
    await ada.patch(path, { name: "Spring" });
    expect(await send("resume", paused.etag)).toBeRefused(412, "changed_meanwhile");
    expect(await send("resume", (await read(campaign)).etag)).toHaveStatus(200);
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
