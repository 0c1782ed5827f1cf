/** A string, spaces, a list or object without items, or a mark. What is between them, such as a number, stays. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+|\[\s*\]|\{\s*\}|[{}[\],:]/gs;

interface Options {
  /** Whether strings stay as they are, where otherwise as few characters as possible are escaped. */
  keepsStrings?: boolean;
}

/**
 * Indents JSON by its text alone, so that long numbers and repeated keys stay as they are. Strings are written with as few
 * escapes as possible, so that names in any script can be read. A text that is not JSON is returned as it is.
 */
export function indentJson(text: string, { keepsStrings = false }: Options = {}): string {
  if (!isJson(text)) return text;
  let depth = 0;
  const startLine = () => `\n${"  ".repeat(depth)}`;
  return text.replace(tokens, (token) => {
    if (token.startsWith('"')) return keepsStrings ? token : JSON.stringify(JSON.parse(token));
    if (token.trim() === "") return "";
    if (token.length > 1) return `${token[0]}${token.at(-1)}`;
    if (token === ":") return ": ";
    if (token === ",") return `,${startLine()}`;
    if (token === "}" || token === "]") {
      depth -= 1;
      return `${startLine()}${token}`;
    }
    depth += 1;
    return `${token}${startLine()}`;
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
