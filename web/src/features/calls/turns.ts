import type { Turn } from "../../api/schema";

/** Which turn is spoken at a moment: the last that has begun. Turns without a time are none of them. */
export function turnAt(turns: readonly Turn[], seconds: number): number | null {
  let current: number | null = null;
  let began = -Infinity;
  turns.forEach(({ start_seconds: start }, index) => {
    if (start === null || start > seconds || start < began) return;
    current = index;
    began = start;
  });
  return current;
}
