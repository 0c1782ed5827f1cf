import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const run = (sql: string) => runSql(server, sql);

async function addMember(name: string, email: string) {
  const body = { name, email, password: "a heron stands still", send_invitation: false };
  return (await cast.ada.post("/members", body)).body;
}
const found = async (search: string) => (await cast.ada.names("/members", { search })).sort();
const withWord = async (search: string) => (await cast.ada.get("/calls", { search })).body.items.length;

test.each([
  ["Łukasz Żółw", ["lukasz", "ŁUKASZ", "zolw", "łu"]],
  ["Bjørn Ægir", ["bjorn", "BJØRN", "aegir"]],
  ["Siobhán O’Malley", ["o'malley", "O‘Malley", "o´m"]],
  ["علی کریمی", ["علي", "كريمي", "على"]],
  ["فاطمة الأحمد", ["فاطمه", "الاحمد"]],
  ["김민수", ["ㄱ", "기", "김", "김ㅁ", "김미", "김민"]],
  ["タナカ ハナ", ["ﾀﾅｶ", "たなか", "タナカ"]],
])("the member %s is found however that is typed", async (name, searches) => {
  await addMember(name, `folded-${Buffer.from(name).toString("hex").slice(0, 40)}@harbour.example`);
  for (const search of searches) expect([search, await found(search)]).toEqual([search, [name]]);
});

test("a member is invited, found and signs in by an international address", async () => {
  const member = await addMember("Jo Müller", "info@müller.example");
  expect(member.email).toBe("info@xn--mller-kva.example");
  for (const email of ["info@müller.example", "INFO@MÜLLER.EXAMPLE", "info@mu\u0308ller.example", member.email]) {
    expect(await new Client(server).signIn(email, "a heron stands still")).toHaveStatus(201);
    expect(await found(email)).toEqual(["Jo Müller"]);
  }
  expect(await found("@mül")).toEqual(["Jo Müller"]);
  const again = { name: "Again", email: "info@MÜLLER.example", send_invitation: true };
  expect(await cast.ada.post("/members", again)).toHaveStatus(409);
});

test("what an earlier version folded otherwise is found and sorted after the start", async () => {
  await addMember("Łucja", "one@harbour.example");
  for (const name of ["Łódź", "Lutsk", "Luton", "Mölln", "Zug"]) await cast.newCompany(name);
  await cast.newAgent("Łódź", "North");
  await cast.ada.post("/connections", { platform: "vapi", name: "Łódź" });
  const agent_id = cast.agent("Reception").id;
  const transcript = [{ role: "caller" as const, text: "Is Łódź, or ฉันต้องการจองเรือ, a harbour?" }];
  expect(await cast.ada.post("/calls", { agent_id, started_at: "2026-11-20T09:00:00Z", transcript })).toHaveStatus(201);
  const queued = [{ role: "caller" as const, text: "Książ" }];
  const started_at = "2026-11-20T10:00:00Z";
  expect(await cast.ada.post("/calls", { agent_id, started_at, transcript: queued })).toHaveStatus(201);
  const sorted = await cast.ada.names("/companies");
  expect(sorted.filter((name) => /^[LŁM]/.test(name))).toEqual(["Łódź", "Luton", "Lutsk", "Mölln"]);
  expect([await withWord("lodz"), await withWord("เรือ")]).toEqual([1, 1]);

  await server.stop();
  for (const table of ["companies", "agents", "connections", "members"]) {
    run(`UPDATE ${table} SET name_folded = replace(replace(name_folded, 'lodz', 'łodz'), 'lucja', 'łucja')`);
  }
  run(`UPDATE member_search SET name_folded = replace(name_folded, 'lucja', 'łucja'),
         text = replace(text, '\x1flucja\n', '\x1fłucja\n')`);
  // As in a large account: the search has its index, at the start of this version.
  run(`UPDATE member_search_state SET entries_up_to = '~'`);
  run(`DELETE FROM member_search_entries WHERE entry IN ('\x1flucja', 'lucja')
         AND number IN (SELECT number FROM member_search WHERE name_folded = 'łucja')`);
  run(`INSERT INTO member_search_entries (entry, number)
         SELECT 'łucja', number FROM member_search WHERE name_folded = 'łucja'`);
  // Of one call the words are in the index, in rows of one call each, of the other in the queue.
  for (const word of ["is", "łodz", "or", "a", "harbour"]) {
    run(`INSERT INTO call_words (word, agent_id, started_at, call_number)
           SELECT '${word}', agent_id, started_at, call_number FROM queued_call_words WHERE words LIKE '%lodz%'`);
  }
  run(`DELETE FROM queued_call_words WHERE words LIKE '%lodz%'`);
  run(`UPDATE queued_call_words SET words = replace(words, 'ksiaz', 'książ') WHERE words LIKE '%ksiaz%'`);
  run(`UPDATE foldings SET version = 1`);
  await server.startAgain();

  expect(await cast.ada.names("/companies")).toEqual(sorted);
  expect(await found("lucja")).toEqual(["Łucja"]);
  // The words of calls are updated in the background.
  const words = async () => Promise.all(["lodz", "เรือ", "harbour", "ksiaz"].map(withWord));
  await expect.poll(words, { timeout: 30_000 }).toEqual([1, 1, 1, 1]);
  await server.stop();
  const rest = ["companies", "agents", "connections", "members", "member_search"].map((table) =>
    run(`SELECT count(*) FROM ${table} WHERE name_folded LIKE '%ł%'`),
  );
  expect(rest).toEqual(["0", "0", "0", "0", "0"]);
  expect(run(`SELECT count(*) FROM member_search_entries WHERE entry LIKE '%ł%'`)).toBe("0");
  expect(run(`SELECT count(*) FROM call_words WHERE word LIKE '%ł%'`)).toBe("0");
  expect(run(`SELECT count(*) FROM queued_call_words WHERE words LIKE '%ż%'`)).toBe("0");
  expect(run(`SELECT min(version), max(position) FROM foldings`)).toMatch(/^[2-9]\d*\|$/);
  await server.startAgain();
});
