import { execFileSync } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "./folder.ts";
import { sanitized, type ServerOptions } from "./server.ts";

/** Builds the library that keeps the timers of the server as they are. */
function buildRealTimers(folder: string): string {
  const library = join(folder, "real_timers.so");
  const source = resolve(import.meta.dirname, "real_timers.c");
  execFileSync("cc", ["-O1", "-shared", "-fPIC", source, "-o", library]);
  return library;
}

/** The wall clock of one server, which a test can put forward and back while it runs (libfaketime). */
export class WallClock {
  private readonly folder = temporaryFolder();
  private readonly file = join(this.folder, "time");
  private readonly realTimers = buildRealTimers(this.folder);

  constructor() {
    this.forward(0);
  }

  /** Sets the clock to `seconds` ahead of the true time, or behind it where they are negative. */
  forward(seconds: number) {
    const next = `${this.file}.next`; // at once: the server reads the file whenever it asks for the time
    writeFileSync(next, `${seconds < 0 ? "" : "+"}${seconds}s\n`);
    renameSync(next, this.file);
  }

  /** The options that start a server with this clock. Its timers run on the monotonic clock, which is not changed. */
  get options(): Pick<ServerOptions, "environment"> {
    return {
      environment: {
        LD_PRELOAD: `${this.realTimers}:libfaketime.so.1`,
        LD_LIBRARY_PATH: "/usr/lib/x86_64-linux-gnu/faketime:/usr/lib/aarch64-linux-gnu/faketime",
        FAKETIME_TIMESTAMP_FILE: this.file,
        FAKETIME_NO_CACHE: "1",
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
        FAKETIME_DONT_RESET: "1",
        // AddressSanitizer would be first otherwise, or nothing.
        ...(sanitized ? { ASAN_OPTIONS: `${process.env["ASAN_OPTIONS"] ?? ""}:verify_asan_link_order=0` } : {}),
      },
    };
  }
}

export const day = 24 * 60 * 60;
