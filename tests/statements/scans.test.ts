import { describe, expect, test } from "vitest";
import { findScans } from "./scans.ts";

describe("a plan", () => {
  const scans = (text: string, ...plan: string[]) => findScans({ text, plan }).map(({ line }) => line);

  test("that reads a table without an index is found, unless the table is small", () => {
    expect(scans("SELECT 1 FROM members m", "SCAN m")).toEqual(["SCAN m"]);
    expect(scans("SELECT 1 FROM accounts a", "SCAN a")).toEqual([]);
    expect(scans("SELECT 1 FROM calls c CROSS JOIN accounts a", "SCAN c", "SCAN a LEFT-JOIN")).toEqual(["SCAN c"]);
  });

  test("with an index that is made for the statement is found", () => {
    const line = "SEARCH s USING AUTOMATIC COVERING INDEX (member_id=?)";
    expect(scans("SELECT 1 FROM members m JOIN member_agents s", "SEARCH m USING INDEX x (id=?)", line)).toEqual([
      line,
    ]);
  });

  test("that walks an index is found, unless that ends after a few rows", () => {
    const line = "SCAN m USING INDEX members_by_name";
    expect(scans("SELECT 1 FROM members m ORDER BY m.name LIMIT $1", line)).toEqual([]);
    expect(scans("SELECT 1 FROM members m ORDER BY m.name", line)).toEqual([line]);
    expect(scans("SELECT 1 FROM members m WHERE m.a = $1 ORDER BY m.name LIMIT $2", line)).toEqual([line]);
    expect(scans("SELECT 1 FROM m ORDER BY m.b LIMIT $1", line, "USE TEMP B-TREE FOR ORDER BY")).toEqual([line]);
  });

  test("that reads the rows of a part of the statement is none", () => {
    expect(scans("SELECT 1", "CO-ROUTINE found", "SEARCH m USING INDEX x (id=?)", "SCAN found")).toEqual([]);
  });
});
