// Whether a right that was taken away by one instance is still answered by the next request to another one.
// usage: scripts/with-postgres node bench/stale.mjs <build folder> <folder of the built page> [times]
import { join } from "node:path";
import { withInstances } from "./instances.mjs";
import { setUp } from "./rollcall.mjs";

const [build, page, wanted = "10000"] = process.argv.slice(2);
const times = Number(wanted);
const members = 8;
const password = "every bench needs a birch";

function asking(address, cookie) {
  return async (method, path, body) => {
    const headers = { Cookie: cookie, Origin: address, "Content-Type": "application/json" };
    const response = await fetch(`${address}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
  };
}

async function done(answer) {
  const { status, body, headers } = await answer;
  if (status >= 300) throw new Error(`It was answered ${status}: ${JSON.stringify(body)}`);
  return { body, headers };
}

let asked = 0;
let stale = 0;
let late = 0;
await withInstances({ program: join(build, "rollcall"), page, name: "bench_stale", count: 2 }, async ([one, other]) => {
  const cookie = await setUp(one);
  const ada = asking(one.address, cookie);
  const { id: company_id } = (await done(ada("POST", "/companies", { name: "North" }))).body;
  const { id: agent } = (await done(ada("POST", "/agents", { name: "Reception", company_id }))).body;
  const work = async (number) => {
    const who = { name: `Member ${number}`, email: `member-${number}@example.com`, password };
    const rights = { role: "member", permissions: {}, agent_ids: [agent], company_ids: [], send_invitation: false };
    const { id } = (await done(ada("POST", "/members", { ...who, ...rights }))).body;
    const signedIn = await done(asking(other.address, "")("POST", "/session", { email: who.email, password }));
    const there = asking(other.address, signedIn.headers.getSetCookie()[0].split(";")[0]);
    while (asked < times) {
      asked += 1;
      if ((await there("GET", `/agents/${agent}`)).status !== 200) late += 1;
      await done(ada("PATCH", `/members/${id}`, { agent_ids: [] }));
      if ((await there("GET", `/agents/${agent}`)).status !== 404) stale += 1;
      await done(ada("PATCH", `/members/${id}`, { agent_ids: [agent] }));
    }
  };
  await Promise.all(Array.from({ length: members }, (_, number) => work(number)));
});
console.log(`${asked} times revoked by one instance, and asked of the other: ${stale} stale, ${late} granted too late`);
process.exitCode = stale + late === 0 ? 0 : 1;
