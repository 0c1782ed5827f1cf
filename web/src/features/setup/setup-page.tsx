import { useState } from "react";
import { NarrowPage } from "../../components/layout/narrow-page";
import { useLinkToken } from "../../lib/use-link-token";
import { SetupForm } from "./setup-form";

/** Creates the account and its first administrator. Opened by the link that the server prints. */
export function SetupPage() {
  const token = useLinkToken();
  const [refused, setRefused] = useState<string | null>(null);

  if (!token || refused === token) return <SetupLinkNeeded wrong={token !== null} />;
  return (
    <NarrowPage title="Set up Rollcall" lead="Name the account and make yourself its first administrator.">
      <SetupForm token={token} onWrongToken={() => setRefused(token)} />
    </NarrowPage>
  );
}

/** Without the link, or with a wrong one. */
function SetupLinkNeeded({ wrong }: { wrong: boolean }) {
  return (
    <NarrowPage
      title={wrong ? "This set-up link is not valid" : "Open the set-up link"}
      lead={
        wrong
          ? "The link belongs to an earlier start of the server, or a part of it is missing."
          : "This account is not set up yet. That needs the link which the server prints when it starts."
      }
    >
      <p>Look at the server’s output for the line that begins with “Set it up here”, and open its whole address.</p>
      <p>Each start of the server prints a new link.</p>
    </NarrowPage>
  );
}
