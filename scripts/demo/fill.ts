import { readFileSync } from "node:fs";
import { join } from "node:path";
import story from "../../fixtures/cast.json" with { type: "json" };
import type { Schemas } from "../../fixtures/schemas.ts";
import { webhooksOf, webhookOfUnansweredCall } from "../../fixtures/platforms/webhooks.ts";
import * as retell from "../../fixtures/platforms/retell.ts";
import { signatureHeaders, type PlatformName } from "../../fixtures/platforms/signatures.ts";
import { endOf } from "../../fixtures/platforms/platform-call.ts";
import * as vapi from "../../fixtures/platforms/vapi.ts";
import type { Api } from "./api.ts";
import { externalId, planCalls, sources, type PlannedCall } from "./calls.ts";
import { createCampaigns, planCampaignContacts } from "./campaigns.ts";
import { fields, planContacts, segments, type CompanyName } from "./contacts.ts";
import type { Filling } from "./filling.ts";
import { names, platforms, secret } from "./platforms.ts";
import { people, type Demonstrated } from "./people.ts";

/**
 * Creates what is missing and changes nothing that exists. Can be interrupted and run again with the same `now`. Returns the
 * ids of the connections.
 */
export async function fill(filling: Filling): Promise<Map<PlatformName, string>> {
  const { api, report = () => undefined } = filling;
  report("companies, agents and members");
  await api.patch("/settings", { time_zone: "Europe/Copenhagen", rounding_rule: "per_6_seconds" });
  const companies = await createCompanies(api);
  const agents = await createAgents(api, companies);
  await createVersions(api, agents.get("Reception")!);
  await createMembers(api, companies, agents);
  report("contacts");
  await createContacts(filling, companies);
  const connections = await createConnections(api, agents);
  const planned = planCalls(filling.now);
  let sent = 0;
  await inParallel(planned, 8, async (call) => {
    await sendCall(filling, connections, agents, call);
    report(`calls: ${++sent} of ${planned.length}`);
  });
  await waitForRecordings(api, (waiting) => report(`recordings: ${waiting} to be copied`));
  report("campaigns");
  filling.platforms.deliverTo(api.address, connections);
  await createCampaigns(filling, { companies, agents, connections });
  return connections;
}

/** How long no recording may be copied before the demo goes on without the rest: longer than the first retry waits. */
const recordingsTimeout = 60_000;

/** Recordings are copied in the background; at the next start their host would have another port. */
async function waitForRecordings(api: Api, report: (waiting: number) => void): Promise<void> {
  let fewest = Infinity;
  for (let end = Date.now() + recordingsTimeout; Date.now() < end;) {
    const waiting = (await calls(api)).filter((call) => call.recording_status === "waiting").length;
    if (waiting === 0) return;
    if (waiting < fewest) end = Date.now() + recordingsTimeout;
    fewest = Math.min(fewest, waiting);
    report(waiting);
    await new Promise((later) => setTimeout(later, 300));
  }
}

async function calls(api: Api): Promise<Schemas["CallSummary"][]> {
  const all: Schemas["CallSummary"][] = [];
  let more = "";
  do {
    const page = await api.get<{ items: Schemas["CallSummary"][]; next_cursor: string | null }>(
      `/calls?limit=200${more}`,
    );
    all.push(...page.items);
    more = page.next_cursor === null ? "" : `&cursor=${encodeURIComponent(page.next_cursor)}`;
  } while (more !== "");
  return all;
}

async function createCompanies(api: Api): Promise<Map<string, string>> {
  const existing = await api.all("/companies");
  for (const { name, country, rate } of story.companies) {
    if (existing.has(name)) continue;
    const { id } = await api.post<{ id: string }>("/companies", { name, country });
    if (rate) await api.post(`/companies/${id}/rates`, rate);
    existing.set(name, id);
  }
  return existing;
}

async function createAgents(api: Api, companies: Map<string, string>): Promise<Map<string, string>> {
  const existing = await api.all("/agents");
  for (const company of story.companies) {
    for (const agent of company.agents) {
      if (existing.has(agent.name)) continue;
      const body = { ...agent, company_id: companies.get(company.name)! };
      existing.set(agent.name, (await api.post<{ id: string }>("/agents", body)).id);
    }
  }
  return existing;
}

/** A history for the advanced editor: two published versions and a draft. */
async function createVersions(api: Api, agent: string) {
  const { live_version, configuration } = await api.get<Schemas["Configuration"]>(`/agents/${agent}/configuration`);
  if (live_version > 1) return;
  const steps = [
    { temperature: 0.4, tools: [{ name: "find_berth", parameters: { length_in_metres: "number", from: "date" } }] },
    { temperature: 0.3, knowledge: ["fees.pdf", "opening-hours.pdf"] },
    { temperature: 0.3, end_call_after_silence_seconds: 20 },
  ];
  let current: object = configuration;
  for (const [index, step] of steps.entries()) {
    current = { ...current, ...step };
    await api.put(`/agents/${agent}/configuration`, { configuration: current });
    if (index < steps.length - 1) await api.post(`/agents/${agent}/publication`);
  }
}

async function createMembers(api: Api, companies: Map<string, string>, agents: Map<string, string>) {
  const existing = await api.all("/members");
  for (const person of people) {
    if (existing.has(person.email)) continue;
    const { id } = await api.post<{ id: string }>("/members", {
      email: person.email,
      name: person.name,
      job_title: person.job_title,
      role: person.role,
      permissions: Object.fromEntries(person.permissions.map((permission) => [permission, true])),
      agent_ids: person.agents.map((name) => agents.get(name)!),
      company_ids: person.companies.map((name) => companies.get(name)!),
      send_invitation: person.state === "invited",
      ...(person.state === "invited" ? {} : { password: person.password }),
    } satisfies Schemas["CreateMember"]);
    await applyState(api, id, person);
  }
}

async function applyState(api: Api, id: string, person: Demonstrated) {
  if (person.state === "suspended") await api.put(`/members/${id}/suspension`);
  if (person.state !== "must choose a password") return;
  await api.put(`/members/${id}/password`, { password: person.password, must_change: true });
}

async function createContacts({ api, now }: Filling, companies: Map<string, string>) {
  const { items: existingFields } = await api.get<{ items: Schemas["ContactField"][] }>("/contact-fields");
  for (const field of fields) {
    if (!existingFields.some(({ key }) => key === field.key)) await api.post("/contact-fields", field);
  }
  for (const [name, id] of companies) {
    const { items } = await api.get<{ items: Schemas["Contact"][] }>(`/contacts?limit=200&company_id=${id}`);
    const known = new Set(items.map(({ phone }) => phone));
    const planned = [...planContacts(name as CompanyName, now), ...planCampaignContacts(name as CompanyName, now)];
    const missing = planned.filter(({ phone }) => !known.has(phone));
    await inParallel(missing, 8, async (contact) => api.post("/contacts", { company_id: id, ...contact }));
    await createSegments(api, id);
  }
}

async function createSegments(api: Api, companyId: string) {
  const { items } = await api.get<{ items: Schemas["Segment"][] }>(`/segments?limit=200&company_id=${companyId}`);
  for (const { segment, contacts } of segments) {
    if (items.some(({ name }) => name === segment.name)) continue;
    const { id } = await api.post<Schemas["Segment"]>("/segments", { company_id: companyId, ...segment });
    if (contacts) await api.put(`/segments/${id}/contacts`, { filter: contacts });
  }
}

async function createConnections(api: Api, agents: Map<string, string>): Promise<Map<PlatformName, string>> {
  const existing = await api.all("/connections");
  const ids = new Map<PlatformName, string>();
  for (const platform of platforms) {
    const body = { platform, name: names[platform], secret: secret(platform) };
    ids.set(
      platform,
      existing.get(names[platform]) ?? (await api.post<Schemas["Connection"]>("/connections", body)).id,
    );
  }
  for (const [name, source] of Object.entries(sources)) {
    if (source === "api") continue;
    const items = [{ connection_id: ids.get(source)!, external_id: externalId(name) }];
    await api.put(`/agents/${agents.get(name)!}/external-ids`, { items });
  }
  return ids;
}

async function sendCall(
  filling: Filling,
  connections: Map<PlatformName, string>,
  agents: Map<string, string>,
  call: PlannedCall,
) {
  const { source } = call;
  if (source === "api") return sendByApi(filling, agents.get(call.agentName)!, call);
  for (const webhook of makeWebhooks(filling, source, call)) {
    const body = JSON.stringify(webhook);
    const headers = signatureHeaders[source](body, secret(source), new Date());
    await filling.api.sendUnauthenticated(`/ingest/${connections.get(source)!}`, body, headers);
  }
}

function makeWebhooks({ audioFolder, audioUrl }: Filling, platform: PlatformName, call: PlannedCall): object[] {
  if (call.status === "failed") return [webhookOfUnansweredCall(platform, call)];
  if (call.status === "ongoing") return [platform === "vapi" ? vapi.statusUpdate(call) : retell.callStarted(call)];
  if (call.file === undefined) return webhooksOf(platform, call);
  return platform === "elevenlabs"
    ? webhooksOf(platform, call, readFileSync(join(audioFolder, call.file)))
    : webhooksOf(platform, { ...call, recordingUrl: audioUrl(call.file) });
}

/** As a program sends a call, without a platform. */
async function sendByApi({ api, audioUrl }: Filling, agent: string, call: PlannedCall) {
  const connected = call.status === "ended";
  const body: Schemas["CreateCall"] = {
    agent_id: agent,
    started_at: call.startedAt.toISOString(),
    status: call.status,
    direction: call.direction,
    from_number: call.customerNumber,
    to_number: call.agentNumber,
    ...(connected
      ? {
          ended_at: endOf(call).toISOString(),
          summary: call.summary,
          outcome: call.successful ? "successful" : "unsuccessful",
          transcript: call.turns.map(({ role, text, start, end }) => ({
            role,
            text,
            start_seconds: start,
            end_seconds: end,
          })),
          ...(call.file === undefined ? {} : { recording_url: audioUrl(call.file) }),
        }
      : { end_reason: "no answer" }),
  };
  await api.post("/calls", body, { "Idempotency-Key": call.id });
}

async function inParallel<Thing>(things: Thing[], workers: number, work: (thing: Thing) => Promise<unknown>) {
  const waiting = things.values();
  const worker = async () => {
    for (const thing of waiting) await work(thing);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
