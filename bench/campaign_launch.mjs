// The launch of a campaign for many contacts: attempts per second, the memory of the server, what other requests take
// meanwhile, and that it goes on where it stopped after kill -9.
// usage: node campaign_launch.mjs <build folder> <page> [contacts]
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rssAnon } from "./idle.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { median } from "./wrk.mjs";

const [build, page, contactsWanted] = process.argv.slice(2);
const contacts = Number(contactsWanted ?? 1_000_000);

function* parts() {
  yield "name,phone,email\n";
  for (let number = 0; number < contacts; number += 1000) {
    let part = "";
    for (let n = number; n < number + 1000; ++n)
      part += `Nour Haddad ${n},+4930${10_000_000 + n},nour.${n}@harbour.example\n`;
    yield part;
  }
}

/** Asks the API of a server, as the administrator of the cookie. */
const asking = (server, cookie) => async (method, path, body, more) => {
  const { type = "application/json", etag } = more ?? {};
  const response = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: {
      Cookie: cookie,
      Origin: server.address,
      ...(body === undefined ? {} : { "Content-Type": type }),
      ...(etag ? { "If-Match": etag } : {}),
    },
    ...(body === undefined ? {} : { body: type === "application/json" ? JSON.stringify(body) : body }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
};

async function importContacts(api, company) {
  const segment = await api("POST", "/segments", { company_id: company.id, name: "All", kind: "static" });
  const file = new Blob([...parts()]);
  const { id } = await api("POST", `/contact-imports?company_id=${company.id}`, file, { type: "text/csv" });
  const before = await api("GET", `/contact-imports/${id}`);
  await api("PATCH", `/contact-imports/${id}`, { segment_id: segment.id }, { etag: before.etag });
  await api("POST", `/contact-imports/${id}/start`);
  let done = before;
  while ((done = await api("GET", `/contact-imports/${id}`)).state === "running") await sleep(1000);
  if (done.created !== contacts) throw new Error(`It has created ${done.created}: ${JSON.stringify(done)}`);
  return segment;
}

async function timed(request) {
  const begin = performance.now();
  await request();
  return performance.now() - begin;
}

/** What other requests take, until `goOn` says no. */
async function measureOthers(api, contact, other, goOn) {
  const times = { read: [], list: [], write: [] };
  let number = 0;
  do {
    times.read.push(await timed(() => api("GET", `/contacts/${contact.id}`)));
    times.list.push(await timed(() => api("GET", `/contacts?company_id=${other.id}`)));
    times.write.push(await timed(() => api("PATCH", `/contacts/${contact.id}`, { name: `Li Na ${++number}` })));
    await sleep(20);
  } while (await goOn(times.read.length));
  return { read: median(times.read), list: median(times.list), write: median(times.write) };
}

await withDataFolder(async (data) => {
  const begun = () => start(join(build, "rollcall"), { data, page });
  let server = await begun();
  try {
    const cookie = await setUp(server);
    let api = asking(server, cookie);
    const settings = await api("GET", "/settings");
    await api("PATCH", "/settings", { consent: "warning" }, { etag: settings.etag });
    const company = await api("POST", "/companies", { name: "North" });
    const other = await api("POST", "/companies", { name: "South" });
    const contact = await api("POST", "/contacts", { company_id: other.id, name: "Li Na" });
    const agent = await api("POST", "/agents", { company_id: company.id, name: "Reception" });
    const segment = await importContacts(api, company);
    const campaign = await api("POST", "/campaigns", {
      name: "Everybody",
      agent_id: agent.id,
      segment_ids: [segment.id],
      webhook_url: "https://calls.example/",
      starts_at: new Date(Date.now() + 7 * 86_400_000).toISOString(), // nobody is called
    });
    const path = `/campaigns/${campaign.id}`;
    const read = () => api("GET", path);
    let most = 0;
    const watch = setInterval(async () => {
      try {
        most = Math.max(most, await rssAnon(server.pid));
      } catch {
        // it is being started again
      }
    }, 100);
    const before = await measureOthers(api, contact, other, (count) => count < 100);
    const atBegin = await rssAnon(server.pid);

    const begin = performance.now();
    await api("POST", `${path}/launch`);
    const isAtWork = async () => (await read()).audience.state !== "complete";
    const during = await measureOthers(api, contact, other, async (count) => count < 200 && (await isAtWork()));
    const busy = { rows: (await read()).audience.contacts, seconds: (performance.now() - begin) / 1000 };
    process.kill(server.pid, "SIGKILL");
    await server.stop();
    server = await begun();
    api = asking(server, cookie);
    const left = contacts - (await read()).audience.contacts;
    const again = performance.now();
    while (await isAtWork()) await sleep(100);
    const seconds = (performance.now() - again) / 1000;
    clearInterval(watch);

    const { audience, progress } = await read();
    if (audience.contacts !== contacts || progress.planned !== contacts)
      throw new Error(`It has ${JSON.stringify(audience)} ${JSON.stringify(progress)}`);
    console.log(`contacts: ${contacts}; attempts beside others: ${Math.round(busy.rows / busy.seconds)}/s`);
    console.log(`alone, after kill -9: ${left} in ${seconds.toFixed(1)} s, ${Math.round(left / seconds)}/s`);
    console.log(`RssAnon: ${atBegin.toFixed(0)} MB before the launch, ${most.toFixed(0)} MB at most`);
    for (const kind of ["read", "list", "write"]) {
      const [free, taken] = [before[kind], during[kind]];
      console.log(
        `median of a ${kind}: ${free.toFixed(2)} ms before, ${taken.toFixed(2)} ms meanwhile, ${(taken / free).toFixed(2)} (limit 2)`,
      );
    }
  } finally {
    await server.stop();
  }
});
