interface Money {
  amount: number;
  currency: string;
}

/** "€12.30", "¥1,230": with the decimals of the currency. */
export function formatMoney({ amount, currency }: Money): string {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);
}

/** Several amounts in different currencies: "€12.30 + $4.00"; a dash where there is none. */
export function formatMoneys(amounts: Money[]): string {
  return amounts.map(formatMoney).join(" + ") || "–";
}

/** The price of a minute: with the decimals of the currency, and up to four where it has them: "€0.0825", "¥37". */
export function formatRate(price: number, currency: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency, maximumFractionDigits: 4 }).format(price);
}

/** "EUR, Euro". */
export function describeCurrency(code: string): string {
  const name = new Intl.DisplayNames("en", { type: "currency", fallback: "none" }).of(code);
  return name ? `${code}, ${name}` : code;
}
