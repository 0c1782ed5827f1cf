import { expect, test } from "vitest";
import { describeCurrency, formatMoney, formatMoneys, formatRate } from "./money";

test("an amount has the decimals of its currency", () => {
  expect(formatMoney({ amount: 1234.5, currency: "EUR" })).toBe("€1,234.50");
  expect(formatMoney({ amount: 1234, currency: "JPY" })).toBe("¥1,234");
});

test("amounts in several currencies are not added up", () => {
  const amounts = [
    { amount: 12.3, currency: "EUR" },
    { amount: 4, currency: "USD" },
  ];
  expect(formatMoneys(amounts)).toBe("€12.30 + $4.00");
  expect(formatMoneys([])).toBe("–");
});

test("the price of a minute has up to four decimals", () => {
  expect([0.1, 0.0825].map((price) => formatRate(price, "EUR"))).toEqual(["€0.10", "€0.0825"]);
  expect([37, 0.5].map((price) => formatRate(price, "JPY"))).toEqual(["¥37", "¥0.5"]);
});

test("a currency is described by its code and name", () => {
  expect(describeCurrency("DKK")).toBe("DKK, Danish Krone");
});
