import type { Answer } from "../support/answer.ts";
import type { Cast } from "../support/cast.ts";
import type { Client } from "../support/client.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { endOfCallReport } from "../../fixtures/platforms/vapi.ts";
import { inspect, type Stored } from "./inspection.ts";

/** What names a thing that is created, and the statement that lists those names in the database. */
const kinds = {
  members: "SELECT email FROM members WHERE email LIKE 'invited-%'",
  contacts: "SELECT name FROM contacts",
  calls: "SELECT external_id FROM calls",
};

type Kind = keyof typeof kinds;
const created = Object.keys(kinds) as Kind[];

/** Something with a version that one writer changes again and again: its settings, or the prompt of an agent. */
interface Versioned {
  path: "/settings" | `/agents/${string}`;
  field: "account_name" | "prompt";
  etag: string;
  /** What the last acknowledged change left. */
  value: unknown;
  /** What changes without an answer would leave. */
  uncertain: unknown[];
}

/** How the server is reached that is written to. */
interface Way {
  /** Ada's browser; the one that is signed in at the server itself when absent. */
  ada?: Client;
  /** Whether an answer leaves it open if the write was done, as one of a proxy does whose server has gone. */
  isUncertain?: (answer: Answer) => boolean;
  /** Whether clients go on after a request without an answer: others serve meanwhile. */
  goesOn?: boolean;
}

/** Whether the server did not answer, rather than that it answered something wrong. */
function isWithoutAnswer(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && ["ECONNRESET", "ECONNREFUSED", "EPIPE"].includes(code);
}

/** Clients that write different things at the same time, and remember what was acknowledged. */
export class Writers {
  private readonly ada: Client;
  private readonly stored: Stored;
  private readonly isUncertain: (answer: Answer) => boolean;
  private readonly goesOn: boolean;
  private readonly agents: string[];
  private readonly company: string;
  private readonly platform: Platform;
  private readonly versioned: Versioned[];
  private readonly invited: string[];
  readonly acknowledged: Record<Kind, Set<string>> = { members: new Set(), contacts: new Set(), calls: new Set() };
  readonly unanswered: Record<Kind, Set<string>> = { members: new Set(), contacts: new Set(), calls: new Set() };
  /** Reports of calls without an answer, which the platform delivers again. */
  private readonly undelivered: object[] = [];
  private readonly resent = { acknowledged: 0, unanswered: 0 };
  private numbers = 0;
  /** Everything that was answered by a success. */
  writes = 0;
  /** Requests whose connection ended instead of an answer. */
  withoutAnswer = 0;
  /** Those that were stored, although their answer never came. */
  storedWithoutAnswer = 0;
  /** Answers that were refusals; which a test that expects some looks at. */
  readonly refusals: Answer[] = [];

  /** The ids of contacts that are there. */
  readonly contacts: string[] = [];

  private constructor(cast: Cast, way: Way, platform: Platform, versioned: Versioned[], invited: string[]) {
    this.ada = way.ada ?? cast.ada;
    this.isUncertain = way.isUncertain ?? (() => false);
    this.goesOn = way.goesOn ?? false;
    this.stored = cast.server;
    this.agents = ["Reception", "Sales"].map((name) => cast.agent(name).id);
    this.company = cast.company("North").id;
    this.platform = platform;
    this.versioned = versioned;
    this.invited = invited;
  }

  static async on(cast: Cast, way: Way = {}): Promise<Writers> {
    const platform = await Platform.connect(way.ada ?? cast.ada, "vapi");
    await platform.knows(cast.agent("Reception"), "reception-at-the-platform");
    await platform.knows(cast.agent("Support"), "support-at-the-platform");
    const settings = (await cast.ada.get("/settings")).body;
    const versioned: Versioned[] = [
      {
        path: "/settings",
        field: "account_name",
        etag: settings.etag,
        value: settings.account_name,
        uncertain: [],
      },
    ];
    for (const name of ["Night desk", "Sales"]) {
      const { id, etag, prompt } = (await cast.ada.get(`/agents/${cast.agent(name).id}`)).body;
      versioned.push({ path: `/agents/${id}`, field: "prompt", etag, value: prompt, uncertain: [] });
    }
    const invited: string[] = [];
    for (const name of ["first", "second"]) {
      const member = { email: `${name}@harbour.example`, name };
      invited.push((await cast.ada.post("/members", { ...member, send_invitation: true })).body.id);
    }
    return new Writers(cast, way, platform, versioned, invited);
  }

  /** Writes by all kinds of clients at once, until the server does not answer any more or `isOver`. */
  async write(isOver: () => boolean): Promise<void> {
    const works = [
      ...Array.from({ length: 3 }, () => () => this.inviteMember()),
      ...Array.from({ length: 4 }, () => () => this.createContact()),
      ...Array.from({ length: 4 }, () => () => this.reportCall()),
      ...this.versioned.map((thing) => () => this.change(thing)),
      ...this.invited.map((member) => () => this.resendInvitation(member)),
    ];
    await Promise.all(works.map((work) => this.repeat(work, isOver)));
  }

  private async repeat(work: () => Promise<Answer>, isOver: () => boolean) {
    while (!isOver()) {
      try {
        const answer = await work();
        if (answer.status < 300) this.writes++;
        else this.refusals.push(answer);
      } catch (error) {
        if (!isWithoutAnswer(error)) throw error;
        this.withoutAnswer++;
        if (!this.goesOn) return;
      }
    }
  }

  /** One request that creates something of that name. */
  private async create(kind: Kind, name: string, send: () => Promise<Answer>): Promise<Answer> {
    this.unanswered[kind].add(name);
    const answer = await send();
    if (!this.isUncertain(answer)) this.unanswered[kind].delete(name);
    if (answer.status < 300) this.acknowledged[kind].add(name);
    return answer;
  }

  private inviteMember(): Promise<Answer> {
    const number = ++this.numbers;
    const email = `invited-${number}@harbour.example`;
    const permissions = { view_recordings: true };
    const member = { email, name: `Invited ${number}`, role: "member", permissions, agent_ids: this.agents } as const;
    return this.create("members", email, () => this.ada.post("/members", { ...member, send_invitation: true }));
  }

  private async createContact(): Promise<Answer> {
    const number = ++this.numbers;
    const name = `Contact ${number}`;
    const contact = { name, phone: `+4940${10_000_000 + number}`, tags: ["one", `tag ${number}`] };
    const send = () => this.ada.post("/contacts", { ...contact, company_id: this.company });
    const answer = await this.create("contacts", name, send);
    if (answer.status < 300) this.contacts.push((answer.body as { id: string }).id);
    return answer;
  }

  private reportCall(): Promise<Answer> {
    const number = ++this.numbers;
    const agent = number % 3 === 0 ? "support-at-the-platform" : "reception-at-the-platform";
    const call = makePlatformCall({ id: `reported-${number}`, agent, seconds: 1 + (number % 600) });
    const report = endOfCallReport(call);
    return this.create("calls", call.id, () => this.deliver(report));
  }

  private async deliver(report: object): Promise<Answer> {
    this.undelivered.push(report);
    const answer = await this.platform.deliver(report);
    if (answer.status < 300) this.undelivered.splice(this.undelivered.indexOf(report), 1);
    return answer;
  }

  private async resendInvitation(member: string): Promise<Answer> {
    this.resent.unanswered++;
    const answer = await this.ada.post(`/members/${member}/invitation`, { send: true });
    if (!this.isUncertain(answer)) this.resent.unanswered--;
    if (answer.status < 300) this.resent.acknowledged++;
    return answer;
  }

  private async change(thing: Versioned): Promise<Answer> {
    const value = `${thing.field} ${++this.numbers}`;
    // Meanwhile the one without an answer may have been done, or not.
    if (this.goesOn && thing.uncertain.length > 0) await this.learn(thing);
    thing.uncertain.push(value);
    const answer = await this.ada.patch(thing.path, { [thing.field]: value }, { ifMatch: thing.etag });
    if (answer.status < 300)
      Object.assign(thing, { value, etag: (answer.body as { etag: string }).etag, uncertain: [] });
    else if (!this.isUncertain(answer)) thing.uncertain.pop();
    return answer;
  }

  /** Reads what the changes without an answer have left, if the server answers. */
  private async learn(thing: Versioned) {
    const answer = await this.ada.get(thing.path);
    if (answer.status !== 200) return;
    const now = answer.body as unknown as Record<string, unknown> & { etag: string };
    if (thing.uncertain.includes(now[thing.field]))
      Object.assign(thing, { value: now[thing.field], etag: now.etag, uncertain: [] });
  }

  /** What is missing or too much in the server; and what was uncertain is known from now on. */
  async findLosses(): Promise<string[]> {
    const losses: string[] = [];
    const stored = inspect(
      this.stored,
      created.map((kind) => kinds[kind]),
    );
    for (const [index, kind] of created.entries())
      losses.push(...this.compare(kind, stored[index]!.flat() as string[]));
    for (const thing of this.versioned) losses.push(...(await this.compareVersioned(thing)));
    losses.push(...this.compareInvitations());
    return losses;
  }

  private compare(kind: Kind, names: string[]): string[] {
    const [acknowledged, unanswered] = [this.acknowledged[kind], this.unanswered[kind]];
    const stored = new Set(names);
    const lost = [...acknowledged].filter((name) => !stored.has(name)).map((name) => `lost: ${name}`);
    const unknown = names.filter((name) => !acknowledged.has(name) && !unanswered.has(name));
    const twice = stored.size === names.length ? [] : [`${names.length - stored.size} ${kind} twice`];
    for (const name of names.filter((stored) => unanswered.delete(stored))) {
      acknowledged.add(name);
      this.storedWithoutAnswer++;
    }
    if (kind !== "calls") unanswered.clear();
    return [...lost, ...unknown.map((name) => `refused, but there: ${name}`), ...twice];
  }

  private async compareVersioned(thing: Versioned): Promise<string[]> {
    const now = (await this.ada.get(thing.path)).body as unknown as Record<string, unknown> & { etag: string };
    const value = now[thing.field];
    const isLast = value === thing.value && now.etag === thing.etag;
    const isUncertain = thing.uncertain.includes(value) && now.etag !== thing.etag;
    const loss = `${thing.path}: ${value} at ${now.etag} rather than ${thing.value} at ${thing.etag}`;
    if (isUncertain) this.storedWithoutAnswer++;
    Object.assign(thing, { value, etag: now.etag, uncertain: [] });
    return isLast || isUncertain ? [] : [loss];
  }

  private compareInvitations(): string[] {
    const ids = this.invited.map((id) => `'${id}'`).join(", ");
    const sent = `SELECT count(*) FROM audit_entries WHERE action = 'invitation.resent' AND subject_id IN (${ids})`;
    const [[row]] = inspect(this.stored, [sent]) as [[[number]]];
    const { acknowledged, unanswered } = this.resent;
    const isRight = row[0] >= acknowledged && row[0] <= acknowledged + unanswered;
    this.storedWithoutAnswer += row[0] - acknowledged;
    Object.assign(this.resent, { acknowledged: row[0], unanswered: 0 });
    return isRight ? [] : [`${row[0]} invitations were sent again, and ${acknowledged} acknowledged`];
  }

  /** Delivers again what a platform has no answer for, as platforms do. */
  async deliverAgain(): Promise<void> {
    for (const report of this.undelivered.splice(0)) void (await this.platform.deliver(report)).body;
    for (const id of this.unanswered.calls) this.acknowledged.calls.add(id);
    this.unanswered.calls.clear();
  }
}
