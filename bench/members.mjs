// A set-up server with members who are signed in already, for what is measured on many of them.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { setUp, start, withDataFolder } from "./rollcall.mjs";

const run = promisify(execFile);
const password = "a bench of larch and yew";

/** Sends requests with this cookie; the answer's body is read, so that its connection is free again. */
function asker(address, cookie) {
  return async (method, path, body) => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { Cookie: cookie, Origin: address, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  };
}

async function make(ada, path, body) {
  const { status, body: made } = await ada("POST", path, body);
  if (status !== 201) throw new Error(`POST ${path} was answered ${status}.`);
  return made.id;
}

/** Calls `use` with the server's address, the administrator, the agent that all members are assigned to, and them. */
export function withMembers({ program, seed, page }, count, use, settings = []) {
  return withDataFolder(async (data) => {
    const first = await start(program, { data, page });
    const cookie = await setUp(first);
    const founder = asker(first.address, cookie);
    const agent = await make(founder, "/agents", {
      name: "Reception",
      company_id: await make(founder, "/companies", { name: "North" }),
    });
    await first.stop();

    const { stdout } = await run(seed, [data, String(count), password, agent], { maxBuffer: 2 ** 28 });
    const server = await start(program, { data, page, settings });
    const members = stdout
      .trim()
      .split("\n")
      .map((line) => line.split("\t"))
      .map(([id, email, ...tokens]) => {
        const [cookie, otherCookie] = tokens.map((token) => `rollcall_session=${token}`);
        const [browser, otherBrowser] = [cookie, otherCookie].map((each) => asker(server.address, each));
        return { id, email, password, cookie, browser, otherBrowser };
      });
    try {
      return await use({ server, ada: asker(server.address, cookie), stranger: asker(server.address, ""), agent, members });
    } finally {
      await server.stop();
    }
  });
}
