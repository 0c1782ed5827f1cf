import { useState } from "react";
import { NarrowPage } from "../../components/layout/narrow-page";
import { useLinkToken } from "../../lib/use-link-token";
import { SetupForm } from "./setup-form";
import { SetupLinkNeeded } from "./setup-link-needed";

/** Makes the account and its first administrator, for whoever holds the link that the server has printed. */
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
