import { expect, test } from "vitest";
import { findMatches } from "./transcript-matches";

const say = (...texts: string[]) =>
  texts.map((text) => ({ role: "caller" as const, text, start_seconds: null, end_seconds: null }));

/** The texts that are marked, each after the number of its turn. */
function marked(texts: string[], search: string): string[] {
  return findMatches(say(...texts), search).map(({ turn, start, end }) => `${turn}: ${texts[turn]!.slice(start, end)}`);
}

test("a text is found as a whole, without regard to case and accents", () => {
  const texts = ["Is a Berth free in Malmö?", "A berth free of charge, a BERTH"];
  expect(marked(texts, "berth free")).toEqual(["0: Berth free", "1: berth free"]);
  expect(marked(texts, "malmo")).toEqual(["0: Malmö"]);
  expect(marked(["Malmo\u0308, Straße"], "MALMÖ")).toEqual(["0: Malmo\u0308"]);
  expect(marked(["Malmo\u0308, Straße"], "strasse")).toEqual(["0: Straße"]);
});

test("words that are not said together are found one by one", () => {
  expect(marked(["A berth for a ketch", "Ketch!"], "ketch berth")).toEqual(["0: berth", "0: ketch", "1: Ketch"]);
  expect(marked(["港の予約をお願いします"], "予約 港")).toEqual(["0: 港", "0: 予約"]);
  expect(marked(["Order 12345678"], '"12345678"')).toEqual(["0: 12345678"]);
});

test("words that are not said together are not found inside of other words", () => {
  expect(marked(["Is that a berth?", "This harbour has berths."], "is a berth")).toEqual(["0: Is", "0: a", "0: berth"]);
});

test("nothing is found by nothing", () => {
  expect(marked(["A berth"], "  ")).toEqual([]);
  expect(marked(["A berth"], "?!")).toEqual([]);
  expect(marked([], "berth")).toEqual([]);
});
