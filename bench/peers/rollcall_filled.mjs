// Rollcall, filled through its own API. All members are invited, since a password costs a hash for each.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setUp, start } from "../rollcall.mjs";
import { ask, endWithThisProcess, forEachAtOnce, waitUntilItRests } from "./child.mjs";
import { openDatabase } from "./database.mjs";
import { agentCount, agentsSeen, companyCount, listSeen, nameOfAgent, nameOfCompany } from "./people.mjs";

const password = "a bench of larch and yew";
const numbersTo = (end) => [...Array(end).keys()];

export async function startRollcall(program, folder, database, { people, calls }) {
  await writeFile(join(folder, "index.html"), "<!doctype html>");
  const settings = database.address ? ["--database", database.address] : [];
  const server = await start(program, { data: join(folder, "rollcall"), page: folder, settings });
  endWithThisProcess(server.pid);
  const cookie = await setUp(server);
  const headers = { Cookie: cookie };
  const create = async (path, body) => (await ask(server.address, "POST", `/api/v1${path}`, { headers, body })).body.id;

  const agents = await addAgents(create);
  const seers = await addSeers(server, create, agents);
  await forEachAtOnce(people, ({ name, email }) => create("/members", { name, email, send_invitation: true }));
  await forEachAtOnce(calls, (call) => create("/calls", bodyOf(call, agents)));
  await waitUntilItRests(server.pid);
  if (database.address) await analyze(database);

  return {
    name: "Rollcall",
    address: server.address,
    pid: server.pid,
    who: { path: "/api/v1/session", cookie },
    list: { path: "/api/v1/members?limit=50", cookie },
    search: (text) => ({ path: `/api/v1/members?limit=50&search=${text}`, cookie }),
    count: async (text) => {
      const path = `/api/v1/members?limit=1&total=true&search=${text}`;
      return (await ask(server.address, "GET", path, { headers })).body.total;
    },
    calls: seers.map((seer) => ({ path: "/api/v1/calls?limit=50", cookie: seer })),
    itemsOf: ({ items }) => items,
    create: {
      path: "/api/v1/members",
      cookie,
      body: { name: "New NUMBER", email: "new-NUMBER@example.com", send_invitation: true },
    },
    stop: server.stop,
  };
}

async function addAgents(create) {
  const companies = await forEachAtOnce(numbersTo(companyCount), (number) =>
    create("/companies", { name: nameOfCompany(number) }),
  );
  return forEachAtOnce(numbersTo(agentCount), (number) =>
    create("/agents", { name: nameOfAgent(number), company_id: companies[number % companyCount] }),
  );
}

/** Members who see some of the agents; answers their cookies. */
function addSeers(server, create, agents) {
  return forEachAtOnce(agentsSeen, async (count) => {
    const email = `sees-${count}@example.com`;
    const agent_ids = listSeen(count).map((number) => agents[number]);
    await create("/members", { name: `Sees ${count}`, email, send_invitation: false, password, agent_ids });
    return (await ask(server.address, "POST", "/api/v1/session", { body: { email, password } })).cookie;
  });
}

const bodyOf = (call, agents) => ({
  agent_id: agents[call.agent],
  status: call.status,
  direction: call.direction,
  started_at: call.started.toISOString(),
  ended_at: call.ended.toISOString(),
  from_number: call.from,
  to_number: call.to,
  summary: call.summary,
});

async function analyze(where) {
  const database = await openDatabase(where);
  await database.analyze();
  await database.close();
}
