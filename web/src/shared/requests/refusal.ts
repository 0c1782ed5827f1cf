import { ApiError } from "../../api/api-error";

interface Refusal {
  /** The messages to show at their fields. */
  fields: Record<string, string>;
  /** The message that belongs to no field of the form. */
  rest: string | null;
}

/** Assigns the messages of an error response to the fields of a form. */
export function sortRefusal(error: Error, known: readonly string[]): Refusal {
  if (!(error instanceof ApiError)) return { fields: {}, rest: error.message };
  const fields: Record<string, string> = {};
  const unknown: string[] = [];
  for (const [path, message] of Object.entries(error.fields)) {
    const field = findField(path, known);
    if (field) fields[field] = message;
    else unknown.push(message);
  }
  if (error.code === "email_taken" && known.includes("email")) fields.email ??= error.message;
  if (Object.keys(fields).length === 0) return { fields, rest: [error.message, ...unknown].join(" ") };
  return { fields, rest: unknown.length > 0 ? unknown.join(" ") : null };
}

/**
 * The field of the form that a path of the API belongs to: "consent_purpose" for "consent.purpose" if there is one, else
 * what is before the dot or bracket, such as "agent_ids" for "agent_ids[3]", else the first field of an object that is
 * wrong as a whole, such as "hours_from" for "hours".
 */
function findField(path: string, known: readonly string[]): string | undefined {
  const exact = [path.replaceAll(".", "_"), path.split(/[.[]/)[0]!].find((name) => known.includes(name));
  return exact ?? known.find((name) => name.startsWith(`${path}_`));
}

/** Focuses the first invalid field, once its message is shown. */
export function focusFirstInvalidField(form: HTMLElement | undefined): void {
  setTimeout(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}

/** Whether what is asked for does not exist, or may no longer be seen. What was read before must then not be shown. */
export function isWithheld(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 403 || error.status === 404);
}

/** What a query has read, also if it could not be read again; nothing once it is withheld, or disabled for the caller. */
export function getVisible<Data>(query: { data: Data | undefined; error: unknown; isEnabled: boolean }) {
  return query.isEnabled && !isWithheld(query.error) ? query.data : undefined;
}

/** Whether a write was refused because somebody else has saved since the page read what is being edited. */
export function isEditConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === "changed_meanwhile";
}
