import type { Schemas } from "../../fixtures/schemas.ts";
import { Random } from "../../fixtures/random.ts";
import { planCalls } from "./calls.ts";

export type PlannedContact = Omit<Schemas["CreateContact"], "company_id"> & { phone: string };

export const fields: Schemas["CreateContactField"][] = [
  { key: "boat", label: "Boat", kind: "text" },
  { key: "length", label: "Length in metres", kind: "number" },
  { key: "contract_until", label: "Contract until", kind: "date" },
  { key: "winter_storage", label: "Winter storage", kind: "boolean" },
  { key: "berth", label: "Kind of berth", kind: "choice", choices: ["Floating", "Quay", "Buoy"] },
];

export interface PlannedSegment {
  segment: Omit<Schemas["CreateSegment"], "company_id">;
  /** Whom a static one begins with. */
  contacts?: Schemas["SegmentFilter"];
}

/** Of each company. */
export const segments: PlannedSegment[] = [
  {
    segment: {
      name: "Berth holders who may be called",
      description: "Always current.",
      kind: "filter",
      filter: { tag: "Berth holder", do_not_call: false, consent: "given" },
    },
  },
  { segment: { name: "Regatta 2026", description: "Who took part.", kind: "static" }, contacts: { tag: "Regatta" } },
];

/** The agents of each company whose callers are its contacts, and how numbers are written there. */
const companies = {
  North: { agents: ["Reception", "Sales"], timeZone: "Europe/London" },
  South: { agents: ["Support", "Night desk"], timeZone: "Europe/Stockholm" },
};
export type CompanyName = keyof typeof companies;

// prettier-ignore
const names: Record<CompanyName, string[]> = {
  North: [
    "Amelia Hart", "Oliver Whitcombe", "Siân Pritchard", "Fergus MacAulay", "Niamh O’Sullivan", "Priya Raman",
    "Wei Ling Tan", "佐藤 花子", "محمد الفارسي", "Zofia Łukasik", "Thomas Okonkwo", "Grace Achterberg",
    "Rhys ap Gwilym", "Henrietta Featherstonehaugh-Cholmondeley", "Dmitri Волков", "Ana Lúcia Ferreira",
    "Hugo Lemaître", "Kofi Mensah", "Ella Nightingale", "James Turnbull", "שירה לוי", "Marta Nowak",
  ],
  South: [
    "Åsa Sjöberg", "Björn Östlund", "Cecilia Ekström", "David Håkansson", "Elin Nyström", "Fredrik Åkerblom",
    "Gunilla Dahlgren", "Hampus Lindh", "Ida Söderqvist", "Jonas Wikström", "김서연", "Karin Blomqvist",
    "Lars-Erik Sandberg", "Maja Grön", "Nils Ahlström", "Olga Petrova",
  ],
};

const boats = ["Fulmar", "Sea Pinks", "Havsörn", "Kittiwake", "Blå Jungfrun", "Teal", "Second Wind", "Skärgårdsvind"];
const jobs = ["Skipper", "Charter company", "Boat builder", "Sailing school", undefined, undefined];
const tags = ["Berth holder", "Visitor", "Waiting list", "Winter storage", "Regatta"];

/** The contacts of a company, most of them people who have called it; always the same for one `now`. */
export function planContacts(company: CompanyName, now: Date): PlannedContact[] {
  const random = new Random(company === "North" ? 20_261_128 : 20_261_129);
  const { agents, timeZone } = companies[company];
  const callers = planCalls(now)
    .filter((call) => agents.includes(call.agentName) && !call.customerNumber.startsWith("+1"))
    .map((call) => call.customerNumber);
  const phones = [...new Set(callers)];
  return names[company].slice(0, phones.length).map((name, index) => {
    const chosen = random.some(tags, 0.35);
    return {
      name,
      phone: phones[index]!,
      email: random.chance(0.7) ? `contact-${index + 1}@${company.toLowerCase()}.example` : null,
      job_title: random.pick(jobs) ?? null,
      time_zone: random.chance(0.4) ? timeZone : null,
      tags: chosen,
      do_not_call: random.chance(0.08),
      consent: random.chance(0.6) ? planConsent(random, now) : null,
      fields: planFields(random, chosen),
    };
  });
}

function planConsent(random: Random, now: Date): Schemas["GiveConsent"] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString();
  const given = random.between(100, 500);
  return {
    purpose: random.pick(["Berth contracts", "Berth contracts and offers"]),
    source: random.pick(["Form on the website", "Signed at the harbour office", "Said on the phone"]),
    wording: "The harbour may call me about my berth.",
    at: daysAgo(given),
    withdrawn_at: random.chance(0.1) ? daysAgo(given - 90) : null,
  };
}

function planFields(random: Random, chosen: string[]): Record<string, string | number | boolean> {
  if (!chosen.includes("Berth holder")) return {};
  const month = String(random.between(1, 12)).padStart(2, "0");
  return {
    boat: random.pick(boats),
    length: random.between(60, 180) / 10,
    contract_until: `2027-${month}-01`,
    winter_storage: chosen.includes("Winter storage"),
    berth: random.pick(fields.at(-1)!.choices!),
  };
}
