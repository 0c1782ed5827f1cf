/** Calendar days without a time, as in addresses and in the API: "2026-11-24", in the time zone of the browser. */

const shape = /^\d{4}-\d{2}-\d{2}$/;

export function dayOf(date: Date): string {
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The moment at which a day starts. */
export function startOf(day: string): Date {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date);
}

export function daysAfter(day: string, count: number): string {
  const date = startOf(day);
  date.setDate(date.getDate() + count);
  return dayOf(date);
}

/** The number of days from one to the other, including both. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOf(to).getTime() - startOf(from).getTime()) / 86_400_000) + 1;
}

/** The text if it is a valid day. */
export function readDay(raw: unknown): string | undefined {
  return typeof raw === "string" && shape.test(raw) && dayOf(startOf(raw)) === raw ? raw : undefined;
}

const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function dayInWords(day: string): string {
  return words.format(startOf(day));
}
