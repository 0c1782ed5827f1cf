import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const sql = (text: string) => runSql(server, text);
const wait = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

const calls = 100; // 20 are updated in one write
const wordsOfEach = 400;

/** Where the update is: the number of the last call that is done; nothing before the first write, or after the last. */
const position = () => Number(sql(`SELECT position FROM foldings WHERE target = 'call_words'`) || NaN);
// So few calls of an agent are all in the queue.
const words = () => sql(`SELECT count(*), sum(length(words)) FROM queued_call_words`);
const foldAsBefore = (condition: string) =>
  sql(`UPDATE queued_call_words SET words = replace(words, 'lodz', 'łodz') WHERE ${condition}`);

test("an update of what was folded before goes on where it was killed, and ends", async () => {
  const agent_id = cast.agent("Reception").id;
  const spoken = Array.from({ length: wordsOfEach }, (_, n) => `berth${n}`).join(" ");
  for (let n = 0; n < calls; n++) {
    const started_at = new Date(Date.UTC(2026, 10, 20, 9, n)).toISOString();
    const transcript = [{ role: "caller" as const, text: `Łódź ${spoken} ${n}` }];
    expect(await cast.ada.post("/calls", { agent_id, started_at, transcript })).toHaveStatus(201);
  }
  await server.stop();
  const before = words();
  expect(before).toMatch(new RegExp(`^${calls}\\|`));

  const left = (comparison: string) =>
    sql(`SELECT count(*) FROM queued_call_words WHERE words LIKE '%łodz%' AND call_number ${comparison}`);

  // Killed too early, or once all calls are done, it has shown nothing, and begins again.
  let killedAt = NaN;
  for (let milliseconds = 0; Number.isNaN(killedAt); milliseconds = (milliseconds + 20) % 400) {
    sql(`UPDATE foldings SET version = 1, position = '' WHERE target = 'call_words'`);
    foldAsBefore("words LIKE '%lodz%'");
    await server.startAgain();
    await server.logged(/Updating the search: call_words$/);
    await wait(milliseconds);
    await server.kill();
    killedAt = position();
    if (!Number.isNaN(killedAt) && left(`> ${killedAt}`) === "0") killedAt = NaN;
  }
  expect(sql(`SELECT version FROM foldings WHERE target = 'call_words'`)).toBe("1");
  expect(left(`<= ${killedAt}`)).toBe("0");

  // What is done already is not done again: this word would be.
  foldAsBefore(`call_number = ${killedAt}`);
  await server.startAgain();
  await server.logged(/Updating the search: call_words done/);
  await server.stop();
  expect(sql(`SELECT call_number FROM queued_call_words WHERE words LIKE '%łodz%'`)).toBe(`${killedAt}`);
  expect(words()).toBe(before);
  expect(sql(`SELECT min(version), max(position) FROM foldings`)).toMatch(/^[2-9]\d*\|$/);
  await server.startAgain();
}, 120_000);
