import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

interface Block {
  /** The heading of the second level that it is below. */
  section: string;
  language: string;
  lines: string[];
}

/** docs/running.md, as its test reads it. */
export class Guide {
  readonly text: string;
  private readonly blocks: Block[];

  constructor(text = readFileSync(resolve(root, "docs/running.md"), "utf8")) {
    this.text = text;
    this.blocks = [...blocksOf(text)];
  }

  /** The commands of the blocks that are marked "sh", each of a line; all of them, or those below a heading. */
  commands(section?: string): string[] {
    return this.linesOf("sh", section);
  }

  /** The settings of the blocks that are marked "ini". */
  settings(section?: string): string[] {
    return this.linesOf("ini", section).filter((line) => line.startsWith("ROLLCALL_"));
  }

  /** What is written as code, in a sentence or a block. */
  get code(): string[] {
    const spans = [...withoutBlocks(this.text).matchAll(/`([^`\n]+)`/g)].map((span) => span[1]!);
    return [...spans, ...this.blocks.flatMap((block) => block.lines)];
  }

  /** Where its links lead. */
  get links(): string[] {
    return [...this.text.matchAll(/\]\(([^)]+)\)/g)].map((link) => link[1]!);
  }

  /** What a link within the page may name. */
  get anchors(): string[] {
    const headings = [...withoutBlocks(this.text).matchAll(/^#+ (.+)$/gm)].map((heading) => heading[1]!);
    return headings.map((heading) => `#${heading.toLowerCase().replaceAll(" ", "-")}`);
  }

  /** The rows of the table whose head begins with that cell: their first cells. */
  firstCells(head: string): string[] {
    const table = this.text.slice(this.text.indexOf(`\n| ${head} |`) + 1).split("\n\n")[0]!;
    return table
      .split("\n")
      .slice(2)
      .map((row) => row.split(" | ")[0]!.replace(/^\| /, ""));
  }

  private linesOf(language: string, section?: string): string[] {
    const wanted = this.blocks.filter((block) => block.language === language);
    return wanted.filter((block) => section === undefined || block.section === section).flatMap((block) => block.lines);
  }
}

function* blocksOf(text: string): Generator<Block> {
  let section = "";
  let block: Block | undefined;
  for (const line of text.split("\n")) {
    const fence = /^```(\w*)$/.exec(line);
    if (block && fence) {
      yield block;
      block = undefined;
    } else if (block) {
      if (line !== "") block.lines.push(line);
    } else if (fence) {
      if (fence[1] === "") throw new Error("A block says no language.");
      block = { section, language: fence[1]!, lines: [] };
    } else if (line.startsWith("## ")) {
      section = line.slice(3);
    }
  }
}

const withoutBlocks = (text: string) => text.replaceAll(/^```\w+\n.*?^```$/gms, "");
