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

/** The price of a minute, which may have four decimals: "€0.0825". */
export function formatRate(price: number, currency: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  return new Intl.NumberFormat("en", { style: "currency", currency, ...digits }).format(price);
}

/** "EUR, Euro". */
export function describeCurrency(code: string): string {
  const name = new Intl.DisplayNames("en", { type: "currency", fallback: "none" }).of(code);
  return name ? `${code}, ${name}` : code;
}
