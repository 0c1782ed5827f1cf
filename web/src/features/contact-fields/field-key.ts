import { fold } from "../../lib/fold";

/** A key for a label, as the API allows it: "contract_no" for "Contract No."; empty for a label without Latin letters. */
export function suggestKey(label: string): string {
  return fold(label)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 50)
    .replace(/_+$/, "");
}

/** One choice a line. */
export function splitChoices(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
