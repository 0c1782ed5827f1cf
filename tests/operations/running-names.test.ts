import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { Guide, root } from "../support/guide.ts";
import { binary } from "../support/server.ts";

const guide = new Guide();

/** The literals of the program, those that are parts of one joined. */
const textsOfTheProgram = execFileSync("git", ["ls-files", "server/*.cpp"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .map((file) => readFileSync(join(root, file), "utf8").replaceAll(/"\s*\n\s*"/g, ""))
  .flatMap((source) => [...source.matchAll(/"((?:\\.|[^"\\\n])*)"/g)].map((literal) => literal[1]!));

const helpOf = (command: string) => execFileSync(binary, [command, "--help"], { encoding: "utf8" });
const named = (pattern: RegExp, text: string) => [...new Set([...text.matchAll(pattern)].map((match) => match[0]))];

test("./run hands on each flag of `rollcall serve` that it does not give itself", () => {
  const help = execFileSync(join(root, "run"), ["--help"], { encoding: "utf8" });
  const handedOn = named(/--[a-z][a-z-]+/g, help.slice(help.indexOf("Flags that are handed on")));
  const given = ["--help", "--listen", "--page", "--data"];
  const ofServe = named(/(?<=^  (-h,)?)--[a-z][a-z-]+/gm, helpOf("serve"));
  expect(handedOn.sort()).toEqual(ofServe.filter((flag) => !given.includes(flag)).sort());
});

describe("docs/running.md names", () => {
  test("each setting that there is, and no other", () => {
    const inHelp = named(/ROLLCALL_[A-Z_]+/g, helpOf("serve"));
    expect(named(/ROLLCALL_[A-Z_]+/g, guide.text).sort()).toEqual(inHelp.sort());
  });

  test("no option that there is not, and each that only a command has", () => {
    const options = (command: string) => named(/--[a-z][a-z-]+/g, helpOf(command));
    const ofServe = options("serve");
    const ofOthers = ["check", "reset-password", "backup", "restore", "copy-database"].flatMap(options);
    const ofPrograms = /^(journalctl|certbot|caddy|runuser|systemctl|apt|echo|pg_ctl|haproxy) /;
    const code = guide.code.filter((code) => !ofPrograms.test(code)).join("\n");
    const inGuide = named(/--[a-z][a-z-]+/g, code);
    const known = new Set([...ofServe, ...ofOthers, "--version"]);
    expect(inGuide.filter((option) => !known.has(option))).toEqual([]);
    const special = ofOthers.filter((option) => !ofServe.includes(option) && option !== "--version");
    expect(special.filter((option) => !inGuide.includes(option))).toEqual([]);
  });

  test("the alerts that there are, and each of them", () => {
    const alerts = readFileSync(join(root, "monitoring/alerts.yml"), "utf8");
    const inGuide = named(/\bRollcall[A-Z]\w+/g, guide.text);
    const shipped = named(/(?<=alert: )\w+/g, alerts);
    expect(inGuide.sort()).toEqual(shipped.sort());
  });

  test("links that lead somewhere", () => {
    for (const link of guide.links) {
      if (link.startsWith("#")) expect(guide.anchors).toContain(link);
      else expect(existsSync(resolve(root, "docs", link)), link).toBe(true);
    }
  });

  test("lines of the log that the program can write", () => {
    const lines = guide.firstCells("line").map((line) => line.replaceAll("`", ""));
    expect(lines.length).toBeGreaterThan(10);
    const parts = lines.map((line) => line.split("…").map((part) => part.trim()));
    const hasInOrder = (text: string, wanted: string[]) =>
      wanted.reduce((from, part) => (from < 0 ? -1 : text.indexOf(part, from)), 0) >= 0;
    const unwritten = parts.filter((wanted) => !textsOfTheProgram.some((text) => hasInOrder(text, wanted)));
    expect(unwritten).toEqual([]);
  });
});
