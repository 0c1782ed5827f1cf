import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

// A database in which an earlier version has searched members by name and email only.

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

const members = 300; // 20 are updated in one write
const sql = (text: string) => runSql(server, text);
const wait = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));
const isDone = () => sql(`SELECT version FROM foldings WHERE target = 'member_job_titles'`) !== "1";
const position = () => sql(`SELECT position FROM foldings WHERE target = 'member_job_titles'`);
const withTitle = (condition: string) =>
  Number(sql(`SELECT count(*) FROM member_search WHERE text LIKE '%warden%' AND ${condition}`));

/** The job title is the last line of the text. */
function forgetJobTitles() {
  sql(`UPDATE foldings SET version = 1, position = '' WHERE target = 'member_job_titles'`);
  sql(`UPDATE member_search SET text = substr(text, 1, length(text) - 1 - length('?harbour ?warden'))
       WHERE text LIKE '%warden'`);
}

test("job titles are added to the search in the background, and go on where they were killed", async () => {
  const create = (n: number) => {
    const body = {
      name: `Nr ${n}`,
      email: `m${n}@harbour.example`,
      job_title: "Harbour Warden",
      send_invitation: true,
    };
    return ada.post("/members", body);
  };
  for (const answer of await Promise.all(Array.from({ length: members }, (_, n) => create(n)))) {
    expect(answer).toHaveStatus(201);
  }
  await server.stop();
  expect(withTitle("TRUE")).toBe(members);
  const before = sql(`SELECT member_id, text FROM member_search ORDER BY member_id`);

  // Killed too early or too late it has shown nothing, and begins again.
  for (let milliseconds = 0; ; milliseconds = (milliseconds + 5) % 100) {
    forgetJobTitles();
    expect(withTitle("TRUE")).toBe(0);
    await server.startAgain();
    await server.logged(/Updating the search: member_job_titles$/);
    await wait(milliseconds);
    await server.kill();
    if (!isDone() && position() !== "") break;
  }
  const killedAt = position();
  expect(withTitle(`member_id <= '${killedAt}'`)).toBeGreaterThan(0);
  expect(withTitle(`member_id > '${killedAt}'`)).toBe(0);

  await server.startAgain();
  await server.logged(/Updating the search: member_job_titles done/);
  expect(await ada.get("/members", { search: "warden", total: true, limit: 1 })).toMatchObject({
    body: { total: members },
  });
  await server.stop();
  expect(sql(`SELECT member_id, text FROM member_search ORDER BY member_id`)).toBe(before);
  await server.startAgain();
}, 120_000);
