/** "British English" for "en-GB"; what is no language stays as it was written. */
export function languageName(language: string | null): string | null {
  if (!language) return null;
  try {
    return new Intl.DisplayNames("en", { type: "language", fallback: "code" }).of(language) ?? language;
  } catch {
    return language;
  }
}
