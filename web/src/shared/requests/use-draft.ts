import { notifications } from "@mantine/notifications";
import { useEffect, useMemo, useState, type Dispatch, type SetStateAction } from "react";
import { removeDraft, restoreDraft, writeDraft } from "../../lib/stored-drafts";

/** Fields of a draft that somebody has saved since they were typed. */
export interface OutdatedDraft {
  isOutdated: boolean;
  /** Shows what was saved, in place of what was typed there. */
  showSaved: () => void;
}

/** The values that a form starts with: the initial ones, with what was typed before a reload. */
export function useRestoredDraft<Values extends Record<string, unknown>>(name: string | undefined, initial: Values) {
  const [{ values, isRestored, ...restored }] = useState(() =>
    name === undefined ? { values: initial, outdated: {}, isRestored: false } : restoreDraft(name, initial),
  );
  const [outdated, setOutdated] = useState<Partial<Values>>(restored.outdated);
  useEffect(() => {
    if (isRestored) notifications.show({ id: "restored-draft", message: "What you typed before was restored." });
  }, [isRestored]);
  return { restored: values, outdated, setOutdated };
}

/**
 * Keeps the values that differ from the initial ones, until the form closes. `outdated` has the fields whose initial
 * values are those of an earlier state of the server. Returns whether they are kept.
 */
export function useKeptDraft<Values extends Record<string, unknown>>(
  name: string | undefined,
  initial: Values,
  values: Values,
  outdated: Partial<Values>,
): boolean {
  const base = useMemo(() => ({ ...initial, ...outdated }), [initial, outdated]);
  const [isStored, setStored] = useState(true);
  useEffect(() => {
    // Known only once it was tried.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    if (name !== undefined) setStored(writeDraft(name, base, values));
  }, [name, base, values]);
  // A reload or the end of the session unmounts nothing, so the draft stays.
  useEffect(() => () => (name === undefined ? undefined : removeDraft(name)), [name]);
  return name !== undefined && isStored;
}

const always = () => true;

/**
 * A text of its own, or a state beside a form, such as the chosen agents, that is kept as the form's values are. The name
 * of such a state is that of the form, a colon and one of its own. Without a name, and where `mayKeep` says no to what
 * would be stored, nothing is kept.
 */
export function useDraftState<Value>(
  name: string | undefined,
  initial: Value,
  mayKeep: (value: Value) => boolean = always,
) {
  const [base, setBase] = useState({ value: initial });
  const { restored, outdated, setOutdated } = useRestoredDraft(name, base);
  const [state, setState] = useState(restored);
  const isAllowed = [state, base, outdated].every((stored) => !("value" in stored) || mayKeep(stored.value as Value));
  const isKept = useKeptDraft(isAllowed ? name : undefined, base, state, outdated);
  const set: Dispatch<SetStateAction<Value>> = (next) =>
    setState(({ value }) => ({ value: typeof next === "function" ? (next as (value: Value) => Value)(value) : next }));
  /** Shows a value on top of another state of the server. */
  const setDraft = (value: Value, saved: Value) => {
    setBase({ value: saved });
    setState({ value });
    setOutdated({});
  };
  const outdatedDraft: OutdatedDraft = {
    isOutdated: "value" in outdated,
    showSaved: () => setDraft(base.value, base.value),
  };
  return { value: state.value, set, setDraft, outdatedDraft, isKept };
}
