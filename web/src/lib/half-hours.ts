import { twoDigits } from "./numbers";

/** Every half hour of a day, with its end: "00:00" to "24:00". */
const halfHours = Array.from(
  { length: 49 },
  (_, index) => `${twoDigits(Math.floor(index / 2))}:${index % 2 ? 30 : "00"}`,
);

/** The times of a choice, with the current one, which may be none of the half hours. */
export function listTimes(current: string): string[] {
  return halfHours.includes(current) ? halfHours : [...halfHours, current].sort();
}
