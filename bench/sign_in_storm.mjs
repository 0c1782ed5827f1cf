// Whether a storm of sign-ins gets through, and leaves the others their speed.
import { withMembers } from "./members.mjs";
import { median } from "./wrk.mjs";

const persons = 50;
const quietRequests = 500;

async function millisecondsOf(request) {
  const start = performance.now();
  const { status } = await request();
  if (status >= 300) throw new Error(`Was answered ${status}.`);
  return performance.now() - start;
}

export function measureSignInStorm(parts) {
  return withMembers(parts, persons, async ({ ada, stranger, members }) => {
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

    return [
      {
        what: `${persons} sign-ins at once: until the last is signed in`,
        measured: Math.max(...(await storm)) / 1000,
        unit: "s",
        limit: 30,
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
