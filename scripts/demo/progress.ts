import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** One line that says how far something is. Where the output is no terminal, it is printed once, with its end. */
export class ProgressLine {
  private readonly title: string;
  private readonly out: Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;
  private readonly began = Date.now();

  constructor(title: string, out: Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns"> = process.stdout) {
    this.title = title;
    this.out = out;
    this.out.write(this.out.isTTY ? title : `${title}, which may take a minute ...`);
  }

  show(step: string) {
    // Cut off, since a line that wraps cannot be written over.
    if (this.out.isTTY) this.out.write(`\r\x1b[K${`${this.title}: ${step}`.slice(0, (this.out.columns || 80) - 1)}`);
  }

  end(word: string) {
    const seconds = Math.round((Date.now() - this.began) / 1000);
    this.out.write(this.out.isTTY ? `\r\x1b[K${this.title}: ${word} in ${seconds} s\n` : ` ${word} in ${seconds} s\n`);
  }
}

const kept = 200;

/** The log of the server, line by line. While it is quiet, lines of what goes well are kept back. */
export class ServerLog {
  private isQuiet = false;
  private back: string[] = [];
  private readonly print: (line: string) => void;

  constructor(stream: Readable, print?: (line: string) => void) {
    this.print = print ?? ((line) => void process.stderr.write(`${this.overProgress}${line}\n`));
    createInterface({ input: stream }).on("line", (line) => this.add(line));
  }

  quiet() {
    this.isQuiet = true;
  }

  /** Prints what comes from now on; what was kept back is forgotten. */
  speak() {
    this.isQuiet = false;
    this.back = [];
  }

  /** Prints what was kept back, for when something went wrong. */
  tell() {
    for (const line of this.back) this.print(line);
    this.speak();
  }

  /** In a terminal a line takes the place of the progress, which is printed again with the next step. */
  private get overProgress(): string {
    return this.isQuiet && process.stderr.isTTY ? "\r\x1b[K" : "";
  }

  private add(line: string) {
    const isInfo = /^\S+ info |^\{"time":"[^"]*","level":"info"/.test(line);
    if (!this.isQuiet || !isInfo) return this.print(line);
    this.back.push(line);
    if (this.back.length > kept) this.back.shift();
  }
}
