import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

// This file brings half a megabyte of known passwords with it: it is loaded only where a password is set.
const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** From 0 (guessed at once) to 4. `own` is what is known of the person, and so no secret. */
export function strengthOf(password: string, own: string[]): number {
  return zxcvbn.check(password, own.filter(Boolean)).score;
}
