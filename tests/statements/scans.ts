import { smallIndexes, smallTables } from "./allowed.ts";

export interface Statement {
  text: string;
  plan: string[];
}

/** The table that the plan names, which may be an alias. */
function tableOf(text: string, name: string): string {
  const aliased = new RegExp(`(?:FROM|JOIN|UPDATE|INTO) (\\w+) (?:AS )?${name}\\b`).exec(text);
  return aliased && !["WHERE", "SET", "ON"].includes(aliased[1]!) ? aliased[1]! : name;
}

export interface Scan {
  table: string;
  line: string;
}

/**
 * The lines of a plan by which a statement may read all of a table that grows: without an index, by one that SQLite makes
 * for the statement alone, or through a whole index, unless that is its order and it ends after a few rows.
 */
export function findScans({ text, plan }: Statement): Scan[] {
  const queries = new Set(plan.flatMap((line) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)$/.exec(line)?.[1] ?? []));
  const endsEarly =
    / LIMIT (\$\d+|1)$/.test(text) && !text.includes(" WHERE ") && !plan.some((line) => /ORDER BY/.test(line));
  return plan.flatMap((line) => {
    const automatic = /^SEARCH (\S+) USING AUTOMATIC/.exec(line);
    if (automatic) return [{ table: automatic[1]!, line }];
    const [, name, index] = /^SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?/.exec(line) ?? [];
    if (name === undefined || /^SCAN (\d+ )?CONSTANT ROW/.test(line) || queries.has(name) || name.startsWith("("))
      return [];
    if (smallTables.includes(tableOf(text, name))) return [];
    if (index !== undefined && (smallIndexes.includes(index) || endsEarly)) return [];
    return [{ table: name, line }];
  });
}
