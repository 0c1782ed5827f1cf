// better-auth with its plugins admin (the list of users, and their creation) and organization (invitations).
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ask, findFreePort, serve, waitUntilItRests } from "./child.mjs";
import { openDatabase, postgresFolder } from "./database.mjs";

const administrator = { name: "Ada Lovelace", email: "ada@example.com", password: "every bench needs an oak" };
const program = fileURLToPath(new URL("better_auth_server.mjs", import.meta.url));

export async function startBetterAuth(folder, where, { people }) {
  const server = await startServer(folder, where, "no");
  await ask(server.address, "POST", "/api/auth/sign-up/email", { body: administrator });
  const database = await openDatabase(where);
  await database.run(`UPDATE "user" SET role = 'admin'`);
  const cookie = await signIn(server);
  const { body: organization } = await ask(server.address, "POST", "/api/auth/organization/create", {
    headers: { Cookie: cookie },
    body: { name: "Acme", slug: "acme" },
  });
  await fill(database, where, organization.id, people);
  await database.close();
  await waitUntilItRests(server.pid);
  return {
    ...subject("better-auth", server, cookie, organization.id),
    startCached: async () => {
      const cached = await startServer(folder, where, "yes");
      return subject("better-auth, cookieCache", cached, await signIn(cached), organization.id);
    },
  };
}

async function startServer(folder, where, cache) {
  const port = await findFreePort();
  const environment = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    BENCH_PORT: String(port),
    BENCH_CACHE: cache,
    ...(where.file ? { BENCH_FILE: where.file } : { BENCH_HOST: postgresFolder, BENCH_DATABASE: where.name }),
  };
  const address = `http://127.0.0.1:${port}`;
  return { address, ...(await serve([program], environment, folder, `${address}/api/auth/ok`)) };
}

const signIn = async ({ address }) =>
  (await ask(address, "POST", "/api/auth/sign-in/email", { body: administrator })).cookie;

/** Past the API. */
async function fill(database, where, organizationId, people) {
  const now = new Date().toISOString();
  const no = where.file ? 0 : false;
  const users = people.map(({ name, email }) => ({
    id: randomUUID(),
    name,
    email,
    emailVerified: no,
    createdAt: now,
    updatedAt: now,
    role: "user",
    banned: no,
  }));
  await database.insert("user", users);
  await database.insert(
    "member",
    users.map(({ id: userId }) => ({ id: randomUUID(), organizationId, userId, role: "member", createdAt: now })),
  );
  await database.analyze();
}

function subject(name, server, cookie, organizationId) {
  const list = "/api/auth/admin/list-users?limit=50&sortBy=name";
  const search = (text) => `${list}&searchField=email&searchOperator=contains&searchValue=${text}`;
  return {
    name,
    address: server.address,
    pid: server.pid,
    who: { path: "/api/auth/get-session", cookie },
    list: { path: list, cookie },
    search: (text) => ({ path: search(text), cookie }),
    count: async (text) => (await ask(server.address, "GET", search(text), { headers: { Cookie: cookie } })).body.total,
    itemsOf: ({ users }) => users,
    create: {
      path: "/api/auth/admin/create-user",
      cookie,
      body: { name: "New NUMBER", email: "new-NUMBER@example.com", role: "user" },
    },
    invite: {
      path: "/api/auth/organization/invite-member",
      cookie,
      body: { email: "invited-NUMBER@example.com", role: "member", organizationId },
    },
    stop: server.stop,
  };
}
