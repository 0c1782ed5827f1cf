// Whether the time of an answer tells who is a member: how well a classifier that knows only times does. 0.5 is guessing.
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { withMembers } from "./members.mjs";

const resets = 1_000; // of members, and as many of strangers
const invitations = 500;
const signIns = 400;

/** Takes every email, and keeps none. */
async function startMailServer() {
  const server = createServer((socket) => {
    let isData = false;
    socket.setEncoding("latin1").on("error", () => {});
    socket.write("220 bench\r\n");
    let text = "";
    socket.on("data", (part) => {
      text += part;
      for (let end; (end = text.indexOf("\r\n")) >= 0; text = text.slice(end + 2)) {
        const line = text.slice(0, end);
        if (isData && line !== ".") continue;
        isData = line === "DATA";
        socket.write(isData ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 yes\r\n");
      }
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Sends one request after the other on one connection; resolves with the milliseconds until the end of each answer. */
function timer(address) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let clients = 0;
  return (method, path, body, expected) =>
    new Promise((resolve, reject) => {
      const client = ++clients;
      const headers = { "X-Forwarded-For": `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}` };
      const bytes = body ? JSON.stringify(body) : "";
      if (body) Object.assign(headers, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(bytes) });
      const begin = performance.now();
      request(address + path, { agent, method, headers }, (response) => {
        response.resume().on("end", () => {
          const time = performance.now() - begin;
          if (response.statusCode === expected) resolve(time);
          else reject(new Error(`${method} ${path} was answered ${response.statusCode}.`));
        });
      })
        .on("error", reject)
        .end(bytes);
    });
}

function shuffled(items) {
  const order = [...items];
  for (let last = order.length - 1; last > 0; --last) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** The area under the ROC curve: how likely a member's time is longer than a stranger's, ties counted half. */
export function auc(members, strangers) {
  const all = [...members.map((time) => [time, 1]), ...strangers.map((time) => [time, 0])].sort((a, b) => a[0] - b[0]);
  let ranks = 0;
  for (let begin = 0; begin < all.length; ) {
    let end = begin;
    while (end < all.length && all[end][0] === all[begin][0]) ++end;
    for (let each = begin; each < end; ++each) if (all[each][1]) ranks += (begin + 1 + end) / 2;
    begin = end;
  }
  return (ranks - (members.length * (members.length + 1)) / 2) / (members.length * strangers.length);
}

/** In random order; `measure(email)` resolves with times by name. `who` is what the members are called in the result. */
async function classify(who, members, strangers, measure) {
  const times = {};
  const order = shuffled([...members.map((email) => [email, "member"]), ...strangers.map((email) => [email, "stranger"])]);
  for (const [email, kind] of order) {
    for (const [name, time] of Object.entries(await measure(email))) {
      times[name] ??= { member: [], stranger: [] };
      times[name][kind].push(time);
    }
  }
  return Object.entries(times).map(([name, { member, stranger }]) => {
    const area = auc(member, stranger);
    return { what: `${who} or stranger, told by ${name}: AUC`, measured: Math.max(area, 1 - area), unit: "", limit: 0.55, digits: 3 };
  });
}

/** The emails of people who have not accepted their invitation yet, which are sent. */
async function invite(ada, count) {
  const emails = Array.from({ length: count }, (_, number) => `invited-${number}@bench.example`);
  for (const email of emails) {
    const { status } = await ada("POST", "/members", { email, name: "Invited", send_invitation: true });
    if (status !== 201) throw new Error(`An invitation was answered ${status}.`);
  }
  for (;;) {
    const { body } = await ada("GET", "/mail?state=queued&limit=1");
    if (body.items.length === 0) return emails;
    await new Promise((go) => setTimeout(go, 200));
  }
}

export async function measureMembership(parts) {
  const mail = await startMailServer();
  const smtp = ["--smtp-url", `smtp://127.0.0.1:${mail.address().port}`, "--smtp-tls", "none"];
  const settings = [...smtp, "--mail-from", "bench@example.com", "--trusted-proxies", "127.0.0.1"];
  try {
    return await withMembers(
      parts,
      resets,
      async ({ server, ada, members }) => {
        const send = timer(server.address);
        const emails = members.map(({ email }) => email);
        const strangers = emails.map((email) => email.replace("@", "x@"));
        for (let warm = 0; warm < 100; ++warm) await send("POST", "/api/v1/password-resets", { email: `warm-${warm}@example.com` }, 202);
        const askForReset = async (email) => ({
          "`POST /password-resets`": await send("POST", "/api/v1/password-resets", { email }, 202),
          "`GET /health/ready` right after": await send("GET", "/health/ready", undefined, 200),
        });
        const afterResets = await classify("member", emails, strangers, askForReset);
        const invited = await invite(ada, invitations);
        const others = invited.map((email) => email.replace("@", "x@"));
        afterResets.push(...(await classify("invited member", invited, others, askForReset)));
        const afterSignIns = await classify("member", emails.slice(0, signIns), strangers.slice(0, signIns), async (email) => ({
          "a wrong password": await send("POST", "/api/v1/session", { email, password: "not the password" }, 401),
        }));
        return [...afterResets, ...afterSignIns];
      },
      settings,
    );
  } finally {
    mail.close();
  }
}
