import { existsSync, rmSync, writeFileSync, openSync, writeSync, closeSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "./server.ts";

/**
 * Starts the program with a small disk of its own at `folder`, which ends with it. In a name space of its own, so that
 * it needs no root; `options` as mount(8) takes them.
 */
export function onDisk(folder: string, options: string): string[] {
  const script = `mount -t tmpfs -o ${options} none "$0" && exec "$@"`;
  return ["unshare", "--map-root-user", "--mount", "sh", "-c", script, folder];
}

/** A file that fills such a disk of a server, until it is deleted. */
export class Ballast {
  private readonly path: string;
  constructor(server: Server, folder = server.dataFolder) {
    this.path = join(`/proc/${server.pid}/root`, folder, "ballast");
  }

  /** To the last byte, as far as the file system counts in bytes. */
  load() {
    writeFileSync(this.path, "");
    const file = openSync(this.path, "a");
    for (let size = 64 * 1024; size >= 1;) {
      try {
        if (writeSync(file, Buffer.alloc(size)) < size) size = Math.floor(size / 2);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        size = Math.floor(size / 2);
      }
    }
    closeSync(file);
  }

  drop() {
    if (existsSync(this.path)) rmSync(this.path);
  }
}
