import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "./folder.ts";
import { sanitized, type ServerOptions } from "./server.ts";

/** Builds the library that answers a program that asks for the time. */
function buildLibrary(folder: string): string {
  const library = join(folder, "wall_clock.so");
  const source = resolve(import.meta.dirname, "wall_clock.c");
  execFileSync("cc", ["-O1", "-shared", "-fPIC", source, "-o", library]);
  return library;
}

/** The wall clock of one server, which a test can put forward and back while it runs. */
export class WallClock {
  private readonly folder = temporaryFolder();
  private readonly file = join(this.folder, "seconds");
  private readonly library = buildLibrary(this.folder);

  constructor() {
    this.forward(0);
  }

  /** Sets the clock to `seconds` ahead of the true time, or behind it where they are negative. */
  forward(seconds: number) {
    // In place, as the server has the file in memory.
    const file = openSync(this.file, constants.O_RDWR | constants.O_CREAT);
    writeSync(file, new BigInt64Array([BigInt(Math.round(seconds))]), 0, 8, 0);
    closeSync(file);
  }

  /** The options that start a server with this clock. Its timers run on the monotonic clock, which is not changed. */
  get options(): Pick<ServerOptions, "environment"> {
    return {
      environment: {
        LD_PRELOAD: this.library,
        WALL_CLOCK_FILE: this.file,
        // AddressSanitizer would be first otherwise, or nothing.
        ...(sanitized ? { ASAN_OPTIONS: `${process.env["ASAN_OPTIONS"] ?? ""}:verify_asan_link_order=0` } : {}),
      },
    };
  }
}

export const day = 24 * 60 * 60;
