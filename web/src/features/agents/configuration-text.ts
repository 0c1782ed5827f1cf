import { indentJson } from "../../lib/indent-json";

/**
 * A configuration as the editor shows it: as it was saved, and broken into lines where it is all in one. Nothing but the
 * space between changes: the digits of a number stay.
 */
export function formatConfiguration(text: string): string {
  return text.includes("\n") ? text : indentJson(text, { keepsStrings: true });
}

/** Why a text is no configuration; undefined where it is one. */
export function findConfigurationProblem(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
    return "A configuration is one JSON object: it begins with { and ends with }.";
  } catch (error) {
    return `This is not JSON: ${(error as Error).message}`;
  }
}

/** A key whose name says that it has a secret: "apiKey", "server_secret", "Authorization". */
const secretKey = /"[^"\\]*(?:password|secret|token|api[-_ ]?key|authorization)"\s*:/i;

/** Whether a text, which need not be JSON yet, has a secret. */
export function hasSecret(text: string): boolean {
  return secretKey.test(text);
}
