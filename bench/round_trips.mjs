// How often each route that reads, and what is written most, waits for PostgreSQL: the median of some requests, for an
// administrator and for a member who sees one agent. Prints the table of bench/README.md.
// usage: scripts/with-postgres node bench/round_trips.mjs <build folder> <folder of the built page>
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { newDatabase, postgresFolder } from "./postgres.mjs";
import { startPostgresProxy } from "./postgres_proxy.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { median } from "./wrk.mjs";

const [build, page] = process.argv.slice(2);
const program = join(build, "rollcall");
const times = 9;
const password = "every bench needs a beech";

function asking(server, cookie) {
  return async (method, path, body, { type = "application/json", etag } = {}) => {
    const headers = { Cookie: cookie, Origin: server.address };
    if (body !== undefined) headers["Content-Type"] = type;
    if (etag) headers["If-Match"] = etag;
    const sent = body === undefined || type !== "application/json" ? body : JSON.stringify(body);
    const response = await fetch(`${server.address}${path}`, { method, headers, body: sent });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: isJson ? JSON.parse(text) : text, response };
  };
}

/** One of everything; resolves with what stands for the parameters of each path. */
async function fill(ada) {
  const make = async (path, body, more) => {
    const { status, body: made } = await ada("POST", `/api/v1${path}`, body, more);
    if (status >= 300) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(made)}`);
    return made;
  };
  const day = 86_400_000;
  const at = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();
  const company = await make("/companies", { name: "North" });
  await make(`/companies/${company.id}/rates`, { from: "2026-12-01", price_per_minute: 0.12, currency: "EUR" });
  const agent = await make("/agents", { name: "Reception", company_id: company.id });
  const permissions = { edit_agents: true, use_advanced_editor: true, view_billable_minutes: true, view_recordings: true, access_crm: true };
  const person = { name: "Li Na", email: "li@example.com", password, role: "member", permissions };
  const member = await make("/members", { ...person, agent_ids: [agent.id], company_ids: [company.id], send_invitation: false });
  await make("/members", { name: "Tom", email: "tom@example.com", role: "member", permissions: {}, agent_ids: [], company_ids: [], send_invitation: true });
  const connection = await make("/connections", { platform: "vapi", name: "Vapi", secret: password });
  await make(`/connections/${connection.id}/test-event`);
  const contact = await make("/contacts", { company_id: company.id, name: "Nour Haddad", phone: "+4930123456" });
  const calls = [];
  for (let number = 1; number <= 60; ++number) {
    const transcript = [{ role: "caller", text: "hello, a berth for the regatta" }];
    const times = { started_at: at(-number * 3_600_000), duration_seconds: 60 };
    calls.push(await make("/calls", { agent_id: agent.id, ...times, direction: "inbound", from_number: "+4930123456", transcript }));
  }
  const segment = await make("/segments", { company_id: company.id, name: "All", kind: "static" });
  const webhook_url = "https://calls.example/";
  const campaign = await make("/campaigns", { name: "All", agent_id: agent.id, segment_ids: [segment.id], webhook_url, starts_at: at(30 * day) });
  await make("/contact-fields", { key: "berth", label: "Berth", kind: "text" });
  await make("/do-not-call", { phone: "+4930999999", company_id: company.id });
  const imported = await make(`/contact-imports?company_id=${company.id}`, "name,phone\nSami,+493055555\n", { type: "text/csv" });
  const configuration = await ada("GET", `/api/v1/agents/${agent.id}/configuration`);
  const firstOf = async (path) => (await ada("GET", `/api/v1${path}`)).body.items?.[0]?.id;
  return {
    company, agent, member, call: calls[1], configuration,
    ids: {
      members: member.id, companies: company.id, agents: agent.id, connections: connection.id, calls: calls[1].id,
      contacts: contact.id, segments: segment.id, campaigns: campaign.id, "contact-imports": imported.id,
      mail: await firstOf("/mail"), delivery: await firstOf(`/connections/${connection.id}/deliveries`), number: 1,
    },
  };
}

/** The path with the ids of what is there, and with the parameters that it cannot be without; nothing where there is no such thing. */
function pathOf(route, ids) {
  const month = "?from=2026-11-01&to=2026-11-30&by=day";
  const parameters = {
    "/api/v1/usage": month,
    "/api/v1/usage.csv": month,
    "/api/v1/campaigns/{id}/preview": `?contact_id=${ids.contacts}`,
  };
  const kind = route.split("/")[3];
  let isComplete = true;
  const path = route.replace(/\{(\w+)\}/g, (_, name) => {
    const id = name === "id" ? ids[kind] : ids[name];
    isComplete &&= id !== undefined;
    return id;
  });
  return isComplete ? path + (parameters[route] ?? "") : undefined;
}

async function waitsOf(proxy, ask) {
  const counts = [];
  for (let time = 0; time < times; ++time) {
    const before = proxy.roundTrips;
    if ((await ask(time)).status >= 300) return undefined;
    counts.push(proxy.roundTrips - before);
  }
  return median(counts);
}

/** What is written most, each with a body of its own. */
function writes({ company, agent, call, ids }) {
  const api = "/api/v1";
  return {
    "POST /api/v1/companies": (ask, n) => ask("POST", `${api}/companies`, { name: `Company ${n}` }),
    "POST /api/v1/agents": (ask, n) => ask("POST", `${api}/agents`, { name: `Agent ${n}`, company_id: company.id }),
    "POST /api/v1/contacts": (ask, n) => ask("POST", `${api}/contacts`, { name: `Contact ${n}`, company_id: company.id }),
    "PATCH /api/v1/contacts/{id}": (ask, n) => ask("PATCH", `${api}/contacts/${ids.contacts}`, { name: `Nour ${n}` }),
    "POST /api/v1/members": (ask, n) =>
      ask("POST", `${api}/members`, { name: `P ${n}`, email: `p${n}@example.com`, role: "member", permissions: {}, agent_ids: [agent.id], company_ids: [], send_invitation: true }),
    "POST /api/v1/calls": (ask) =>
      ask("POST", `${api}/calls`, { agent_id: agent.id, started_at: call.started_at, duration_seconds: 30, direction: "web" }),
  };
}

const proxy = await startPostgresProxy(postgresFolder());
await withDataFolder(async (data) => {
  newDatabase("bench_round_trips");
  const server = await start(program, { data, page, settings: ["--database", proxy.addressOf("bench_round_trips")] });
  try {
    const ada = asking(server, await setUp(server));
    const there = await fill(ada);
    const signedIn = await asking(server, "")("POST", "/api/v1/session", { email: "li@example.com", password });
    const member = asking(server, signedIn.response.headers.getSetCookie()[0].split(";")[0]);
    const routes = JSON.parse(execFileSync(program, ["routes", "--json"]));
    const shown = (count) => count ?? "–";

    console.log("| route | administrator | member |\n| --- | --- | --- |");
    for (const { method, path } of routes) {
      if (method !== "GET" || path.endsWith("/live") || path === "/api/v1/setup") continue;
      const known = pathOf(path, there.ids);
      const counts = [];
      for (const ask of [ada, member]) counts.push(known && (await waitsOf(proxy, () => ask("GET", known))));
      console.log(`| \`${method} ${path}\` | ${counts.map(shown).join(" | ")} |`);
    }
    let number = 0;
    for (const [name, write] of Object.entries(writes(there))) {
      const counts = [];
      for (const ask of [ada, member]) counts.push(await waitsOf(proxy, () => write(ask, ++number)));
      console.log(`| \`${name}\` | ${counts.map(shown).join(" | ")} |`);
    }
  } finally {
    await server.stop();
  }
});
await proxy.stop();
