import { getChangedFields } from "../../lib/draft";

/** One line of what differs between two states of an object. */
export type Difference =
  | { kind: "field"; label: string; before: string; after: string }
  /** `note` is shown after the names. */
  | { kind: "gained" | "lost"; names: string[]; note?: string }
  | { kind: "text"; text: string };

/** The labels of the fields of a form. */
type Labels<Draft> = Partial<Record<keyof Draft, string>>;

/** How values are shown that say nothing by themselves, such as ids. */
type Describe<Draft> = { [Field in keyof Draft]?: (value: Draft[Field]) => string };

/** Which fields differ that have a label. */
export function compareFields<Draft extends object>(
  before: Draft,
  after: Draft,
  labels: Labels<Draft>,
  describe: Describe<Draft> = {},
): Difference[] {
  return getChangedFields(before, after).flatMap((field): Difference[] => {
    const label = labels[field];
    if (label === undefined) return [];
    const show = (value: Draft[typeof field]) => describe[field]?.(value) ?? describeValue(value);
    return [{ kind: "field", label, before: show(before[field]), after: show(after[field]) }];
  });
}

/** A value of a draft, whose lists have one item a line. */
export function describeValue(value: unknown): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  return String(value ?? "")
    .split("\n")
    .join(", ");
}
