import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

// A module of its own, since it loads half a megabyte of known passwords: import it dynamically.
const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** From 0 (guessed at once) to 4. `own` is what is known of the person, such as the name. */
export function strengthOf(password: string, own: string[]): number {
  return zxcvbn.check(password, own.filter(Boolean)).score;
}
