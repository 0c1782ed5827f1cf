/**
 * What is typed in forms, kept in the session storage of this tab until it is saved or discarded, so that Reload, a
 * crash and the end of a session lose nothing. It belongs to one member, and nobody else is shown it.
 */

const prefix = "draft:";

/** Fields whose names say that they hold a secret are never stored. */
const secretName = /(^|_)(password|secret|token|api_key)$/i;

let owner: string | null = null;

/** Sets the member whose drafts are read and written, and deletes those of others. */
export function setDraftOwner(memberId: string): void {
  owner = memberId;
  removeDrafts((key) => !key.startsWith(`${prefix}${memberId}:`));
}

/** Deletes everything that was typed: at the end of a session that its member has ended. */
export function removeAllDrafts(): void {
  removeDrafts(() => true);
}

type Values = Record<string, unknown>;

interface StoredDraft {
  /** What was typed, by field. */
  typed: Values;
  /** The values that these fields had before. */
  base: Values;
  /** The path of the page on which it was typed. */
  path: string;
}

function readDraft(name: string): StoredDraft | null {
  if (owner === null) return null;
  try {
    const text = window.sessionStorage.getItem(keyOf(name));
    if (text === null) return null;
    const draft: unknown = JSON.parse(text, reviveSet);
    if (isStoredDraft(draft)) return draft;
  } catch {
    // The browser has no storage, or what is stored is no JSON.
  }
  removeDraft(name);
  return null;
}

/** Whether it has the form of today. Another version of the page may have stored it before it was updated. */
function isStoredDraft(draft: unknown): draft is StoredDraft {
  return isObject(draft) && isObject(draft["typed"]) && isObject(draft["base"]);
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The values that a form starts with: the initial ones, with what was typed before. `outdated` has the fields that
 * somebody has saved since, with the values that they had when they were typed over.
 */
export function restoreDraft<Form extends Values>(name: string, initial: Form) {
  const { typed, base }: Pick<StoredDraft, "typed" | "base"> = readDraft(name) ?? { typed: {}, base: {} };
  const fields = Object.keys(typed).filter((field) => field in initial);
  const outdated = fields.filter(
    (field) => !isSame(base[field], initial[field]) && !isSame(typed[field], initial[field]),
  );
  return {
    values: { ...initial, ...pick(typed, fields) } as Form,
    outdated: pick(base, outdated) as Partial<Form>,
    isRestored: fields.length > 0,
  };
}

/** Whether something of a form is stored: its values, or a state beside them, whose name begins with the form's. */
export function hasDraft(name: string): boolean {
  return listDraftsOf(name).length > 0;
}

function listDraftsOf(name: string): string[] {
  return listDrafts().filter((stored) => stored === name || stored.startsWith(`${name}:`));
}

/** Whether `hasDraft`, and it was typed on the page that is open. */
export function wasTypedHere(name: string): boolean {
  return listDraftsOf(name).some((stored) => readDraft(stored)?.path === window.location.pathname);
}

/** The id in the name of a stored draft, such as that of the member of "edit-member:ID"; null if there is none. */
export function findDraftId(form: string): string | null {
  const name = listDrafts().find((stored) => stored.startsWith(`${form}:`));
  return name?.split(":")[1] ?? null;
}

/** The names of the owner's drafts. */
function listDrafts(): string[] {
  if (owner === null) return [];
  try {
    const start = keyOf("");
    return Object.keys(window.sessionStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length));
  } catch {
    return [];
  }
}

/**
 * Stores the values that differ from the initial ones, or deletes the draft if none does. Returns false if they could not
 * be stored.
 */
export function writeDraft(name: string, initial: Values, values: Values): boolean {
  if (owner === null) return false;
  const changed = Object.keys(values).filter(
    (field) => !secretName.test(field) && !isSame(values[field], initial[field]),
  );
  if (changed.length === 0) {
    removeDraft(name);
    return true;
  }
  const draft: StoredDraft = {
    typed: pick(values, changed),
    base: pick(initial, changed),
    path: window.location.pathname,
  };
  try {
    window.sessionStorage.setItem(keyOf(name), toText(draft));
    return true;
  } catch {
    // The storage is full or switched off: the form works without it.
    removeDraft(name);
    return false;
  }
}

export function removeDraft(name: string): void {
  removeDrafts((key) => owner !== null && key === keyOf(name));
}

function removeDrafts(isRemoved: (key: string) => boolean): void {
  try {
    const { sessionStorage } = window;
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(prefix) && isRemoved(key))
      .forEach((key) => sessionStorage.removeItem(key));
  } catch {
    // Without a storage nothing is kept.
  }
}

function keyOf(name: string): string {
  return `${prefix}${owner}:${name}`;
}

function pick(values: Values, fields: string[]): Values {
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}

function isSame(one: unknown, other: unknown): boolean {
  return toText(one) === toText(other);
}

function toText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Set ? { set: [...part].sort() } : part));
}

function reviveSet(_key: string, part: unknown): unknown {
  const isSet = typeof part === "object" && part !== null && "set" in part && Array.isArray(part.set);
  return isSet ? new Set(part.set as unknown[]) : part;
}
