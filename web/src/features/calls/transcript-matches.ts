import type { Turn } from "../../api/schema";
import { fold } from "../../lib/fold";

/** A place in the text of a turn, from one index to another. */
export interface Match {
  turn: number;
  start: number;
  end: number;
}

/**
 * Where a text is said, without regard to case and accents. A text that is said nowhere as a whole is searched for by
 * its words, as the list of calls does.
 */
export function findMatches(turns: readonly Turn[], text: string): Match[] {
  if (!text.trim()) return [];
  const folded = turns.map((turn) => foldWithIndexes(turn.text));
  const whole = findIn(folded, [fold(text.replaceAll('"', "")).trim()]);
  return whole.length > 0 ? whole : findIn(folded, splitWords(text));
}

interface Folded {
  text: string;
  /** For each character of the text, and for its end, the index in the text that was folded. */
  indexes: number[];
}

function foldWithIndexes(text: string): Folded {
  const indexes: number[] = [];
  let folded = "";
  let index = 0;
  for (const character of text) {
    const plain = fold(character);
    folded += plain;
    for (let count = 0; count < plain.length; count++) indexes.push(index);
    index += character.length;
  }
  indexes.push(text.length);
  return { text: folded, indexes };
}

function findIn(turns: Folded[], wanted: string[]): Match[] {
  return turns.flatMap(({ text, indexes }, turn) => {
    const matches: Match[] = [];
    for (const one of wanted) {
      for (let at = text.indexOf(one); one && at >= 0; at = text.indexOf(one, at + one.length)) {
        matches.push({ turn, start: indexes[at]!, end: indexes[at + one.length]! });
      }
    }
    return withoutOverlaps(matches);
  });
}

function withoutOverlaps(matches: Match[]): Match[] {
  const kept: Match[] = [];
  for (const match of matches.sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (match.start >= (kept.at(-1)?.end ?? 0)) kept.push(match);
  }
  return kept;
}

function splitWords(text: string): string[] {
  const segments = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)];
  return segments.filter(({ isWordLike }) => isWordLike).map(({ segment }) => fold(segment));
}
