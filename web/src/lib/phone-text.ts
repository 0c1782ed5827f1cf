/** The fewest digits that are searched for: the shortest numbers that are called from abroad. */
const fewestDigits = 5;

/** Whether a text may be a phone number: nothing but digits, of any script, and what is written between them. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.match(/\p{Decimal_Number}/gu) ?? [];
  return digits.length >= fewestDigits && /^[\p{Decimal_Number}\s()+./-]+$/u.test(text);
}
