import { readFileSync } from "node:fs";
import type { Server } from "./server.ts";

/** Bytes that a server holds for itself: without files, which the system can read again. */
export function memoryOf(server: Server): number {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)![1]) * 1024;
}
