import type { Usage } from "../../api/schema";

const roundingWords: Record<Usage["rounding_rule"], string> = {
  per_second: "each started second counts",
  per_6_seconds: "each started 6 seconds count",
  per_minute: "each started minute counts",
};

/** How the figures were counted: by which rule, and whose days. */
export function countingWords({ rounding_rule, time_zone }: Pick<Usage, "rounding_rule" | "time_zone">): string {
  return `Of a call, ${roundingWords[rounding_rule]}. Days are those of ${time_zone.replaceAll("_", " ")}.`;
}
