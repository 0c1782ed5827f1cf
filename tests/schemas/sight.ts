import { Client } from "../support/client.ts";

/** What one member sees, as JSON: names in place of ids. A number in place of a list is the status of a refusal. */
export type Sight = Record<string, unknown>;

type Fields = Record<string, any>;

/** Reads lists as one member. */
class Reader {
  private readonly client: Client;
  private readonly checked: boolean;

  /** `checked`: whether answers must be as today's contract says. */
  constructor(client: Client, checked: boolean) {
    this.client = client;
    this.checked = checked;
  }

  /** The body, or the status of a refusal. */
  async read(path: string): Promise<any> {
    const answer = await this.client.send<any>("GET", `/api/v1${path}`, { contract: this.checked });
    return answer.status >= 400 ? answer.status : answer.body;
  }

  /** `pick` names the fields to keep of each item; the items are in the order of the first two. */
  async list(path: string, pick: string): Promise<Fields[] | number | undefined> {
    const body = await this.read(path);
    if (body === 422) throw new Error(`${path} is not asked as it should be.`);
    if (typeof body === "number") return refusal(body);
    return sorted(body.items.map((item: Fields) => picked(item, pick)));
  }

  async bytes(path: string): Promise<number> {
    const { status, incoming } = await this.client.send("GET", `/api/v1${path}`, { contract: this.checked });
    return status >= 400 ? status : incoming.body.length;
  }
}

/** What a program of an earlier schema has no route or search for is left out, so that it is not expected of today's. */
const refusal = (status: number) => ([404, 422].includes(status) ? undefined : status);

function picked(item: Fields, pick: string): Fields {
  const names = pick.split(" ").filter((name) => item[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, name === "can" ? item[name].toSorted() : item[name]]));
}

const sorted = (items: Fields[]) => items.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
const orderOf = (item: Fields) => Object.values(item).slice(0, 2).join("\n");

const words = ["berth", "harbour", "Łódź", "henriksen", "no discount", "båt"];

/** What every member may ask for. */
export async function seenBy(client: Client, checked = true): Promise<Sight> {
  const reader = new Reader(client, checked);
  const session = await reader.read("/session");
  const isAdministrator = session.member.role === "administrator";
  return {
    ...picked(session, "permissions password_change_required"),
    ...picked(session.member, "name role job_title"),
    companies: await reader.list("/companies", "name can"),
    agents: await agentsSeenBy(reader),
    calls: await callsSeenBy(reader, isAdministrator),
    found: await searchedBy(reader, "/calls", words),
    recordings: await recordingsHeardBy(reader),
    usage: await usageSeenBy(reader, isAdministrator),
    ...(await contactsSeenBy(reader)),
    ...(isAdministrator ? await accountSeenBy(reader) : {}),
  };
}

async function agentsSeenBy(reader: Reader) {
  const body = await reader.read("/agents?limit=200");
  if (typeof body === "number") return body;
  const agents: Fields[] = [];
  for (const { id } of body.items) {
    const agent = picked(await reader.read(`/agents/${id}`), "name company_name greeting prompt voice language can");
    const configuration = await reader.read(`/agents/${id}/configuration`);
    agents.push({
      ...agent,
      configuration:
        typeof configuration === "number"
          ? configuration
          : picked(configuration, "configuration is_draft live_version can"),
    });
  }
  return sorted(agents);
}

const ofCalls = "started_at agent_name recording_status billable_minutes price can";
const ofCallsForAdministrators =
  "company_name platform status direction duration_seconds from_number to_number summary outcome cost_usd";

async function callsSeenBy(reader: Reader, isAdministrator: boolean) {
  const body = await reader.read("/calls?limit=200");
  if (typeof body === "number") return body;
  const calls: Fields[] = [];
  for (const item of body.items) {
    const call = picked(item, ofCalls);
    calls.push(isAdministrator ? { ...call, ...(await wholeCall(reader, item)) } : call);
  }
  return sorted(calls);
}

async function wholeCall(reader: Reader, call: Fields): Promise<Fields> {
  const { transcript } = await reader.read(`/calls/${call["id"]}`);
  const said = transcript.map(({ role, text }: Fields) => `${role}: ${text}`).join("\n");
  return { ...picked(call, ofCallsForAdministrators), said };
}

/** How many are found by each of these. */
async function searchedBy(reader: Reader, path: string, searches: string[]) {
  const counts: Record<string, number | undefined> = {};
  for (const search of searches) {
    const body = await reader.read(`${path}?limit=200&search=${encodeURIComponent(search)}`);
    counts[search] = typeof body === "number" ? refusal(body) : body.items.length;
  }
  return counts;
}

/** The bytes of each recording. */
async function recordingsHeardBy(reader: Reader) {
  const body = await reader.read("/calls?limit=200");
  if (typeof body === "number") return body;
  const lengths: Record<string, number> = {};
  for (const { id, started_at, recording_status } of body.items.toReversed()) {
    if (recording_status === "available") lengths[started_at] = await reader.bytes(`/calls/${id}/recording`);
  }
  return lengths;
}

async function usageSeenBy(reader: Reader, isAdministrator: boolean) {
  const sums: Record<string, unknown> = {};
  for (const by of ["day", "agent", "company"]) {
    const body = await reader.read(`/usage?from=2026-09-01&to=2026-10-31&by=${by}`);
    if (typeof body === "number") return body;
    const fields = `day agent_name company_name calls billable_minutes prices${isAdministrator ? " cost_usd" : ""}`;
    sums[by] = sorted(body.items.map((item: Fields) => picked(item, fields)));
    sums["total"] = picked(body.total, fields);
  }
  return sums;
}

async function contactsSeenBy(reader: Reader): Promise<Sight> {
  const contact = "name company_name phone other_phones email job_title time_zone tags fields do_not_call consent can";
  const campaigns = await reader.list("/campaigns?limit=200", "name state progress can");
  return {
    contacts: await reader.list("/contacts?limit=200", contact),
    contacts_found: await searchedBy(reader, "/contacts", ["a", "zof", "6317401", "花子", "Łukasik"]),
    contact_fields: await reader.list("/contact-fields", "key label kind choices"),
    segments: await reader.list("/segments?limit=200", "name company_name kind count can"),
    do_not_call: await reader.list("/do-not-call?limit=200", "phone company_name reason can"),
    campaigns,
  };
}

/** What administrators see besides. */
async function accountSeenBy(reader: Reader): Promise<Sight> {
  const { items: agents } = await reader.read("/agents?limit=200");
  const { items: companies } = await reader.read("/companies?limit=200");
  const nameOf = new Map<string, string>([...agents, ...companies].map(({ id, name }) => [id, name]));
  const named = (ids: string[]) => ids.map((id) => nameOf.get(id)).toSorted();
  const members: Fields[] = [];
  for (const { id } of (await reader.read("/members?limit=200")).items) {
    const member = await reader.read(`/members/${id}`);
    const access = { agents: named(member.agent_ids), companies: named(member.company_ids) };
    // An invitation expires with time.
    const status = member.status === "invitation_expired" ? "invited" : member.status;
    members.push({ ...picked(member, "email name job_title role permissions"), status, ...access });
  }
  const settings = await reader.read("/settings");
  return {
    members: sorted(members),
    members_found: await searchedBy(reader, "/members", ["lind", "müller", "田中", "HARBOUR", "da ok"]),
    settings: picked(
      settings,
      Object.keys(settings)
        .filter((name) => name !== "etag")
        .join(" "),
    ),
    connections: await reader.list("/connections?limit=200", "platform name has_secret"),
    unknown_agents: await reader.list("/unknown-agents?limit=200", "external_id name calls first_call_at last_call_at"),
    api_tokens: await reader.list("/api-tokens?limit=200", "name scopes"),
    contact_imports: await reader.list("/contact-imports?limit=200", "state rows created updated skipped refused"),
    audit: await auditSeenBy(reader),
  };
}

/** How often each thing was done, but for what signing in adds, or a worker later. */
async function auditSeenBy(reader: Reader) {
  const { items } = await reader.read("/audit-entries?limit=200");
  const counts: Record<string, number> = {};
  for (const { action } of items) {
    if (!["session.started", "member.erased"].includes(action)) counts[action] = (counts[action] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).toSorted());
}
