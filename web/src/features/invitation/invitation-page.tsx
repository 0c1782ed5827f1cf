import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { invitationQuery } from "../../api/invitations";
import { isSignedIn, sessionQuery } from "../../api/session";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { NarrowPage } from "../../components/layout/narrow-page";
import { useLinkToken } from "../../lib/use-link-token";
import { ErrorNotice } from "../../shared/requests/error-notice";
import { AcceptInvitationForm } from "./accept-invitation-form";
import { ExpiredInvitation } from "./expired-invitation";
import { InvalidInvitation } from "./invalid-invitation";
import { OtherSession } from "./other-session";

/** The page of an invitation's link: its holder chooses a password and is signed in. */
export function InvitationPage() {
  const token = useLinkToken();
  return token ? <Invitation key={token} token={token} /> : <InvalidInvitation incomplete />;
}

function Invitation({ token }: { token: string }) {
  const { data: invitation, error, refetch } = useQuery(invitationQuery(token));
  const { data: session } = useQuery(sessionQuery);
  // Why a later request was refused: the link has changed since it was opened.
  const [refused, setRefused] = useState<"expired" | "gone">();

  if (refused === "gone" || isNotFound(error)) return <InvalidInvitation />;
  if (!invitation) {
    return (
      <NarrowPage title="Invitation">
        {error ? <ErrorNotice error={error} onTryAgain={() => void refetch()} /> : <SkeletonRows count={3} />}
      </NarrowPage>
    );
  }
  if (refused === "expired" || invitation.state === "expired") {
    return <ExpiredInvitation token={token} invitation={invitation} onGone={() => setRefused("gone")} />;
  }
  if (session && isSignedIn(session) && session.member.email !== invitation.email) {
    return <OtherSession invitation={invitation} current={session.member} />;
  }
  return <AcceptInvitationForm token={token} invitation={invitation} onRefused={setRefused} />;
}

function isNotFound(error: Error | null): boolean {
  return error instanceof ApiError && error.status === 404;
}
