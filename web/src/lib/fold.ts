/** Letters that Unicode does not decompose, as the server folds them (server/core/folding/letters.cpp). */
const plainForms: Record<string, string> = {
  ...{ æ: "ae", œ: "oe", ø: "o", ð: "d", đ: "d", þ: "th", ħ: "h", ı: "i", ĸ: "q", ł: "l", ŋ: "n", ŧ: "t", ß: "ss" },
  ...{ "‘": "'", "’": "'", ʼ: "'", "“": '"', "”": '"', "„": '"', "‐": "-", "–": "-", "—": "-" },
  ...{ ی: "ي", ى: "ي", ک: "ك", ة: "ه", ہ: "ه", ٱ: "ا", ـ: "" },
};

/** The text without case, accents and differences that are none to a person who searches. */
export function fold(text: string): string {
  const letters = text
    .normalize("NFKD")
    .replace(/[\p{Mark}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase();
  return [...letters].map((letter) => plainForms[letter] ?? letter).join("");
}
