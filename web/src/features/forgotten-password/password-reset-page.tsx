import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { NarrowPage } from "../../components/layout/narrow-page";
import { useLinkToken } from "../../lib/use-link-token";
import { NewPasswordForm } from "./new-password-form";
import { NoResetLink } from "./no-reset-link";

/** Where the link of the mail leads: a new password, after which one signs in with it. */
export function PasswordResetPage() {
  const token = useLinkToken();
  return token ? <Opened key={token} token={token} /> : <NoResetLink incomplete />;
}

function Opened({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<"changed" | "refused">();
  if (outcome === "refused") return <NoResetLink />;
  if (outcome === "changed") {
    return (
      <NarrowPage title="Your password is changed">
        <p role="status">All your sessions have ended. Sign in with the new password.</p>
        <Button fullWidth renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          Sign in
        </Button>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title="Choose a new password" lead="All your sessions end with it.">
      <NewPasswordForm token={token} onChanged={() => setOutcome("changed")} onRefused={() => setOutcome("refused")} />
    </NarrowPage>
  );
}
