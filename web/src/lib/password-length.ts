/** How long a password is, as the server counts it: however it was typed, "é" is one character. */
export function countPasswordCharacters(password: string): number {
  return Array.from(password.normalize("NFC")).length;
}
