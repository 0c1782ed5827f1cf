import { createContext, useContext } from "react";
import type { SessionAction, SignedIn } from "../api/session";

export const SessionContext = createContext<SignedIn | null>(null);

/** Who is signed in. Only inside the frame, which shows nothing to strangers. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no session outside the frame.");
  return session;
}

/** Whether the page may offer an action of the account as a whole. */
export function useCan(action: SessionAction): boolean {
  return useSession().can.includes(action);
}
