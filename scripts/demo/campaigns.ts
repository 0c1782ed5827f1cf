import { planCalls, sources } from "./calls.ts";
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import { Random } from "../../fixtures/random.ts";
import type { Schemas } from "../../fixtures/schemas.ts";
import { timeZones, zoneAtNoon } from "../../fixtures/time-zones.ts";
import type { Api } from "./api.ts";
import type { CompanyName, PlannedContact } from "./contacts.ts";
import type { Filling } from "./filling.ts";
import { fromNumberId, key, platforms } from "./platforms.ts";

interface Ids {
  companies: Map<string, string>;
  agents: Map<string, string>;
  connections: Map<PlatformName, string>;
}

interface PlannedCampaign {
  company: CompanyName;
  agent: string;
  /** Made of those with this tag; or an existing segment. */
  segment: { name: string; tag?: string };
  campaign: Partial<Schemas["CreateCampaign"]> & { name: string };
  /** What it is to be when the demo is filled. */
  state: "draft" | "under way" | "completed";
}

const everyDay: Schemas["Weekday"][] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export const campaigns: PlannedCampaign[] = [
  {
    company: "South",
    agent: "Support",
    segment: { name: "Regatta crew", tag: "Regatta crew" },
    state: "completed",
    campaign: {
      name: "Regatta: who brings a boat?",
      days: everyDay,
      hours: { from: "08:00", to: "21:00" },
      calls_per_hour: 3600,
      at_once: 5,
      attempts: 1,
      retry_minutes: [],
      variables: { name: "name" },
    },
  },
  {
    company: "North",
    agent: "Reception",
    segment: { name: "Berth holders who may be called" },
    state: "draft",
    campaign: {
      name: "Berth contracts 2027",
      variables: { name: "name", boat: "field.boat", until: "field.contract_until" },
    },
  },
  {
    company: "North",
    agent: "Sales",
    segment: { name: "Sailors on the way", tag: "On the way" },
    state: "under way",
    campaign: {
      name: "Winter storage: a place before the frost",
      days: everyDay,
      hours: { from: "08:00", to: "21:00" },
      calls_per_hour: 240,
      at_once: 3,
      attempts: 3,
      retry_minutes: [5, 20],
      variables: { name: "name", boat: "field.boat" },
      opt_out: { field: "do_not_call_again" },
    },
  },
];

const firstNames = [
  "Ada",
  "Bram",
  "Chloe",
  "Dilan",
  "Eilidh",
  "Farid",
  "Greta",
  "Hamish",
  "Ines",
  "Jonah",
  "Kirsty",
  "Leo",
];
const surnames = ["Abbott", "Brightwater", "Calder", "Drummond", "Eriksen", "Farrow", "Gallacher", "Hawthorne"];
const boats = ["Cormorant", "Little Wing", "Northern Light", "Petrel", "Quickstep", "Sandpiper"];

/** How many sailors are on the way: the campaign under way has somebody to call for a while at any hour. */
const sailors = firstNames.length * surnames.length;

/** Whom the campaigns of a company call, beside those who have called it; always the same for one `now`. */
export function planCampaignContacts(company: CompanyName, now: Date): PlannedContact[] {
  const random = new Random(20_261_130);
  const used = new Set(planCalls(now).map((call) => call.customerNumber));
  const consent = {
    purpose: "Offers of the harbour",
    source: "Form on the website",
    wording: "The harbour may call me with offers.",
    at: new Date(now.getTime() - 200 * 24 * 60 * 60 * 1000).toISOString(),
  };
  if (company === "South") {
    const phones = freeNumbers("+467017406", 2, used);
    return ["Alma Norrby", "Bo Falk", "Disa Holm", "Erik Strand", "Freja Ek", "Gustav Ås"].map((name, index) => ({
      name,
      phone: phones[index]!,
      time_zone: zoneAtNoon(now),
      tags: ["Regatta crew"],
      consent,
    }));
  }
  const phones = freeNumbers("+447700900", 3, used);
  return Array.from({ length: sailors }, (_, index) => ({
    name: sailorName(index),
    phone: phones[index]!,
    // Wherever they are by now, so that somewhere it is day.
    time_zone: timeZones[index % timeZones.length]!,
    tags: ["On the way"],
    do_not_call: random.chance(0.03),
    consent: random.chance(0.95) ? consent : null,
    fields: { boat: random.pick(boats) },
  }));
}

/** A different one for each. */
function sailorName(index: number): string {
  const round = Math.floor(index / firstNames.length);
  return `${firstNames[index % firstNames.length]} ${surnames[(index + round) % surnames.length]}`;
}

/** Numbers that are reserved for fiction and that nobody has called from. */
function freeNumbers(prefix: string, digits: number, used: Set<string>): string[] {
  const all = Array.from({ length: 10 ** digits }, (_, number) => `${prefix}${String(number).padStart(digits, "0")}`);
  return all.filter((phone) => !used.has(phone));
}

/** Creates what is missing: keys, segments, and campaigns in their states. */
export async function createCampaigns(filling: Filling, ids: Ids): Promise<void> {
  const { api } = filling;
  for (const platform of platforms) {
    const path = `/connections/${ids.connections.get(platform)!}`;
    const { has_key } = await api.get<Schemas["Connection"]>(path);
    if (!has_key) await api.put(`${path}/key`, { key: key(platform) });
  }
  const existing = await api.all("/campaigns");
  for (const planned of campaigns) {
    if (!existing.has(planned.campaign.name)) await createCampaign(filling, ids, planned);
  }
}

async function createCampaign(filling: Filling, ids: Ids, planned: PlannedCampaign) {
  const { api, platforms } = filling;
  const { agent, campaign, state } = planned;
  const platform = sources[agent] as PlatformName;
  const { id } = await api.post<Schemas["Campaign"]>("/campaigns", {
    ...campaign,
    agent_id: ids.agents.get(agent)!,
    segment_ids: [await findOrCreateSegment(api, ids.companies.get(planned.company)!, planned)],
    connection_id: ids.connections.get(platform)!,
    from_number_id: fromNumberId(platform, agent),
  } satisfies Partial<Schemas["CreateCampaign"]>);
  if (state === "draft") return;
  const usual = platforms.pace;
  if (state === "completed") platforms.pace = 0;
  await api.post(`/campaigns/${id}/launch`);
  if (state === "completed") {
    filling.report?.(`campaigns: until “${campaign.name}” has called, at most a minute`);
    await waitUntilCompleted(api, id);
  }
  platforms.pace = usual;
}

async function findOrCreateSegment(api: Api, company: string, { segment: { name, tag } }: PlannedCampaign) {
  const { items } = await api.get<{ items: Schemas["Segment"][] }>(`/segments?limit=200&company_id=${company}`);
  const found = items.find((segment) => segment.name === name);
  if (found) return found.id;
  const body = { company_id: company, name, kind: "filter", filter: { tag: tag ?? null } } as const;
  return (await api.post<Schemas["Segment"]>("/segments", body)).id;
}

/** At most a minute: where the filling was interrupted for hours, it is night for those who are to be called. */
async function waitUntilCompleted(api: Api, id: string) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if ((await api.get<Schemas["Campaign"]>(`/campaigns/${id}`)).state === "completed") return;
    await new Promise((later) => setTimeout(later, 300));
  }
}
