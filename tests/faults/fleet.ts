import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { Random } from "../../fixtures/random.ts";
import type { Answer } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { checkAgainstContract } from "../support/contract.ts";
import { startInstances } from "../support/instances.ts";
import { PostgresPair } from "../support/postgres-pair.ts";
import { host, Proxy } from "../support/proxy.ts";
import { freePort, type Server } from "../support/server.ts";
import { findContradictions } from "./inspection.ts";
import { Writers } from "./writers.ts";

const database = "rollcall";

/** What a proxy answers by itself where its server is away. */
const isOfProxy = (answer: Answer) =>
  [502, 503, 504].includes(answer.status) && !answer.headers["content-type"]?.startsWith("application/problem+json");

/** A browser that also takes what a proxy answers in place of Rollcall, which is not in the contract. */
class BrowserBehindProxy extends Client {
  override async send<Body>(...[method, path, sent]: Parameters<Client["send"]>): Promise<Answer<Body>> {
    const answer = await super.send<Body>(method, path, { ...sent, contract: false });
    if (!isOfProxy(answer)) checkAgainstContract(method, path, answer.incoming);
    return answer;
  }

  override stranger(): Client {
    return new BrowserBehindProxy(this.server);
  }
}

/** Waits until HAProxy, which asks each second, has seen that there is an instance for what `client` sends. */
async function handsOn(client: Client) {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(100)) {
    const answer = await client.send("GET", "/api/v1/session");
    if (!isOfProxy(answer)) return;
  }
  throw new Error("HAProxy hands nothing on.");
}

/** What clients of a fleet met while something failed. */
export interface Load {
  writes: number;
  /** Statuses of refusals, each as often as it came. */
  refused: number[];
  /** Writes whose connection ended instead of an answer. */
  withoutAnswer: number;
}

/** Instances of Rollcall behind HAProxy, which also hands them the primary of two PostgreSQLs. */
export class Fleet {
  readonly instances: Server[];
  readonly postgres: PostgresPair;
  readonly database = database;
  private readonly proxy: Proxy;
  private readonly ada: Client;
  private readonly writers: Writers;
  private readonly random = new Random(1);

  private constructor(instances: Server[], postgres: PostgresPair, proxy: Proxy, ada: Client, writers: Writers) {
    this.instances = instances;
    this.postgres = postgres;
    this.proxy = proxy;
    this.ada = ada;
    this.writers = writers;
  }

  /** `wayToPrimary`: by HAProxy, or both servers in the address of the database, the standby first. */
  static async start(wayToPrimary: "proxy" | "address"): Promise<Fleet> {
    const postgres = await PostgresPair.start();
    postgres.primary.ask(`CREATE DATABASE ${database} OWNER keeper ENCODING 'UTF8' TEMPLATE template0`);
    const [first, second, handedOn] = [await freePort(), await freePort(), await freePort()];
    const databases: [number, number] = [postgres.first.port, postgres.second.port];
    const proxy = await Proxy.start("haproxy", first, { second, databases, database: handedOn });
    const flags = ["--base-url", `https://${host}`, "--trusted-proxies", "127.0.0.1"];
    const ports = wayToPrimary === "proxy" ? [handedOn] : [postgres.second.port, postgres.first.port];
    const address = `postgres://keeper@${ports.map((port) => `127.0.0.1:${port}`).join(",")}/${database}`;
    const instances = await startInstances(2, { database: address, flags, ports: [first, second] });
    const cast = await Cast.on(instances[0]!);
    const ada = new BrowserBehindProxy(proxy.from("127.0.0.2"), cast.ada.headers);
    for (const [name, value] of cast.ada.cookies) ada.cookies.set(name, value);
    await handsOn(ada);
    const isUncertain = (answer: Answer) => answer.status >= 500;
    const writers = await Writers.on(cast, { ada, isUncertain, goesOn: true });
    return new Fleet(instances, postgres, proxy, ada, writers);
  }

  /** Those that the instances have to the database. */
  /** Of the instances' own, those that last. */
  connections(): string[] {
    const lasting = "backend_type = 'client backend' AND query NOT LIKE 'VACUUM%'";
    return this.postgres.primary.ask(`SELECT pid FROM pg_stat_activity WHERE datname = '${database}' AND ${lasting}`);
  }

  async stop() {
    await Promise.all(this.instances.map((instance) => instance.stop()));
    await this.proxy.stop();
    await this.postgres.stop();
  }

  /** The load before, during and after `fault`, and that nothing is missing, wrong or half there afterwards. */
  async under(fault: () => Promise<void>, milliseconds = 1_500): Promise<Load> {
    const { refusals } = this.writers;
    refusals.length = 0;
    const before = { writes: this.writers.writes, withoutAnswer: this.writers.withoutAnswer };
    let isOver = false;
    const clients = [this.writers.write(() => isOver), ...[1, 2, 3].map(() => this.read(() => isOver))];
    const all = Promise.all(clients);
    try {
      await Promise.race([all, sleep(milliseconds)]);
      await fault();
      await this.writesAgain();
      await Promise.race([all, sleep(milliseconds)]);
    } finally {
      isOver = true;
      await all;
    }
    const refused = refusals.map((answer) => answer.status);
    const withoutAnswer = this.writers.withoutAnswer - before.withoutAnswer;
    await this.isWhole();
    return { writes: this.writers.writes - before.writes, refused, withoutAnswer };
  }

  /** Until all instances are ready and a write has succeeded, without that anybody has started anything again. */
  async writesAgain() {
    const written = this.writers.writes;
    const end = Date.now() + 60_000;
    const ready = () => Promise.all(this.instances.map((instance) => this.isReady(instance)));
    while (this.writers.writes <= written || !(await ready()).every(Boolean)) {
      expect(Date.now(), `no writes again; HAProxy says ${this.proxy.output}`).toBeLessThan(end);
      await sleep(100);
    }
  }

  private async isReady(instance: Server): Promise<boolean> {
    const asked = new Client(instance).send("GET", "/health/ready", { contract: false });
    return asked.then(
      (answer) => answer.status === 200,
      () => false,
    );
  }

  private async isWhole() {
    for (const answer of this.writers.refusals) mayRefuse(answer);
    await sleep(300);
    const losses = await this.writers.findLosses();
    expect(losses).toEqual([]);
    await this.writers.deliverAgain();
    expect(findContradictions(this.instances[0]!)).toEqual({});
  }

  /** What is there is there on each instance, or refused for the moment; never missing. */
  private async read(isOver: () => boolean) {
    const { contacts } = this.writers;
    while (!isOver()) {
      const id = contacts[this.random.below(contacts.length || 1)];
      const path = id === undefined ? "/session" : (`/contacts/${id}` as const);
      const answer = await this.ada.send("GET", `/api/v1${path}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ECONNRESET") throw error;
      });
      if (answer && answer.status !== 200) mayRefuse(answer);
      if (answer?.status !== 200) await sleep(20);
    }
  }
}

/** Nobody is told anything wrong: a refusal says that it is one of the moment. */
function mayRefuse(answer: Answer) {
  const said = `${answer.status} ${answer.text}`;
  // A change that was made without an answer, and so has another version by now.
  if (answer.status === 412) return;
  expect([502, 503, 504], said).toContain(answer.status);
  if (answer.status === 503) expect(Number(answer.headers["retry-after"]), said).toBeGreaterThan(0);
}
