import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

// A module of its own, since it loads half a megabyte of known passwords: import it dynamically.
const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** From 0 (guessed at once) to 4. */
export function rateStrength(password: string, guessable: string[]): number {
  return zxcvbn.check(password, guessable.filter(Boolean)).score;
}
