// Directus: its users are the people; agents, calls and who sees which agents are collections, and one policy lets a
// user read the calls of the agents that he or she is joined to.
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ask, findFreePort, runToEnd, serve, waitUntilItRests } from "./child.mjs";
import { openDatabase, postgresFolder } from "./database.mjs";
import { agentCount, agentsSeen, listSeen, nameOfAgent } from "./people.mjs";

const administrator = { email: "ada@example.com", password: "every bench needs an oak" };
const password = "a bench of larch and yew";
// Past its own command, which first asks the npm registry for a newer version.
const program = fileURLToPath(new URL("node_modules/@directus/api/dist/cli/run.js", import.meta.url));
const fieldsOfUser = "id,email,first_name,last_name,title,role,status,last_access";
const fieldsOfCall =
  "id,status,direction,started_at,ended_at,duration_seconds,from_number,to_number,summary,agent.id,agent.name";

export async function startDirectus(folder, database, { people, calls }) {
  const environment = environmentFor(database);
  await runToEnd([program, "bootstrap"], { ...environment, PORT: "1" }, folder);
  if (database.file) await useWriteAheadLog(database);
  const server = await startServer(environment, folder);
  const cookie = await signIn(server, administrator);
  await addCollections(server, cookie);
  const role = await addRole(server, cookie);
  const seers = [];
  for (const count of agentsSeen) {
    const email = `sees-${count}@example.com`;
    const { body } = await ask(server.address, "POST", "/users", {
      headers: { Cookie: cookie },
      body: { email, password, role, first_name: "Sees", last_name: String(count) },
    });
    seers.push({ id: body.data.id, count, cookie: await signIn(server, { email, password }) });
  }
  await fill(database, people, calls, seers, role);
  await waitUntilItRests(server.pid);
  const cookies = { administrator: cookie, seers: seers.map((seer) => seer.cookie), role };
  return { ...subject("Directus", server, cookies), startCached: () => startCached(environment, folder, cookies) };
}

async function startCached(environment, folder, cookies) {
  const cached = { ...environment, CACHE_ENABLED: "true", CACHE_STORE: "memory", CACHE_AUTO_PURGE: "true" };
  return subject("Directus, CACHE_ENABLED", await startServer(cached, folder), cookies);
}

const environmentFor = (database) => ({
  PATH: process.env.PATH,
  NODE_ENV: "production",
  SECRET: "a secret of forty characters for a bench",
  ADMIN_EMAIL: administrator.email,
  ADMIN_PASSWORD: administrator.password,
  HOST: "127.0.0.1",
  LOG_LEVEL: "silent",
  TELEMETRY: "false",
  CACHE_ENABLED: "false",
  RATE_LIMITER_ENABLED: "false",
  PRESSURE_LIMITER_ENABLED: "false",
  ...(database.file
    ? { DB_CLIENT: "sqlite3", DB_FILENAME: database.file }
    : {
        DB_CLIENT: "pg",
        DB_HOST: postgresFolder,
        DB_PORT: "5432",
        DB_DATABASE: database.name,
        DB_USER: "rollcall",
        DB_PASSWORD: "none",
      }),
});

async function startServer(environment, folder) {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const own = { ...environment, PORT: String(port), PUBLIC_URL: address };
  return { address, ...(await serve([program, "start"], own, folder, `${address}/server/ping`)) };
}

const signIn = async (server, { email, password }) =>
  (await ask(server.address, "POST", "/auth/login", { body: { email, password, mode: "session" } })).cookie;

/** Directus leaves its file as SQLite makes it; a log that writes to the end is kept for good once it is set. */
async function useWriteAheadLog(where) {
  const database = await openDatabase(where);
  await database.run("PRAGMA journal_mode = WAL");
  await database.close();
}

async function addCollections(server, cookie) {
  const send = (path, body) => ask(server.address, "POST", path, { headers: { Cookie: cookie }, body });
  const key = { field: "id", type: "uuid", schema: { is_primary_key: true, is_nullable: false }, meta: {} };
  const field = (name, type) => ({ field: name, type, schema: {}, meta: {} });
  const relation = (collection, name, related, alias) =>
    send("/relations", {
      collection,
      field: name,
      related_collection: related,
      meta: { one_field: alias },
      schema: { on_delete: "CASCADE" },
    });
  const add = (collection, fields) =>
    send("/collections", { collection, schema: {}, meta: {}, fields: [key, ...fields] });

  await add("agents", [field("name", "string")]);
  await add("assignments", [field("agent", "uuid"), field("member", "uuid")]);
  await add("calls", [
    field("agent", "uuid"),
    field("status", "string"),
    field("direction", "string"),
    field("started_at", "timestamp"),
    field("ended_at", "timestamp"),
    field("duration_seconds", "integer"),
    field("from_number", "string"),
    field("to_number", "string"),
    field("summary", "text"),
  ]);
  for (const collection of ["agents", "directus_users"]) {
    await send(`/fields/${collection}`, { field: "assignments", type: "alias", meta: { special: ["o2m"] } });
  }
  await relation("assignments", "agent", "agents", "assignments");
  await relation("assignments", "member", "directus_users", "assignments");
  await relation("calls", "agent", "agents", null);
}

/**
 * The role of all people; its policy is the scope. That the agents of the user are read first is what makes it quick: the
 * other way to write it, `{ agent: { assignments: { member: "$CURRENT_USER" } } }`, groups all calls for each request.
 */
async function addRole(server, cookie) {
  const send = async (path, body) =>
    (await ask(server.address, "POST", path, { headers: { Cookie: cookie }, body })).body.data.id;
  const policy = await send("/policies", { name: "Members", app_access: true });
  const mine = { _in: "$CURRENT_USER.assignments.agent" };
  for (const [collection, permissions] of [
    ["agents", { id: mine }],
    ["calls", { agent: mine }],
  ]) {
    await send("/permissions", { policy, collection, action: "read", fields: ["*"], permissions });
  }
  const role = await send("/roles", { name: "Member" });
  await send("/access", { role, policy });
  return role;
}

/** Past the API, with the indexes that the list of calls can use. */
async function fill(where, people, calls, seers, role) {
  const database = await openDatabase(where);
  const time = (date) => (where.file ? date.getTime() : date.toISOString());
  const agents = Array.from({ length: agentCount }, (_, number) => ({ id: randomUUID(), name: nameOfAgent(number) }));
  await database.insert("agents", agents);
  await database.insert(
    "assignments",
    seers.flatMap(({ id: member, count }) =>
      listSeen(count).map((number) => ({ id: randomUUID(), agent: agents[number].id, member })),
    ),
  );
  await database.insert(
    "directus_users",
    people.map(({ first, last, email }) => ({
      id: randomUUID(),
      first_name: first,
      last_name: last,
      email,
      status: "active",
      role,
      provider: "default",
      text_direction: "auto",
    })),
  );
  await database.insert(
    "calls",
    calls.map((call) => ({
      id: randomUUID(),
      agent: agents[call.agent].id,
      status: call.status,
      direction: call.direction,
      started_at: time(call.started),
      ended_at: time(call.ended),
      duration_seconds: call.seconds,
      from_number: call.from,
      to_number: call.to,
      summary: call.summary,
    })),
  );
  await database.run("CREATE INDEX bench_calls_of_agent ON calls (agent, started_at)");
  await database.run("CREATE INDEX bench_calls_by_time ON calls (started_at)");
  await database.run("CREATE INDEX bench_agents_of_member ON assignments (member, agent)");
  await database.analyze();
  await database.close();
}

function subject(name, server, { administrator: cookie, seers, role }) {
  // On SQLite both pay no regard to case, and this one takes less time.
  const contains = postgresFolder ? "_icontains" : "_contains";
  const found = (text) => {
    const each = ["first_name", "last_name", "email"].map((field) => ({ [field]: { [contains]: text } }));
    return `filter=${encodeURIComponent(JSON.stringify({ _or: each }))}`;
  };
  const list = `/users?limit=50&sort=first_name,last_name&fields=${fieldsOfUser}`;
  return {
    name,
    address: server.address,
    pid: server.pid,
    who: { path: `/users/me?fields=${fieldsOfUser}`, cookie },
    list: { path: list, cookie },
    search: (text) => ({ path: `${list}&${found(text)}`, cookie }),
    count: async (text) => {
      const path = `/users?limit=1&meta=filter_count&${found(text)}`;
      return (await ask(server.address, "GET", path, { headers: { Cookie: cookie } })).body.meta.filter_count;
    },
    calls: seers.map((seer) => ({
      path: `/items/calls?limit=50&sort=-started_at&fields=${fieldsOfCall}`,
      cookie: seer,
    })),
    itemsOf: ({ data }) => data,
    create: {
      path: "/users?fields=id,email,first_name,last_name,status",
      cookie,
      body: { first_name: "New", last_name: "NUMBER", email: "new-NUMBER@example.com", status: "invited", role },
    },
    stop: server.stop,
  };
}
