import type { Client } from "./client.ts";

/** The sum of a counter over all its labels. */
export async function counter(administrator: Client, name: string): Promise<number> {
  const { text } = await administrator.send("GET", "/metrics");
  const values = [...text.matchAll(/^(\w+)(?:\{.*\})? (\S+)$/gm)].filter((line) => line[1] === name);
  if (values.length === 0) throw new Error(`There is no counter ${name}.`);
  return values.reduce((sum, line) => sum + Number(line[2]), 0);
}
