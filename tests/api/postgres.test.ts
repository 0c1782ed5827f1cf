import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { PostgresProxy } from "../support/postgres-proxy.ts";
import { administer, addressOf, ask, giveBack, nameOf, newDatabase, takeAway } from "../support/postgres.ts";
import { refusalOf } from "../support/refused-start.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer } from "../support/smtp.ts";

let server: Server;
let cast: Cast;
let address: string;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  address = server.database!;
});
afterAll(() => server.stop());

describe("a database that cannot be used stops the start with one line, without the password:", () => {
  const unused = nameOf(newDatabase());
  administer("CREATE ROLE guarded LOGIN PASSWORD 'open sesame'");
  const guarded = (password: string) => addressOf(unused, `guarded:${password}`);

  test("a wrong password", async () => {
    const line = await refusalOf(guarded("close%20sesame"));
    expect(line).toMatch(/PostgreSQL.*password.*guarded/);
    expect(line).not.toMatch(/sesame/);
  });

  test("somebody who may not make tables", async () => {
    const line = await refusalOf(guarded("open%20sesame"));
    expect(line).toBe(
      "rollcall: Cannot use the PostgreSQL database: permission denied for schema public: " +
        "the user guarded must own Rollcall's tables and the database or schema that they are in",
    );
  });

  test("a database that is not there", async () => {
    expect(await refusalOf(addressOf("nowhere"))).toMatch(/PostgreSQL.*"nowhere" does not exist/);
  });

  test("one that may only be read", async () => {
    const readOnly = newDatabase();
    administer(`ALTER DATABASE ${nameOf(readOnly)} SET default_transaction_read_only = on`);
    expect(await refusalOf(readOnly)).toMatch(
      /PostgreSQL.*it cannot be written to: default_transaction_read_only is on$/,
    );
  });

  test.each([
    ["a table", "orders", "CREATE TABLE orders (id BIGINT)"],
    ["a view", "orders", "CREATE VIEW orders AS SELECT 1"],
    ["a table that Rollcall has too", "members", "CREATE TABLE members (id BIGINT)"],
    ["migrations as Rails keeps them", "schema_migrations", "CREATE TABLE schema_migrations (version VARCHAR)"],
    [
      "migrations with versions that are texts",
      "schema_migrations",
      "CREATE TABLE schema_migrations (version TEXT, title TEXT, applied_at BIGINT)",
    ],
  ])("%s of something else, and nothing is made there", async (_, name, sql) => {
    const taken = newDatabase();
    ask(taken, sql);
    expect(await refusalOf(taken, 2)).toBe(
      `rollcall: Cannot use the PostgreSQL database: its table ${name} is not Rollcall's: ` +
        "give Rollcall a database of its own, or a schema in which nothing else is",
    );
    expect(ask(taken, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual([name]);
  });
});

describe("a PostgreSQL that is away", () => {
  const stranger = () => new Client(server);

  test("is told by 503, and by readiness, not by liveness", async () => {
    takeAway(address);
    expect(await cast.ada.get("/companies")).toBeRefused(503, "unavailable");
    expect(await cast.ada.post("/companies", { name: "Lost" })).toBeRefused(503, "unavailable");
    expect(await stranger().send("GET", "/health/ready")).toBeRefused(503, "unavailable");
    expect(await stranger().send("GET", "/health/live")).toHaveStatus(200);
  });

  test("is over as soon as it is back, without a restart and without sign-in", async () => {
    giveBack(address);
    expect(await cast.ada.names("/companies")).toEqual(["North", "South"]);
    expect(await cast.ada.post("/companies", { name: "East" })).toHaveStatus(201);
    expect(await stranger().send("GET", "/health/ready")).toHaveStatus(200);
  });

  test("for a moment only is noticed by nobody", async () => {
    const name = nameOf(address);
    administer(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${name}'`);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => cast.ada.post("/companies", { name: `${n}` })),
    );
    for (const answer of answers) expect(answer).toHaveStatus(201);
  });

  test("is logged in plain words, without what was to be written and without the password", () => {
    const log = server.log.join("\n");
    expect(log).toMatch(/The database cannot be used/);
    expect(log).not.toMatch(/Lost|INSERT|postgres:\/\//);
  });
});

describe("how often a request waits for PostgreSQL", () => {
  let proxy: PostgresProxy;
  let behind: Server;
  let crew: Cast;
  beforeAll(async () => {
    proxy = await PostgresProxy.start(new URL(address.replace("@/", "@localhost/")).searchParams.get("host")!);
    behind = await startServer({ database: proxy.addressOf(nameOf(newDatabase())) });
    crew = await Cast.on(behind);
    await crew.newContact("North", { tags: ["Regatta"] });
    const call = { agent_id: crew.agent("Reception").id, direction: "inbound", duration_seconds: 60 };
    expect(await crew.ada.post("/calls", { ...call, started_at: new Date().toISOString() })).toHaveStatus(201);
    const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString();
    const segment = await crew.newSegment("North");
    for (const name of ["Spring", "Summer", "Autumn"]) {
      const campaign = { name, agent_id: crew.agent("Reception").id, segment_ids: [segment.id] };
      const webhook = { webhook_url: "https://calls.harbour.example/dial", starts_at: inAWeek };
      const { id } = (await crew.ada.post("/campaigns", { ...campaign, ...webhook })).body;
      expect(await crew.ada.post(`/campaigns/${id}/launch`)).toHaveStatus(200);
    }
  });
  afterAll(async () => {
    await behind.stop();
    proxy.stop();
  });

  /** The least of many tries is what `act` takes itself: workers run for a moment, twice in a second. */
  async function expectRoundTrips(times: number, act: () => Promise<unknown>) {
    let least = Infinity;
    const tryAgain = async () => (least = Math.min(least, await proxy.roundTripsDuring(act)));
    await expect.poll(tryAgain).toBe(times);
  }

  test.each([
    ["/session", 1],
    ["/members", 2],
    ["/companies", 2],
    ["/agents", 2],
    ["/settings", 2],
    ["/profile", 2],
    ["/calls", 4],
    ["/contacts", 4],
    ["/audit-entries", 3],
    ["/campaigns", 3],
  ])("GET %s: %i times", async (path, times) => {
    await expectRoundTrips(times, async () => expect(await crew.ada.get(path)).toHaveStatus(200));
  });

  test("GET /campaigns: as often with drafts, whatever the number of them is", async () => {
    const field = (await crew.ada.post("/contact-fields", { key: "berth", label: "Berth", kind: "text" })).body;
    const saved = { name: "Berths", kind: "filter", filter: { fields: { berth: "A" } } } as const;
    const filter = (await crew.ada.post("/segments", { company_id: crew.company("North").id, ...saved })).body;
    const chosen = await crew.newSegment("North");
    await crew.ada.delete(`/contact-fields/${field.id}`);
    for (const [name, agent] of [
      ["Winter", "Reception"],
      ["Yule", "Sales"],
    ] as const) {
      const segment_ids = [chosen.id, filter.id];
      const webhook_url = "https://calls.harbour.example/dial";
      const draft = { name, agent_id: crew.agent(agent).id, segment_ids, webhook_url };
      expect(await crew.ada.post("/campaigns", draft)).toHaveStatus(201);
    }
    const { items } = (await crew.ada.get("/campaigns", { state: "draft" })).body;
    expect(items.map(({ problems }) => problems.length)).toEqual([1, 1]);
    await expectRoundTrips(3, () => crew.ada.get("/campaigns", { state: "draft" }));
  });

  test("GET /session without a session: once", async () => {
    await expectRoundTrips(1, () => new Client(behind).get("/session"));
  });

  // The caller before the write and in it, what has to be known of the company, and the commit.
  test("POST /companies: 4 times", async () => {
    let made = 0;
    const create = () => crew.ada.post("/companies", { name: `Company ${++made}` });
    await expectRoundTrips(4, async () => expect(await create()).toHaveStatus(201));
  });

  // The caller before the write and in it, the row of the member, and all others with the commit.
  test("POST /members: 4 times", async () => {
    let invited = 0;
    const way = { send_invitation: false, create_invitation_link: true };
    const invite = () =>
      crew.ada.post("/members", { name: "Nora Next", email: `nora-${++invited}@harbour.example`, ...way });
    await expectRoundTrips(4, async () => expect(await invite()).toHaveStatus(201));
  });
});

test("looking for emails that are due reads none that were sent", async () => {
  ask(
    address,
    "INSERT INTO mail (id, member_id, kind, state, created_at, sent_at) SELECT 'sent-' || n, m.id, 'invitation', " +
      "'sent', n, n FROM members m, generate_series(1, 20000) n WHERE m.role = 'administrator' LIMIT 20000",
  );
  ask(address, "ANALYZE mail");
  ask(address, "SELECT pg_stat_reset()");
  const count = (what: string) => Number(ask(address, `SELECT ${what}`)[0]);
  // A worker asks every few seconds.
  await expect
    .poll(() => count("idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'due_mail'"), { timeout: 30_000 })
    .toBeGreaterThan(1);
  expect(count("seq_tup_read FROM pg_stat_user_tables WHERE relname = 'mail'")).toBe(0);
});

describe("a removed member", () => {
  let post: MailServer;
  let sending: Server;
  let crew: Cast;
  beforeAll(async () => {
    post = await MailServer.start();
    sending = await startServer({ flags: post.flags });
    crew = await Cast.withAda(sending);
    // So that links are all that is mailed.
    await crew.ada.patch("/settings", { security_emails: false });
  });
  afterAll(async () => {
    await sending.stop();
    await post.stop();
  });

  // Of rows that are deleted before: the search has none while members are few, and a request none once it is decided.
  const earlier = ["member_search_entries", "password_reset_requests"];

  function rowCounts(): Map<string, number> {
    const tables = ask(sending.database!, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    const counts = ask(
      sending.database!,
      tables.map((name) => `SELECT '${name}', count(*) FROM ${name}`).join(" UNION ALL "),
    );
    return new Map(counts.map((line) => line.split("|")).map(([name, count]) => [name!, Number(count)]));
  }

  /** An administrator who has a row in each table that can have one of a member. */
  async function administratorWithRows() {
    const person = await crew.member({ role: "administrator" });
    expect(await person.post("/api-tokens", { name: "Nightly", scopes: ["read"] })).toHaveStatus(201);
    expect(await new Client(sending).signIn(person.email, "a wrong password")).toHaveStatus(401);
    expect(await new Client(sending).post("/password-resets", { email: person.email })).toHaveStatus(202);
    await post.mailTo(person.email);
    return person;
  }

  /** Somebody who was invited twice, so that there is an earlier link. */
  async function invitedTwice() {
    const who = { name: "Imke Invited", email: "imke@harbour.example", send_invitation: true };
    const invited = (await crew.ada.post("/members", who)).body;
    await post.mailTo(who.email);
    expect(await new Client(sending).post("/password-resets", { email: who.email })).toHaveStatus(202);
    await post.mailTo(who.email, 2);
    return invited;
  }

  test("is vacuumed by the time that the receipt names, in all tables that had rows, and that is recorded", async () => {
    const people = [await administratorWithRows(), await invitedTwice()];
    const before = rowCounts();
    for (const { id } of people) {
      const receipt = (await crew.ada.delete(`/members/${id}`)).body;
      const erased = async () =>
        (await crew.ada.get("/audit-entries", { action: "member.erased", subject_id: id })).body.items.length;
      await expect.poll(erased, { timeout: Date.parse(receipt.erase_by) - Date.now() }).toBe(1);
    }
    const after = rowCounts();
    const shorter = [...before.keys()].filter((name) => after.get(name)! < before.get(name)!);
    const vacuumed = ask(sending.database!, "SELECT relname FROM pg_stat_user_tables WHERE vacuum_count > 0");
    expect(vacuumed.sort()).toEqual([...shorter, ...earlier].sort());
  });
});
