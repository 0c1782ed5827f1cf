import { resolve } from "node:path";
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import { Cast } from "./cast.ts";
import type { Client } from "./client.ts";
import { Faults } from "./faults.ts";
import { RecordingHost } from "./recordings.ts";
import { startServer, type Server, type ServerOptions } from "./server.ts";

export { expect, type Locator, type Page } from "@playwright/test";

export const builtPage = resolve(process.env["ROLLCALL_PAGE"] ?? resolve(import.meta.dirname, "../../web/dist"));

interface Options {
  /**
   * Which server a test has: one that is `shared` by the tests of its worker, with the cast on it; its `own`, with the
   * cast on it; or an `empty` one that is not set up. Later tests see what a test has stored on the shared server.
   */
  house: "shared" | "own" | "empty";
  /** How a server that is not shared is started. */
  settings: Pick<ServerOptions, "flags" | "environment">;
}

interface Fixtures {
  server: Server;
  cast: Cast;
  faults: Faults;
  /** A browser of its own for somebody who is signed in already. */
  as: (person: Client, options?: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  shared: SharedServer;
  /** Where the platforms of these tests keep their audio. The shared server may fetch from there. */
  recordings: RecordingHost;
}

/** With more members, those of the next tests would not be on the first page of the list, where the tests look. */
const mostMembers = 25;

/** With more agents, their lists in dialogs are folded. A test makes some more. */
const mostAgents = 35;

/** 15 minutes after Ada signed in, the page asks her to confirm her password. No test takes five minutes. */
const longestUse = 10 * 60_000;

/** The server that the tests of a worker share, and a new one once it has become too full, or Ada signed in too long ago. */
class SharedServer {
  private readonly flags: string[];
  private current: Cast | undefined;
  private startedAt = 0;

  constructor(flags: string[]) {
    this.flags = flags;
  }

  /** Before each test: what it is then stays until the test is over. */
  async forNextTest(): Promise<Server> {
    const isOld = Date.now() - this.startedAt > longestUse;
    if (this.current && (isOld || (await isFull(this.current)))) await this.stop();
    if (this.current === undefined) {
      this.current = await Cast.on(await startServer({ page: builtPage, flags: this.flags }));
      this.startedAt = Date.now();
    }
    return this.current.server;
  }

  get cast(): Cast {
    return this.current!;
  }

  async stop(): Promise<void> {
    await this.current?.server.stop();
    this.current = undefined;
  }
}

async function isFull({ ada }: Cast): Promise<boolean> {
  const hasMore = async (path: "/members" | "/agents", limit: number) =>
    (await ada.get(path, { limit })).body.next_cursor !== null;
  return (await hasMore("/members", mostMembers)) || (await hasMore("/agents", mostAgents));
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  house: ["shared", { option: true }],
  settings: [{}, { option: true }],

  recordings: [
    async ({}, use) => {
      const recordings = await RecordingHost.start();
      await use(recordings);
      recordings.stop();
    },
    { scope: "worker" },
  ],

  shared: [
    async ({ recordings }, use) => {
      const shared = new SharedServer(["--recording-hosts", recordings.name]);
      await use(shared);
      await shared.stop();
    },
    { scope: "worker" },
  ],

  server: async ({ house, settings, shared }, use, test) => {
    const server =
      house === "shared" ? await shared.forNextTest() : await startServer({ page: builtPage, ...settings });
    await use(server);
    if (test.status !== test.expectedStatus)
      await test.attach("log of the server", { body: server.log.slice(-40).join("\n") });
    if (house !== "shared") await server.stop();
  },

  cast: async ({ house, server, shared }, use) => {
    await use(house === "shared" ? shared.cast : await Cast.on(server));
  },

  baseURL: async ({ server }, use) => use(server.address),

  faults: [
    async ({}, use) => {
      const faults = new Faults();
      await use(faults);
      faults.check();
    },
    { auto: true },
  ],

  /** The browser of somebody who is not signed in. */
  context: async ({ context, faults }, use) => {
    await faults.watch(context);
    await use(context);
  },

  as: async ({ browser, contextOptions, viewport, locale, server, faults }, use) => {
    const pages: Page[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        viewport,
        locale,
        baseURL: server.address,
        reducedMotion: "reduce",
        ...options,
      });
      await faults.watch(context);
      const { address: url } = server;
      await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url, httpOnly: true })));
      const page = await context.newPage();
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});
