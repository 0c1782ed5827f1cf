import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { setupLinkQuery } from "../../api/session";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { NarrowPage } from "../../components/layout/narrow-page";
import { useLinkToken } from "../../lib/use-link-token";
import { ErrorNotice } from "../../shared/requests/error-notice";
import { SetupForm } from "./setup-form";

/** Creates the account and its first administrator. Opened by the link that the server prints. */
export function SetupPage() {
  const token = useLinkToken();
  const [refused, setRefused] = useState<string | null>(null);

  if (!token || refused === token) return <SetupLinkNeeded wrong={token !== null} />;
  return <CheckedSetup key={token} token={token} onWrongToken={() => setRefused(token)} />;
}

/** The form, once the server has said that the link works: nobody fills it in for nothing. */
function CheckedSetup({ token, onWrongToken }: { token: string; onWrongToken: () => void }) {
  const { isSuccess, error, refetch } = useQuery(setupLinkQuery(token));
  if (error instanceof ApiError && error.code === "forbidden") return <SetupLinkNeeded wrong />;
  return (
    <NarrowPage title="Set up Rollcall" lead="Name the account and create its first administrator.">
      {isSuccess ? (
        <SetupForm token={token} onWrongToken={onWrongToken} />
      ) : error ? (
        <ErrorNotice error={error} onTryAgain={() => void refetch()} />
      ) : (
        <SkeletonRows count={4} />
      )}
    </NarrowPage>
  );
}

/** Without the link, or with a wrong one. */
function SetupLinkNeeded({ wrong }: { wrong: boolean }) {
  return (
    <NarrowPage
      title={wrong ? "This setup link is no longer valid" : "Open the setup link"}
      lead={
        wrong
          ? "It is from an earlier start of the server, or part of it is missing."
          : "Rollcall is not set up yet. Use the link that the server prints when it starts."
      }
    >
      <p>Find the line that begins with “Set it up here” in the server’s output, and open the whole address.</p>
      <p>Each start of the server prints a new link.</p>
    </NarrowPage>
  );
}
