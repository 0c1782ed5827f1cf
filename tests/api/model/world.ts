import type { Schemas } from "../../support/answer.ts";
import type { Client } from "../../support/client.ts";

// The plain model: what there is, and who may see what of it. It knows nothing of the server, and says in a few lines
// what docs/architecture.md and product's words say: assigned agents only, and five switches.

export type Permission = Schemas["PermissionName"];
export const permissions: Permission[] = [
  "edit_agents",
  "use_advanced_editor",
  "access_crm",
  "view_billable_minutes",
  "view_recordings",
];

export interface Company {
  id: string;
  name: string;
  rates: Rate[];
}

/** What a minute costs from a day on. */
export interface Rate {
  id: string;
  from: string;
  /** Ten-thousandths. */
  price: number;
  currency: Currency;
}

export type Currency = "EUR" | "USD" | "JPY";
export const decimals: Record<Currency, number> = { EUR: 2, USD: 2, JPY: 0 };

export interface Agent {
  id: string;
  name: string;
  company: Company;
  prompt: string | null;
  /** What was live, the first included, and by whom. */
  published: { prompt: string | null; by: string }[];
  /** Of the draft; nothing where there is none. */
  draft: { prompt: string | null } | undefined;
}

export interface Call {
  id: string;
  agent: Agent;
  status: Schemas["CallStatus"];
  direction: Schemas["CallDirection"];
  startedAt: Date;
  seconds: number | undefined;
  /** Millionths of a dollar. */
  cost: number | undefined;
  /** What was said: each word stands once in the search. */
  words: string[];
  /** Bytes of the audio; nothing where there is none. */
  audio: number | undefined;
}

export interface Contact {
  id: string;
  name: string;
  secondName: string | undefined;
  tags: Set<string>;
  company: Company;
}

/** A static one. */
/** A file of contacts that was uploaded. */
export interface Import {
  id: string;
  company: Company;
}

export interface Segment {
  id: string;
  name: string;
  company: Company;
  contacts: Set<Contact>;
}

/** A draft. */
export interface Campaign {
  id: string;
  name: string;
  agent: Agent;
  /** That of the agent when it was created. */
  company: Company;
}

/** A number that nobody may call, of a company or of the account. */
export interface DoNotCallEntry {
  id: string;
  phone: string;
  company: Company | undefined;
}

export interface Member {
  id: string;
  name: string;
  email: string;
  password: string;
  role: Schemas["Role"];
  permissions: Set<Permission>;
  agents: Set<Agent>;
  companies: Set<Company>;
  state: "active" | "invited" | "suspended" | "removed";
  owesPassword: boolean;
}

/** Calls of an agent that nobody has entered: in no list, until an administrator says which agent it is. */
export interface Waiting {
  externalAgent: string;
  calls: Omit<Call, "id" | "agent">[];
}

/** A browser that was signed in once, or a program with a token that was good once. */
export interface Caller {
  member: Member;
  client: Client;
  kind: "session" | "token";
  /** Of the token. */
  scopes: Schemas["TokenScope"][];
  /** The session or token is gone for good. */
  ended: boolean;
}

/** What decides on a request before anything else. */
export type Standing = "stranger" | "owes a password" | "admitted";

export class World {
  companies: Company[] = [];
  agents: Agent[] = [];
  calls: Call[] = [];
  contacts: Contact[] = [];
  segments: Segment[] = [];
  campaigns: Campaign[] = [];
  /** The earliest first. None of them is started. */
  imports: Import[] = [];
  doNotCall: DoNotCallEntry[] = [];
  waiting: Waiting[] = [];
  /** What was said to be an agent of ours, of those that nobody knew. */
  entered = new Set<string>();
  members: Member[] = [];
  callers: Caller[] = [];
  roundingRule: Schemas["RoundingRule"] = "per_second";
  membersSeePrompts = true;

  standing(caller: Caller): Standing {
    if (caller.ended || caller.member.state !== "active") return "stranger";
    return caller.member.owesPassword ? "owes a password" : "admitted";
  }

  isAdministrator(member: Member): boolean {
    return member.role === "administrator";
  }

  may(member: Member, permission: Permission): boolean {
    return this.isAdministrator(member) || member.permissions.has(permission);
  }

  seesPrompts(member: Member): boolean {
    return this.membersSeePrompts || this.may(member, "edit_agents");
  }

  // Scope.

  sees(member: Member, agent: Agent): boolean {
    return this.isAdministrator(member) || member.agents.has(agent) || member.companies.has(agent.company);
  }

  seesCompany(member: Member, company: Company): boolean {
    const ofAnAgent = [...member.agents].some((agent) => agent.company === company);
    return this.isAdministrator(member) || member.companies.has(company) || ofAnAgent;
  }

  /** Entries of the account are for administrators. */
  seesEntry(member: Member, entry: Pick<DoNotCallEntry, "company">): boolean {
    return entry.company ? this.seesCompany(member, entry.company) : this.isAdministrator(member);
  }

  /** Both its agent and the company whose contacts it calls. */
  seesCampaign(member: Member, campaign: Pick<Campaign, "agent" | "company">): boolean {
    return this.sees(member, campaign.agent) && this.seesCompany(member, campaign.company);
  }

  seesCall(member: Member, call: Call): boolean {
    return this.sees(member, call.agent);
  }

  agentsOf(member: Member): Agent[] {
    return this.agents.filter((agent) => this.sees(member, agent));
  }

  companiesOf(member: Member): Company[] {
    return this.companies.filter((company) => this.seesCompany(member, company));
  }

  /** The newest first. No two began at once. */
  callsOf(member: Member): Call[] {
    const seen = this.calls.filter((call) => this.seesCall(member, call));
    return seen.sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
  }

  /** Who sees an agent, by whatever way. */
  whoSees(agent: Agent): Member[] {
    return this.current.filter((member) => this.sees(member, agent));
  }

  /** Everybody who has not been removed. */
  get current(): Member[] {
    return this.members.filter((member) => member.state !== "removed");
  }

  /** Deleted, or merged into another one, which takes its places. */
  removeContact(contact: Contact, into?: Contact) {
    this.contacts = this.contacts.filter((other) => other !== contact);
    for (const { contacts } of this.segments) if (contacts.delete(contact) && into) contacts.add(into);
  }

  // Money.

  billableSeconds(call: Call): number {
    const unit = { per_second: 1, per_6_seconds: 6, per_minute: 60 }[this.roundingRule];
    return Math.ceil((call.seconds ?? 0) / unit) * unit;
  }

  billableMinutes(calls: Call[]): number {
    const seconds = calls.reduce((sum, call) => sum + this.billableSeconds(call), 0);
    return Math.round((seconds * 100) / 60) / 100;
  }

  costUsd(calls: Call[]): number | null {
    const costs = calls.flatMap((call) => (call.cost === undefined ? [] : [call.cost]));
    return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / 1_000_000;
  }

  /** Of the company that the agent belongs to now, on the day of the call. */
  rateOf(call: Call): Rate | undefined {
    const rates = call.agent.company.rates.filter(({ from }) => from <= dayOf(call));
    return rates.sort((one, other) => (one.from < other.from ? 1 : -1))[0];
  }

  /** By currency, each rounded once. */
  prices(calls: Call[]): { amount: number; currency: Currency }[] {
    const units = new Map<Currency, bigint>();
    for (const call of calls) {
      const rate = this.rateOf(call);
      if (!rate) continue;
      const price = BigInt(this.billableSeconds(call)) * BigInt(rate.price);
      units.set(rate.currency, (units.get(rate.currency) ?? 0n) + price);
    }
    return [...units].sort().map(([currency, sum]) => {
      const smallest = 10n ** BigInt(decimals[currency]);
      const rounded = (sum * smallest * 2n + 600_000n) / 1_200_000n;
      return { amount: Number(rounded) / Number(smallest), currency };
    });
  }

  /** Price less cost of the calls with a rate in dollars, where the cost of each is known. */
  marginUsd(calls: Call[]): number | null {
    const ofDollars = calls.filter((call) => this.rateOf(call)?.currency === "USD");
    const cost = this.costUsd(ofDollars);
    if (cost === null || ofDollars.some((call) => call.cost === undefined)) return null;
    return (Math.round(this.prices(ofDollars)[0]!.amount * 1_000_000) - Math.round(cost * 1_000_000)) / 1_000_000;
  }

  // What ends.

  endSessions(member: Member) {
    this.end((caller) => caller.member === member && caller.kind === "session");
  }
  endTokens(member: Member) {
    this.end((caller) => caller.member === member && caller.kind === "token");
  }
  endEverything(member: Member) {
    this.end((caller) => caller.member === member);
  }
  private end(whose: (caller: Caller) => boolean) {
    for (const caller of this.callers.filter(whose)) caller.ended = true;
  }
}

/** Days are those of UTC. */
export const dayOf = (call: Pick<Call, "startedAt">) => call.startedAt.toISOString().slice(0, 10);

/** As lists are sorted: names here are plain, and differ. */
export function byName<Named extends { name: string }>(things: Named[]): Named[] {
  return [...things].sort((one, other) => (one.name < other.name ? -1 : 1));
}
