import { expect } from "vitest";
import { temporaryFolder } from "./folder.ts";
import { smallPage } from "./page.ts";
import { run } from "./server.ts";

/** The one line that a start on this database prints, without success. After 2 it is not tried again. */
export async function refusalOf(database: string, status: 1 | 2 = 1): Promise<string> {
  const parameters = ["serve", "--listen", "127.0.0.1:0", "--data", temporaryFolder(), "--page", smallPage()];
  const attempt = run(parameters, { environment: { ROLLCALL_DATABASE: database } });
  expect(await attempt.ended, attempt.log.join("\n")).toBe(status);
  expect(attempt.output).toEqual([]);
  expect(attempt.log).toHaveLength(1);
  return attempt.log[0]!;
}
