import story from "../../fixtures/cast.json" with { type: "json" };
import type { Schemas } from "./answer.ts";
import { Client } from "./client.ts";
import type { Server } from "./server.ts";

/** Somebody with an account, signed in. */
export class Person extends Client {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  password: string;

  constructor(server: Server, who: { id: string; name: string; email: string; password: string }) {
    super(server);
    this.id = who.id;
    this.name = who.name;
    this.email = who.email;
    this.password = who.password;
  }

  /** Another browser of this person, signed in by itself. */
  async elsewhere(headers: Record<string, string> = {}): Promise<Client> {
    const browser = new Client(this.server, headers);
    void (await browser.signIn(this.email, this.password)).body;
    return browser;
  }
}

interface Wanted {
  /** A name of fixtures/cast.json; the next one who is not there yet when absent. */
  name?: string;
  agents?: string[];
  companies?: string[];
  permissions?: Schemas["GrantPermissions"];
  role?: Schemas["Role"];
}

export const administrator = story.administrator;
export const accountName = story.account;

/** An entry whose number was not erased. */
type ReadableDoNotCallEntry = Schemas["DoNotCallEntry"] & { phone: string; phone_text: string };

/** The persons and things of fixtures/cast.json on one server: Ada, two companies and their agents. */
export class Cast {
  readonly server: Server;
  readonly ada: Person;
  private readonly companies = new Map<string, Schemas["Company"]>();
  private readonly agents = new Map<string, Schemas["Agent"]>();
  private readonly here = new Set<string>();
  private guests = 0;
  private numbers = 0;

  private constructor(server: Server, ada: Person) {
    this.server = server;
    this.ada = ada;
  }

  /** Sets the server up with Ada as administrator, and nothing else. */
  static async withAda(server: Server): Promise<Cast> {
    const browser = new Client(server);
    const { name, email, password } = administrator;
    const token = await server.setupToken();
    const session = (await browser.post("/setup", { token, account_name: accountName, name, email, password })).body;
    const ada = new Person(server, { id: session.member!.id, name, email, password });
    for (const [cookie, value] of browser.cookies) ada.cookies.set(cookie, value);
    return new Cast(server, ada);
  }

  static async on(server: Server): Promise<Cast> {
    const cast = await Cast.withAda(server);
    for (const company of story.companies) {
      const made = await cast.newCompany(company.name);
      for (const agent of company.agents) await cast.newAgent(agent.name, made, agent);
    }
    return cast;
  }

  company(name: string): Schemas["Company"] {
    return found(this.companies.get(name), name);
  }
  agent(name: string): Schemas["Agent"] {
    return found(this.agents.get(name), name);
  }

  async newCompany(name: string): Promise<Schemas["Company"]> {
    const company = (await this.ada.post("/companies", { name })).body;
    this.companies.set(name, company);
    return company;
  }

  async newAgent(
    name: string,
    company: { id: string } | string,
    more: Omit<Schemas["UpdateAgent"], "company_id"> = {},
  ): Promise<Schemas["Agent"]> {
    const { id } = typeof company === "string" ? this.company(company) : company;
    const agent = (await this.ada.post("/agents", { ...more, name, company_id: id })).body;
    this.agents.set(name, agent);
    return agent;
  }

  async newContact(company: string, more: Partial<Schemas["CreateContact"]> = {}): Promise<Schemas["Contact"]> {
    const { id } = this.company(company);
    return (await this.ada.post("/contacts", { name: "Nour Haddad", ...more, company_id: id })).body;
  }

  /** Static, and with a name of its own, unless something else is wanted. */
  async newSegment(company: string, more: Partial<Schemas["CreateSegment"]> = {}): Promise<Schemas["Segment"]> {
    const name = `Segment ${++this.numbers}`;
    const segment = { name, kind: "static", ...more, company_id: this.company(company).id } as const;
    return (await this.ada.post("/segments", segment)).body;
  }

  /**
   * A draft that begins in a month, of an agent without a platform; of an empty segment, unless another one is wanted.
   */
  async newCampaign(agent: string, more: Partial<Schemas["CreateCampaign"]> = {}): Promise<Schemas["Campaign"]> {
    const { id, company_name } = this.agent(agent);
    const segment_ids = more.segment_ids ?? [(await this.newSegment(company_name)).id];
    const starts_at = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString();
    const campaign = {
      name: `Campaign ${++this.numbers}`,
      starts_at,
      webhook_url: "https://calls.harbour.example/dial",
    };
    const answer = await this.ada.post("/campaigns", { ...campaign, ...more, segment_ids, agent_id: id });
    return answer.body;
  }

  /** Launched, so that it is scheduled. */
  async launchedCampaign(agent: string, more: Partial<Schemas["CreateCampaign"]> = {}): Promise<Schemas["Campaign"]> {
    const { id } = await this.newCampaign(agent, more);
    return (await this.ada.post(`/campaigns/${id}/launch`)).body;
  }

  /** With a number of its own. */
  async newDoNotCallEntry(company: string): Promise<ReadableDoNotCallEntry> {
    const phone = `+4940${1_000_000 + ++this.numbers}`;
    const entry = (await this.ada.post("/do-not-call", { phone, company_id: this.company(company).id })).body;
    return entry as ReadableDoNotCallEntry;
  }

  /** Creates a member by way of Ada, and signs in. */
  async member(wanted: Wanted = {}): Promise<Person> {
    const person = await this.memberNotSignedIn(wanted);
    void (await person.signIn(person.email, person.password)).body;
    return person;
  }

  /** Creates a member by way of Ada. Cheaper than `member`: a sign-in costs as much of the processor as 100 requests. */
  async memberNotSignedIn(wanted: Wanted = {}): Promise<Person> {
    const who = this.next(wanted.name);
    const created = await this.ada.post("/members", {
      ...who,
      role: wanted.role ?? "member",
      permissions: wanted.permissions ?? {},
      agent_ids: (wanted.agents ?? []).map((name) => this.agent(name).id),
      company_ids: (wanted.companies ?? []).map((name) => this.company(name).id),
      send_invitation: false,
    } satisfies Schemas["CreateMember"]);
    return new Person(this.server, { ...who, id: created.body.id });
  }

  private next(name?: string) {
    const free = story.members.find((who) => !this.here.has(who.name) && (name ?? who.name) === who.name);
    const number = free ? 0 : ++this.guests;
    const who = free ?? {
      name: name ?? `Guest ${number}`,
      email: `guest-${number}@harbour.example`,
      job_title: null,
      password: `guest number ${number}`,
    };
    this.here.add(who.name);
    return who;
  }
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (!thing) throw new Error(`There is no ${name} in the cast.`);
  return thing;
}
