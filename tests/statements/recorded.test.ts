import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allowed, type Allowed } from "./allowed.ts";
import { findScans, type Scan, type Statement } from "./scans.ts";

/** Where record_statements.c has written what servers prepared during the API suite. */
const folder = process.env["ROLLCALL_STATEMENTS"];
if (folder === undefined) throw new Error("ROLLCALL_STATEMENTS names no folder: run this as ./test does.");

/** Each different statement that was met, once, in one line. */
function readStatements(from: string): Statement[] {
  const met = new Map<string, Statement>();
  for (const file of readdirSync(from).filter((name) => name.endsWith(".statements"))) {
    for (const record of readFileSync(join(from, file), "utf8").split("\x1e").slice(0, -1)) {
      const [sql, plan] = record.split("\x1f");
      const text = sql!.replace(/\s+/g, " ").trim();
      met.set(text, { text, plan: plan!.split("\n").filter((line) => line !== "") });
    }
  }
  return [...met.values()];
}

const permits = (rule: Allowed, text: string, { table, line }: Scan) =>
  !line.includes("AUTOMATIC") && rule.statement.test(text) && (rule.table === "*" || rule.table === table);

const statements = readStatements(folder);
const found = statements.flatMap((statement) => findScans(statement).map((scan) => ({ ...statement, scan })));

test("the statements of the API suite were recorded", () => {
  expect(statements.length).toBeGreaterThan(300);
});

test("no statement reads a table as a whole that grows", () => {
  const forbidden = found.filter(({ text, scan }) => !allowed.some((rule) => permits(rule, text, scan)));
  expect(forbidden.map(({ text, scan }) => `${scan.line}: ${text}`)).toEqual([]);
});

test("a statement that names rows reads these, and not all that another index has", () => {
  const forbidden = statements.flatMap(({ text, plan }) => {
    const named = /\b(?:(\w+)\.)?(id|number) IN \([?$]/.exec(text);
    if (!named || /^(UPDATE|DELETE|INSERT)/.test(text)) return [];
    const [, alias = /FROM (\w+)/.exec(text)![1], column] = named;
    const wrong = plan.filter(
      (line) => line.startsWith(`SEARCH ${alias} `) && !line.includes(`${column}=?`) && !line.includes("rowid=?"),
    );
    return wrong.map((line) => `${line}: ${text}`);
  });
  expect(forbidden).toEqual([]);
});

test.each(allowed)("a statement is met that may: $statement", (rule) => {
  expect(found.some(({ text, scan }) => permits(rule, text, scan))).toBe(true);
});
