import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Schemas } from "../support/answer.ts";
import type { Client } from "../support/client.ts";
import type { PlatformCall } from "../../fixtures/platforms/platform-call.ts";

/** A recording of fixtures/audio. */
export const recorded = (file: string) => readFileSync(resolve(import.meta.dirname, "../../fixtures/audio", file));

/** The one call with the number of that customer, as this person sees it; nothing where it is in no list. */
export async function found(person: Client, platformCall: PlatformCall): Promise<Schemas["Call"] | undefined> {
  const { items } = (await person.get("/calls", { limit: 200 })).body;
  const itsOwn = items.filter((call) => [call.from_number, call.to_number].includes(platformCall.customerNumber));
  if (itsOwn.length > 1) throw new Error(`${platformCall.customerNumber} has ${itsOwn.length} calls.`);
  return itsOwn[0] && (await person.get(`/calls/${itsOwn[0].id}`)).body;
}
