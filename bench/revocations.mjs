// Whether anything that was taken away is still answered by the next request.
import { withMembers } from "./members.mjs";

const times = 2000;
const atOnce = 8;

/** How each right is taken, and what the member's old cookie asks for right after; the status that is due. */
const ways = [
  {
    what: "an assignment revoked",
    take: ({ ada }, { id }) => ada("PATCH", `/members/${id}`, { agent_ids: [] }),
    ask: ({ agent }, { browser }) => browser("GET", `/agents/${agent}`),
    due: 404,
  },
  {
    what: "a member suspended",
    take: ({ ada }, { id }) => ada("PUT", `/members/${id}/suspension`),
    ask: (_, { browser }) => browser("GET", "/profile"),
    due: 401,
  },
  {
    what: "a member removed",
    take: ({ ada }, { id }) => ada("DELETE", `/members/${id}`),
    ask: (_, { browser }) => browser("GET", "/profile"),
    due: 401,
  },
  {
    what: "signed out everywhere",
    take: (_, { otherBrowser }) => otherBrowser("DELETE", "/profile/sessions"),
    ask: (_, { browser }) => browser("GET", "/profile"),
    due: 401,
  },
];

async function isStale({ what, take, ask, due }, house, member) {
  const before = await ask(house, member);
  if (before.status !== 200) throw new Error(`${what}: before it, the member was answered ${before.status}.`);
  const taken = await take(house, member);
  if (taken.status >= 300) throw new Error(`${what}: was answered ${taken.status}.`);
  return (await ask(house, member)).status !== due;
}

export function measureRevocations(parts) {
  return withMembers(parts, times * ways.length, async (house) => {
    const results = [];
    for (const [index, way] of ways.entries()) {
      const waiting = house.members.slice(index * times, (index + 1) * times);
      let stale = 0;
      const work = async () => {
        for (let member = waiting.pop(); member; member = waiting.pop()) stale += await isStale(way, house, member);
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      results.push({ what: `${times} times ${way.what}: answered as before`, measured: stale, unit: "times", limit: 1 });
    }
    return results;
  });
}
