const worthShowing = /[\p{Letter}\p{Number}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/** The first visible character of a name: one letter in any script, or one emoji. */
export function getInitial(name: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(name), (part) => part.segment);
  const first = characters.find((character) => worthShowing.test(character)) ?? "?";
  const upper = first.toLocaleUpperCase("en");
  // Some letters become two in upper case ("ß"): they are left as they are.
  return upper.length === first.length ? upper : first;
}

/** A hue between 0 and 359, always the same one for the same text. */
export function getHue(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619) >>> 0;
  // Twelve hues are far enough apart to distinguish two neighbours in a list.
  return (hash % 12) * 30;
}
