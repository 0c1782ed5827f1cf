import { filesWith } from "./folder.ts";
import { allRows } from "./postgres.ts";
import type { Server } from "./server.ts";

/** Those of `texts` that are anywhere in what the server stores: a file of its data folder, a row in PostgreSQL. */
export function storedOf(server: Pick<Server, "dataFolder" | "database">, texts: string[]): string[] {
  const rows = server.database === undefined ? "" : allRows(server.database);
  return texts.filter((text) => rows.includes(text) || filesWith(server.dataFolder, text).length > 0);
}
