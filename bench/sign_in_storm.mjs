// Whether a storm of sign-ins gets through, and leaves the others their speed.
import { request } from "node:http";
import { withMembers } from "./members.mjs";
import { median } from "./wrk.mjs";

const persons = 50;
const quietRequests = 500;
const guesses = 100;

async function millisecondsOf(request) {
  const start = performance.now();
  const { status } = await request();
  if (status >= 300) throw new Error(`Was answered ${status}.`);
  return performance.now() - start;
}

/** A wrong password from an address of this machine, for an email that nobody has. Resolves with the status. */
function guess(address, from, number) {
  const body = JSON.stringify({ email: `nobody-${number}@example.com`, password: "a wrong guess" });
  const headers = { "Content-Type": "application/json", "Content-Length": body.length, Origin: address };
  return new Promise((answered, failed) => {
    const sent = request(`${address}/api/v1/session`, { method: "POST", localAddress: from, headers, agent: false });
    sent.on("response", (response) => response.resume().on("end", () => answered(response.statusCode)));
    sent.on("error", failed);
    sent.end(body);
  });
}

/** How long a sign-in takes while guesses from another address wait for their hashes. */
export async function measureSignInBesideGuesses(address, signIn) {
  const statuses = [];
  const flood = Array.from({ length: guesses }, (_, number) =>
    guess(address, "127.0.0.9", number).then((status) => statuses.push(status)),
  );
  await Promise.race(flood);
  const took = await signIn();
  const answeredBefore = statuses.length;
  await Promise.all(flood);
  return { took, answeredBefore };
}

export function measureSignInStorm(parts) {
  return withMembers(parts, persons, async ({ server, ada, stranger, members }) => {
    const list = () => millisecondsOf(() => ada("GET", "/members"));
    const signIn = ({ email, password }) => millisecondsOf(() => stranger("POST", "/session", { email, password }));

    const quiet = [];
    while (quiet.length < quietRequests) quiet.push(await list());

    const storm = Promise.all(members.map(signIn));
    let over = false;
    const end = () => (over = true);
    storm.then(end, end);
    const meanwhile = [];
    while (!over) meanwhile.push(await list());

    const last = Math.max(...(await storm)) / 1000;
    const beside = await measureSignInBesideGuesses(server.address, () => signIn(members[0]));

    return [
      {
        what: `${persons} sign-ins at once: until the last is signed in`,
        measured: last,
        unit: "s",
        limit: 30,
      },
      {
        what: `A sign-in while ${guesses} guesses are under way from another address`,
        measured: beside.took / 1000,
        unit: "s",
        limit: 1,
      },
      {
        what: "`GET /members` during the sign-ins",
        measured: `${median(meanwhile).toFixed(2)} ms, median of ${meanwhile.length}`,
        reference: `when quiet: ${median(quiet).toFixed(2)} ms`,
        ratio: median(quiet) / median(meanwhile),
        target: 0.5,
      },
    ];
  });
}
