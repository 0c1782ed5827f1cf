/** "British English" for "en-GB". A text that is no language code stays as it is. */
export function formatLanguage(language: string | null): string | null {
  if (!language) return null;
  try {
    return new Intl.DisplayNames("en", { type: "language", fallback: "code" }).of(language) ?? language;
  } catch {
    return language;
  }
}
