import { run, type Server, type ServerOptions } from "./server.ts";

interface Ended {
  code: number | NodeJS.Signals;
  /** Standard output. */
  output: string;
  /** Standard error. */
  log: string;
}

/** Runs a command of the program to its end. */
export async function runCommand(parameters: string[], options: ServerOptions = {}): Promise<Ended> {
  const command = run(parameters, options);
  const code = await command.ended;
  return { code, output: command.output.join("\n"), log: command.log.join("\n") };
}

/** The same beside a server, with its data folder and database. */
export function runBeside(server: Server, parameters: string[], options: ServerOptions = {}): Promise<Ended> {
  const environment: Record<string, string> = { ROLLCALL_DATA: server.dataFolder, ...options.environment };
  if (server.database !== undefined) environment["ROLLCALL_DATABASE"] = server.database;
  return runCommand(parameters, { ...options, environment });
}
