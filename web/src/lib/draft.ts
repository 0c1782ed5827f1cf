/** For forms whose object somebody else may save meanwhile. A draft is the values that are typed, by field. */

/** The fields of a draft that differ from the state that the editing started from. */
export function getChangedFields<Draft extends object>(base: Draft, draft: Draft): (keyof Draft)[] {
  const fields = Object.keys(base) as (keyof Draft)[];
  return fields.filter((field) => base[field] !== draft[field]);
}

/**
 * The changes of a draft, on top of what somebody else has saved since. `conflicts` are the fields that both have
 * changed to different values; the rebased draft keeps its own values there.
 */
export function rebaseDraft<Draft extends object>(base: Draft, draft: Draft, saved: Draft) {
  const changed = getChangedFields(base, draft);
  const rebased = { ...saved };
  for (const field of changed) rebased[field] = draft[field];
  const conflicts = changed.filter((field) => base[field] !== saved[field] && draft[field] !== saved[field]);
  return { draft: rebased, conflicts };
}
