import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "./client.ts";
import { temporaryFolder } from "./folder.ts";
import { newDatabase } from "./postgres.ts";
import { startServer, type Server, type ServerOptions } from "./server.ts";

/**
 * Starts servers over one database in PostgreSQL, one storage and one key. Each has its own data folder. The first one
 * makes the database, the key and the storage before the others start, which do so together.
 */
export async function startInstances(
  count: number,
  options: ServerOptions & { ports?: number[] } = {},
): Promise<Server[]> {
  const { flags = [], ports = [], ...others } = options;
  const portOf = (index: number) => (ports[index] === undefined ? {} : { port: ports[index] });
  const shared = {
    ...others,
    database: options.database ?? newDatabase(),
    flags: ["--storage", temporaryFolder(), ...flags],
  };
  const first = await startServer({ ...shared, ...portOf(0) });
  const rest = Array.from({ length: count - 1 }, (_, index) =>
    startServer({ ...shared, ...portOf(index + 1), dataFolder: folderWithKeyOf(first) }),
  );
  return [first, ...(await Promise.all(rest))];
}

/** A new data folder for one more instance beside that one. */
export function folderWithKeyOf(instance: Server): string {
  const folder = temporaryFolder();
  copyFileSync(join(instance.dataFolder, "secret.key"), join(folder, "secret.key"));
  return folder;
}

/** The same browser or program, whose requests now reach this instance. */
export function at(instance: Server, client: Client): Client {
  const there = new Client(instance, client.headers);
  for (const [name, value] of client.cookies) there.cookies.set(name, value);
  return there;
}
