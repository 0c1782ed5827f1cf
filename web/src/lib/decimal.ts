/** "1,500": the comma may separate thousands or decimals. In "0,125" and "1250,125" it can only be the latter. */
const ambiguous = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const decimalComma = /^[+-]?\d+,\d*$/;
const commasAndPoint = /^[+-]?\d{1,3}(,\d{3})+\.\d+$/;
const pointsAndComma = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/;

/**
 * A number as people type it, with a point alone: "12,5" is "12.5", and "1,234.5" and "1.234,5" are "1234.5", as in imports.
 * Any other text stays as it is, also one whose comma may mean both.
 */
export function withDecimalPoint(text: string): string {
  const typed = text.trim();
  if (commasAndPoint.test(typed)) return typed.replaceAll(",", "");
  if (pointsAndComma.test(typed)) return typed.replaceAll(".", "").replace(",", ".");
  return decimalComma.test(typed) && !ambiguous.test(typed) ? typed.replace(",", ".") : typed;
}

/** The number that somebody has typed; NaN for a text that is none. */
export function readDecimal(text: string): number {
  const written = withDecimalPoint(text);
  const number = Number(written);
  return written !== "" && Number.isFinite(number) ? number : NaN;
}

/** What is wrong with a text that is to be a number, and how to write it; `sentence` where no comma is the cause. */
export function describeDecimalError(text: string, sentence: string): string {
  return ambiguous.test(text.trim()) ? "The comma may separate thousands or decimals. Write 1234 or 1.234." : sentence;
}
