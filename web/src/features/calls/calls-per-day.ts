import type { CallsPerDay } from "../../api/schema";
import { addDays } from "../../lib/days";
import type { Bar } from "../../shared/calls/call-bars";

/** A bar for each day, or for as many days as leave at most `most` bars. The last one ends with the range. */
export function toBars({ from, to, items, counted_from }: CallsPerDay, most: number): Bar[] {
  const first = counted_from !== null && counted_from > from ? counted_from : from;
  const calls = new Map(items.map((item) => [item.day, item.calls]));
  const days: string[] = [];
  for (let day = first; day <= to; day = addDays(day, 1)) days.push(day);
  const daysPerBar = Math.ceil(days.length / Math.max(1, most));
  const bars: Bar[] = [];
  for (let end = days.length; end > 0; end -= daysPerBar) {
    const group = days.slice(Math.max(0, end - daysPerBar), end);
    const sum = group.reduce((total, day) => total + (calls.get(day) ?? 0), 0);
    bars.unshift({ from: group[0]!, to: group.at(-1)!, calls: sum });
  }
  return bars;
}
