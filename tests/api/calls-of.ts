import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Schemas } from "../support/answer.ts";
import type { Client } from "../support/client.ts";
import type { ToldCall } from "../support/platforms/told-call.ts";

/** A recording of fixtures/audio. */
export const recorded = (file: string) => readFileSync(resolve(import.meta.dirname, "../../fixtures/audio", file));

/** The one call with the number of that customer, as this person sees it; nothing where it is in no list. */
export async function found(person: Client, told: ToldCall): Promise<Schemas["Call"] | undefined> {
  const { items } = (await person.get("/calls", { limit: 200 })).body;
  const itsOwn = items.filter((call) => [call.from_number, call.to_number].includes(told.customer));
  if (itsOwn.length > 1) throw new Error(`${told.customer} has ${itsOwn.length} calls.`);
  return itsOwn[0] && (await person.get(`/calls/${itsOwn[0].id}`)).body;
}
