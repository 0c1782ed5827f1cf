// Without characters that are easily confused: 0 and o, 1 and l and i.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const groupLength = 4;
const minimumGroups = 4;

/**
 * A random password that is easy to read aloud: groups of four characters, such as "k7mf-w2xq-9hnd-tr4v". Four groups,
 * about 79 bits, or more if `minimumLength` requires it.
 */
export function generatePassword(minimumLength = 0, randomByte: () => number = cryptographicByte): string {
  const groups = Math.max(minimumGroups, Math.ceil((minimumLength + 1) / (groupLength + 1)));
  const group = () => Array.from({ length: groupLength }, () => randomCharacter(randomByte)).join("");
  return Array.from({ length: groups }, group).join("-");
}

function randomCharacter(randomByte: () => number): string {
  // Bytes above the last whole multiple are skipped: they would make the first characters more likely.
  const limit = 256 - (256 % alphabet.length);
  let byte = randomByte();
  while (byte >= limit) byte = randomByte();
  return alphabet.charAt(byte % alphabet.length);
}

function cryptographicByte(): number {
  return crypto.getRandomValues(new Uint8Array(1))[0]!;
}
