const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const minutes = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const cents = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const fractions = new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: 4 });

/** "07" for 7. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** Minutes with two decimals, as they are billed. */
export function formatMinutes(count: number): string {
  return minutes.format(count);
}

/** Dollars; less than a cent keeps four digits, since a single call may cost less than a cent. */
export function formatCost(dollars: number): string {
  return (dollars !== 0 && Math.abs(dollars) < 0.01 ? fractions : cents).format(dollars);
}

/** "1 call", "1,240 calls"; "1,000+ calls" where that is the least. */
export function formatCount(count: number, noun: string, isMinimum = false): string {
  return `${count.toLocaleString("en")}${isMinimum ? "+" : ""} ${noun}${count === 1 && !isMinimum ? "" : "s"}`;
}

/** In few characters: "840", "1.2K". */
export function formatCompact(count: number): string {
  return compact.format(count);
}
