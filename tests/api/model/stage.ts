import type { Schemas } from "../../support/answer.ts";
import { Client } from "../../support/client.ts";
import { Platform } from "../../support/platform.ts";
import { administrator, accountName } from "../../support/cast.ts";
import type { PlatformName } from "../../../fixtures/platforms/signatures.ts";
import type { PlatformCall } from "../../../fixtures/platforms/platform-call.ts";
import type { Random } from "../../../fixtures/random.ts";
import type { Server } from "../../support/server.ts";
import { World, type Agent, type Caller, type Member } from "./world.ts";

/** The server and the model side by side: what is done to one is done to the other. */
export class Stage {
  readonly server: Server;
  readonly world = new World();
  readonly random: Random;
  readonly platforms: Platform[] = [];
  /** Nobody takes anything from her, so that there is always somebody who can. */
  readonly founder: Caller;
  /** What platforms still have to say about calls that go on, by the calls' ids. */
  readonly ongoing = new Map<string, { platform: Platform; platformCall: PlatformCall }>();
  private readonly names = new Map<string, number>();
  private readonly moments = new Set<number>();
  private readonly today = Math.floor(Date.now() / 86_400_000) * 86_400_000;

  private constructor(server: Server, random: Random, founder: Caller) {
    this.server = server;
    this.random = random;
    this.founder = founder;
    this.world.members.push(founder.member);
    this.world.callers.push(founder);
  }

  static async set(server: Server, random: Random): Promise<Stage> {
    const client = new Client(server);
    const { name, email, password } = administrator;
    const token = await server.setupToken();
    const made = (await client.post("/setup", { token, account_name: accountName, name, email, password })).body;
    const member = newMember({ id: made.member!.id, name, email, password, role: "administrator" });
    const stage = new Stage(server, random, { member, client, kind: "session", scopes: [], ended: false });
    for (const platform of ["vapi", "retell", "elevenlabs"] as const satisfies PlatformName[]) {
      stage.platforms.push(await Platform.connect(client, platform));
    }
    return stage;
  }

  /** "Agent 1", "Agent 2": none comes twice, and they sort as they are compared. */
  name(kind: string): string {
    const number = (this.names.get(kind) ?? 0) + 1;
    this.names.set(kind, number);
    return `${kind} ${String(number).padStart(5, "0")}`;
  }

  /** A whole second of the last sixty days at which no other call began. */
  moment(): Date {
    for (;;) {
      const moment = this.today - this.random.below(60 * 86_400) * 1000;
      if (this.moments.has(moment)) continue;
      this.moments.add(moment);
      return new Date(moment);
    }
  }

  /** Somebody who may do what administrators do, by a session: not all of it may be done by an API token. */
  administrator(): Caller {
    const { world } = this;
    const able = world.callers.filter(
      (caller) =>
        caller.kind === "session" && world.standing(caller) === "admitted" && world.isAdministrator(caller.member),
    );
    return this.random.pick(able);
  }

  /** Somebody who is let in, with whatever rights. */
  anybody(): Caller {
    return this.random.pick(this.world.callers.filter((caller) => this.world.standing(caller) === "admitted"));
  }

  /** Members but the founder, in one of these states. */
  members(...states: Member["state"][]): Member[] {
    return this.world.members.filter((member) => member !== this.founder.member && states.includes(member.state));
  }

  enter(member: Member, client: Client) {
    this.world.callers.push({ member, client, kind: "session", scopes: [], ended: false });
  }
  enterByToken(member: Member, client: Client, scopes: Caller["scopes"]) {
    this.world.callers.push({ member, client, kind: "token", scopes, ended: false });
  }
}

export function newMember(who: Pick<Member, "id" | "name" | "email" | "password" | "role"> & Partial<Member>): Member {
  return {
    permissions: new Set(),
    agents: new Set(),
    companies: new Set(),
    state: "active",
    owesPassword: false,
    ...who,
  };
}

/** What an agent is called at every platform. */
export const externalName = (agent: Agent) => `${agent.name} elsewhere`;

export const switchedOn = (on: Iterable<Schemas["PermissionName"]>) =>
  Object.fromEntries([...on].map((permission) => [permission, true])) as Schemas["GrantPermissions"];
