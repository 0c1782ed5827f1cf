/**
 * The parts of an email address, a host or the address of a page, between which it may be broken: before an @ and after
 * a dot, a slash, a hyphen or an underscore.
 */
export function splitAddress(address: string): string[] {
  return (address.match(/@?[^@./\-_]*[./\-_]*/g) ?? []).filter((part) => part);
}
