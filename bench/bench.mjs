// Measures what Rollcall promises and prints a table; exits 1 when a target is missed.
// usage: node bench/bench.mjs <build folder> <folder of the built page>
import { resolve } from "node:path";
import { measureAudioStreams } from "./audio_streams.mjs";
import { measureCallList } from "./call_list.mjs";
import { measureCampaignDialling } from "./campaign_dialling.mjs";
import { measureContactList } from "./contact_list.mjs";
import { measureGroupCommit } from "./group_commit.mjs";
import { measureDecoding } from "./decoding.mjs";
import { measureIdle } from "./idle.mjs";
import { measureIngest } from "./ingest.mjs";
import { measureMemberList } from "./member_list.mjs";
import { measureMembership } from "./membership.mjs";
import { measurePostgresReads } from "./postgres_reads.mjs";
import { measureRevocations } from "./revocations.mjs";
import { measureSession } from "./session_speed.mjs";
import { measureSignInStorm } from "./sign_in_storm.mjs";

const [build, page] = process.argv.slice(2).map((folder) => resolve(folder));
const parts = {
  program: `${build}/rollcall`,
  programWithFixedRoute: `${build}/rollcall_bench`,
  memberList: `${build}/rollcall_bench_member_list`,
  seed: `${build}/rollcall_bench_seed`,
  ingestFloor: `${build}/rollcall_bench_ingest_floor`,
  seedCalls: `${build}/rollcall_bench_seed_calls`,
  callList: `${build}/rollcall_bench_call_list`,
  campaignDialling: `${build}/rollcall_bench_campaign_dialling`,
  contactList: `${build}/rollcall_bench_contact_list`,
  usage: `${build}/rollcall_bench_usage`,
  slowSync: `${build}/slow_sync.so`,
  page,
};

/** A result is a ratio with a target to reach, or a figure with a limit to stay under. */
function row(result) {
  if (result.ratio !== undefined) {
    const { what, measured, reference, ratio, target } = result;
    return { ok: ratio >= target, cells: [what, measured, reference, ratio.toFixed(2), `at least ${target}`] };
  }
  const { what, measured, unit, limit, digits = 1 } = result;
  return { ok: measured < limit, cells: [what, `${measured.toFixed(digits)} ${unit}`.trim(), "", "", `under ${limit} ${unit}`.trim()] };
}

const rows = [];
const measures = [
  measureIdle,
  measureSession,
  measurePostgresReads,
  measureGroupCommit,
  measureIngest,
  measureMemberList,
  measureSignInStorm,
  measureMembership,
  measureDecoding,
  measureRevocations,
  measureCallList,
  measureContactList,
  measureCampaignDialling,
  measureAudioStreams,
];
for (const measure of measures) {
  console.error(`${measure.name} ...`);
  rows.push(...(await measure(parts)).map(row));
}

console.log("| what | measured | reference | ratio | target | |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const { ok, cells } of rows) console.log(`| ${cells.join(" | ")} | ${ok ? "met" : "**missed**"} |`);
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
