// The import of a file of contacts: rows per second against a program that only inserts the same rows, the memory of the
// server, and what other requests take meanwhile.
// usage: node contact_import.mjs <build folder> <page> [rows]
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { rssAnon } from "./idle.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { median } from "./wrk.mjs";

const [build, page, rowsWanted] = process.argv.slice(2);
const rows = Number(rowsWanted ?? 1_000_000);
const run = promisify(execFile);

function* parts() {
  yield "name,phone,email,job_title,tags\n";
  for (let number = 0; number < rows; number += 1000) {
    let part = "";
    for (let n = number; n < number + 1000; ++n)
      part += `Nour Haddad ${n},+4930${10_000_000 + n},nour.${n}@harbour.example,Buyer,import\n`;
    yield part;
  }
}

const floor = () =>
  withDataFolder(async (data) =>
    Number((await run(join(build, "rollcall_bench_contact_import"), [data, String(rows)])).stdout),
  );

async function measureServer() {
  return withDataFolder(async (data) => {
    const server = await start(join(build, "rollcall"), { data, page });
    try {
      const cookie = await setUp(server);
      const headers = { Cookie: cookie, Origin: server.address };
      const api = async (method, path, body, type = "application/json") => {
        const response = await fetch(`${server.address}/api/v1${path}`, {
          method,
          headers: body === undefined ? headers : { ...headers, "Content-Type": type },
          ...(body === undefined ? {} : { body: type === "application/json" ? JSON.stringify(body) : body }),
        });
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
        return response.status === 204 ? null : response.json();
      };
      const company = await api("POST", "/companies", { name: "North" });
      const other = await api("POST", "/companies", { name: "South" });
      const contact = await api("POST", "/contacts", { company_id: other.id, name: "Li Na" });
      let most = 0;
      const watch = setInterval(async () => (most = Math.max(most, await rssAnon(server.pid))), 100);
      const timed = async (request) => {
        const begin = performance.now();
        await request();
        return performance.now() - begin;
      };
      let number = 0;
      const reads = () => timed(() => api("GET", `/contacts/${contact.id}`));
      const lists = () => timed(() => api("GET", `/contacts?company_id=${other.id}`));
      const writes = () => timed(() => api("PATCH", `/contacts/${contact.id}`, { name: `Li Na ${++number}` }));
      const others = async (goOn) => {
        const times = { read: [], list: [], write: [] };
        do {
          times.read.push(await reads());
          times.list.push(await lists());
          times.write.push(await writes());
          await sleep(20);
        } while (await goOn(times));
        return { read: median(times.read), list: median(times.list), write: median(times.write) };
      };
      const before = await others((times) => times.read.length < 100);

      const file = new Blob([...parts()]);
      const uploadTook = await timed(async () => {
        const { id } = await api("POST", `/contact-imports?company_id=${company.id}`, file, "text/csv");
        number = id;
      });
      const id = number;
      number = 0;
      const read = () => api("GET", `/contact-imports/${id}`);
      // First in the presence of others, then alone.
      const begin = performance.now();
      await api("POST", `/contact-imports/${id}/start`);
      const during = await others(async (times) => times.read.length < 200 && (await read()).state === "running");
      const busy = { rows: (await read()).rows_done, seconds: (performance.now() - begin) / 1000 };
      let done = await read();
      while (done.state === "running") {
        await sleep(500);
        done = await read();
      }
      if (done.created !== rows) throw new Error(`It has created ${done.created}: ${JSON.stringify(done)}`);
      const seconds = (Date.parse(done.finished_at) - Date.parse(done.started_at)) / 1000;
      const alone = (rows - busy.rows) / Math.max(0.001, seconds - busy.seconds);
      clearInterval(watch);
      return { uploadTook, most, before, during, busy: busy.rows / busy.seconds, alone, whole: rows / seconds };
    } finally {
      await server.stop();
    }
  });
}

const least = await floor();
const server = await measureServer();
console.log(`rows: ${rows}; inserted by a program: ${least}/s; upload: ${Math.round(server.uploadTook)} ms`);
console.log(`imported alone: ${Math.round(server.alone)}/s, ${(server.alone / least).toFixed(2)} of it (limit 0.50)`);
console.log(`imported beside others: ${Math.round(server.busy)}/s; whole: ${Math.round(server.whole)}/s`);
console.log(`RssAnon, the most: ${server.most.toFixed(0)} MB (limit 150)`);
for (const kind of ["read", "list", "write"]) {
  const [before, during] = [server.before[kind], server.during[kind]];
  console.log(
    `median of a ${kind}: ${before.toFixed(2)} ms before, ${during.toFixed(2)} ms meanwhile, ${(during / before).toFixed(2)} (limit 2)`,
  );
}
