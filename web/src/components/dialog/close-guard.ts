import { createContext, useContext } from "react";

/** What a dialog is told by its content, so that it knows whether something is lost when it closes. */
export interface CloseGuard {
  /** Whether something was typed that is not saved; `isKept` if a draft of it survives a reload. */
  reportTyping: (typed: boolean, isKept?: boolean) => void;
  /** Whether a secret is shown that cannot be shown again and was not copied; null where there is none. */
  reportSecret: (isUncopied: boolean | null) => void;
  /** Returns a function that says whether the dialog has been closed since, perhaps to be opened again. */
  watchClosing: () => () => boolean;
}

export const CloseGuardContext = createContext<CloseGuard | null>(null);

/** The guard of the dialog around the caller; null outside of dialogs. */
export function useCloseGuard(): CloseGuard | null {
  return useContext(CloseGuardContext);
}
