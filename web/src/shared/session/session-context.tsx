import { createContext, useContext } from "react";
import type { SessionAction, SignedIn } from "../../api/session";
import { DocumentTitleSuffix } from "../../components/layout/page";
import { TimeZone } from "../../components/text/time-zone";

const SessionContext = createContext<SignedIn | null>(null);

interface Props {
  session: SignedIn;
  children: React.ReactNode;
}

/** Makes a session known to the pages inside it. */
export function SessionProvider({ session, children }: Props) {
  return (
    <SessionContext value={session}>
      <DocumentTitleSuffix value={session.account.name}>
        <TimeZone value={session.account.time_zone}>{children}</TimeZone>
      </DocumentTitleSuffix>
    </SessionContext>
  );
}

/** The session of the signed-in member. Only inside the frame, where there is one. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no session outside the frame.");
  return session;
}

/** Whether the caller may do an action that is about the account, not about one object. */
export function useCan(action: SessionAction): boolean {
  return useSession().can.includes(action);
}
