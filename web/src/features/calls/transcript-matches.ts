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
 * its words, whole ones as the list of calls does.
 */
export function findMatches(turns: readonly Turn[], text: string): Match[] {
  if (!text.trim()) return [];
  const folded = turns.map((turn) => foldWithIndexes(turn.text));
  const whole = findWhole(folded, fold(text.replaceAll('"', "")).trim());
  return whole.length > 0 ? whole : findWords(turns, folded, text);
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

function findWhole(turns: Folded[], wanted: string): Match[] {
  return turns.flatMap(({ text, indexes }, turn) => {
    const matches: Match[] = [];
    for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ turn, start: indexes[at]!, end: indexes[at + wanted.length]! });
    }
    return matches;
  });
}

function findWords(turns: readonly Turn[], folded: Folded[], text: string): Match[] {
  const wanted = new Set(splitWords(text).map(({ segment }) => fold(segment)));
  // Splitting takes long, so only turns are split that may have one of the words.
  const mayHaveOne = (turn: number) => [...wanted].some((word) => folded[turn]!.text.includes(word));
  return turns.flatMap(({ text: said }, turn) =>
    (mayHaveOne(turn) ? splitWords(said) : [])
      .filter(({ segment }) => wanted.has(fold(segment)))
      .map(({ segment, index }) => ({ turn, start: index, end: index + segment.length })),
  );
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

function splitWords(text: string): Intl.SegmentData[] {
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike);
}
