import type { ConfigurationContent } from "../../api/schema";

/** A configuration as the editor shows it. */
export function textOf(content: ConfigurationContent): string {
  return JSON.stringify(content, null, 2);
}

/** What is typed, or why it is no configuration. */
export function contentOf(text: string): { content: ConfigurationContent } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { content: value as ConfigurationContent };
    return { problem: "A configuration is one JSON object: it begins with { and ends with }." };
  } catch (error) {
    return { problem: `This is not JSON: ${(error as Error).message}` };
  }
}
