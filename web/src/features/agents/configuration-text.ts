import type { ConfigurationContent } from "../../api/schema";

/** A configuration as the editor shows it. */
export function formatConfiguration(content: ConfigurationContent): string {
  return JSON.stringify(content, null, 2);
}

/** The configuration that is typed, or why the text is none. */
export function parseConfiguration(text: string): { content: ConfigurationContent } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { content: value as ConfigurationContent };
    return { problem: "A configuration is one JSON object: it begins with { and ends with }." };
  } catch (error) {
    return { problem: `This is not JSON: ${(error as Error).message}` };
  }
}
