import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ask } from "../support/postgres.ts";

/** What has a database: a server, or several that share one. */
export type Stored = { dataFolder: string; database?: string | undefined };

export type Row = (string | number | null)[];

const program = `
import json, sqlite3, sys
database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True, timeout=30)
json.dump([database.execute(statement).fetchall() for statement in json.loads(sys.argv[2])], sys.stdout)
`;

/** What statements answer from the database of a server that may be running: the rows of each. */
export function inspect(server: Stored, statements: string[]): Row[][] {
  const { database } = server;
  if (database !== undefined) return statements.map((statement) => rowsIn(database, statement));
  const parameters = ["-c", program, join(server.dataFolder, "rollcall.db"), JSON.stringify(statements)];
  return JSON.parse(execFileSync("python3", parameters, { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 })) as Row[][];
}

function rowsIn(database: string, statement: string): Row[] {
  // PostgreSQL writes one line for each row of the list.
  const lines = ask(database, `SELECT coalesce(json_agg(row), '[]') FROM (${statement}) AS row`.replaceAll("\n", " "));
  return (JSON.parse(lines.join("\n")) as Record<string, string | number | null>[]).map((row) => Object.values(row));
}

/** Of SQLite's file alone. */
const contradictionsInFile = {
  "pages and indexes": "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
  references: "SELECT * FROM pragma_foreign_key_check",
};

/** Statements that answer what is only half there, or does not agree with something else: no rows in a database that is whole. */
const contradictions = {
  "usage by day and agent, and the calls": `
    SELECT agent_id, day, calls, seconds FROM agent_days
    EXCEPT SELECT agent_id, started_at / 86400000, count(*), CAST(sum(coalesce(duration, 0)) AS BIGINT) / 1000 FROM calls
    WHERE agent_id IS NOT NULL GROUP BY 1, 2`,
  "the calls, and usage by day and agent": `
    SELECT agent_id, started_at / 86400000, count(*), CAST(sum(coalesce(duration, 0)) AS BIGINT) / 1000 FROM calls
    WHERE agent_id IS NOT NULL GROUP BY 1, 2 EXCEPT SELECT agent_id, day, calls, seconds FROM agent_days`,
  "calls without their transcript or their event": `
    SELECT external_id FROM calls WHERE connection_id IS NOT NULL AND
    (number NOT IN (SELECT call_number FROM call_transcripts) OR
     external_id NOT IN (SELECT external_call_id FROM call_events WHERE external_call_id IS NOT NULL))`,
  "invited members without assignments, link, email or entries in the audit log": `
    SELECT email FROM members WHERE email LIKE 'invited-%' AND
    ((SELECT count(*) FROM agent_assignments WHERE member_id = members.id) <> 2 OR
     NOT EXISTS (SELECT 1 FROM invitations WHERE member_id = members.id) OR
     NOT EXISTS (SELECT 1 FROM mail WHERE member_id = members.id) OR
     (SELECT count(*) FROM audit_entries WHERE subject_id = members.id) <> 2)`,
  "contacts without their tags, or their entry in the audit log": `
    SELECT name FROM contacts WHERE
    (SELECT count(*) FROM contact_tags WHERE contact_id = contacts.id) <> 2 OR
    (SELECT count(*) FROM audit_entries WHERE subject_id = contacts.id) <> 1`,
  "versions that are not as many as the changes in the audit log": `
    SELECT id FROM agents WHERE version <> 1 + (SELECT count(*) FROM audit_entries
    WHERE subject_id = agents.id AND action = 'agent.updated' AND fields LIKE '%prompt%')
    UNION ALL SELECT 'account' FROM accounts WHERE version <> 1 + (SELECT count(*) FROM audit_entries
    WHERE action = 'settings.updated')`,
  "emails that are not as many as the invitations": `
    SELECT member_id FROM mail WHERE kind = 'invitation' GROUP BY member_id
    HAVING count(*) > (SELECT count(*) FROM audit_entries WHERE subject_id = member_id AND action LIKE 'invitation.%')`,
};

/** What is not whole in the database of a server. */
export function findContradictions(server: Stored): Record<string, Row[]> {
  const all = server.database === undefined ? { ...contradictionsInFile, ...contradictions } : contradictions;
  const found = inspect(server, Object.values(all));
  const named = Object.keys(all).map((name, index) => [name, found[index]!.slice(0, 5)] as const);
  return Object.fromEntries(named.filter(([, rows]) => rows.length > 0));
}
