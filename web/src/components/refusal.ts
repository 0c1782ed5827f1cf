import { ApiError } from "../api/api-error";

export interface Refusal {
  /** Sentences that stand at their fields. */
  fields: Record<string, string>;
  /** What belongs to no field of the form. */
  rest: string | null;
}

/** Sorts what the server refused into the fields of a form. */
export function sortRefusal(error: Error, known: readonly string[]): Refusal {
  if (!(error instanceof ApiError)) return { fields: {}, rest: error.message };
  const fields: Record<string, string> = {};
  const unknown: string[] = [];
  for (const [path, sentence] of Object.entries(error.fields)) {
    // "agent_ids[3]" and "permissions.access_crm" stand at the field that holds them.
    const field = path.split(/[.[]/)[0]!;
    if (known.includes(field)) fields[field] = sentence;
    else unknown.push(sentence);
  }
  if (error.code === "email_taken" && known.includes("email")) fields.email ??= error.message;
  if (Object.keys(fields).length === 0) return { fields, rest: [error.message, ...unknown].join(" ") };
  return { fields, rest: unknown.length > 0 ? unknown.join(" ") : null };
}

/** Puts the focus on the first field that is wrong, once its message is shown. */
export function focusFirstWrongField(form: HTMLElement | undefined): void {
  setTimeout(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
