import { useEffect, useRef, useState } from "react";
import { rebaseDraft } from "../../lib/draft";
import { isEditConflict } from "./refusal";

interface Settings<Saved, Draft, Changes> {
  /** The state of the server as it was read last. */
  latest: Saved;
  /** What is typed. */
  draft: Draft;
  /** Shows a draft that starts from another state of the server, `saved`. */
  setDraft: (draft: Draft, saved: Draft) => void;
  toDraft: (saved: Saved) => Draft;
  /** The body of the update: without the fields that are unchanged. */
  getChanges: (base: Draft, draft: Draft) => Changes;
  /** Reads the state of the server again. */
  load: () => Promise<Saved>;
  rebase?: (base: Draft, draft: Draft, saved: Draft) => { draft: Draft; conflicts: (keyof Draft)[] };
}

/**
 * For the form of an object that somebody else may save meanwhile: the state that the editing started from, and what was
 * changed since. That state follows the server's as long as nothing is typed.
 */
export function useEditing<Saved extends { etag: string }, Draft extends object, Changes extends object>(
  settings: Settings<Saved, Draft, Changes>,
) {
  const { latest, draft, setDraft, toDraft, getChanges, load, rebase = rebaseDraft } = settings;
  const [base, setBase] = useState(latest);
  // What was read last or saved last, whichever came later.
  const [newest, setNewest] = useState(latest);
  const [lastRead, setLastRead] = useState(latest);
  const [hasConflict, setHasConflict] = useState(false);
  const [otherChange, setOtherChange] = useState<{ before: Saved; after: Saved } | null>(null);
  const [conflicts, setConflicts] = useState<(keyof Draft)[]>([]);
  if (latest !== lastRead) {
    setLastRead(latest);
    setNewest(latest);
  }
  const latestDraft = useRef(draft);
  useEffect(() => {
    latestDraft.current = draft;
  }, [draft]);
  const changes = getChanges(toDraft(base), draft);
  const isChanged = Object.keys(changes).length > 0;

  const show = (saved: Saved, next: Draft) => {
    setBase(saved);
    setNewest(saved);
    setDraft(next, toDraft(saved));
    setHasConflict(false);
    setOtherChange(null);
    setConflicts([]);
  };
  /** Shows a state of the server, without anything that was typed. */
  const startFrom = (saved: Saved) => show(saved, toDraft(saved));
  /** Continues from what the server has saved of `draft`, with what was typed since that was sent. */
  const continueFrom = (saved: Saved) => show(saved, rebase(draft, latestDraft.current, toDraft(saved)).draft);
  const isOutdated = !isChanged && newest.etag !== base.etag;
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect
    if (isOutdated) startFrom(newest);
    // Runs when the state of the server is new or the last change is taken back, not for each key that is typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOutdated, newest.etag]);

  /** Continues from what somebody else has saved, with what is typed by then on top of it. */
  const loadSaved = async () => {
    const saved = await load();
    const rebased = rebase(toDraft(base), latestDraft.current, toDraft(saved));
    setBase(saved);
    setNewest(saved);
    setDraft(rebased.draft, toDraft(saved));
    setConflicts(rebased.conflicts);
    setHasConflict(false);
    return saved;
  };

  /** Runs a write. If somebody else has saved meanwhile, it is refused, and that state is loaded. */
  const saveOrLoad = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    try {
      return await write();
    } catch (error) {
      if (isEditConflict(error)) {
        const saved = await loadSaved();
        setOtherChange({ before: base, after: saved });
      }
      throw error;
    }
  };

  return {
    base,
    changes,
    isChanged,
    /** What somebody else had saved when `saveOrLoad` was refused; null otherwise. */
    otherChange,
    /** Whether `reportConflict` was called since the state of the server was loaded. */
    hasConflict,
    reportConflict: () => setHasConflict(true),
    /** The fields that both have changed, after `loadSaved`. */
    conflicts,
    resolveConflict: (field: keyof Draft) => setConflicts(conflicts.filter((other) => other !== field)),
    continueFrom,
    discard: () => startFrom(newest),
    loadSaved,
    saveOrLoad,
  };
}
