import { Button, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { useCompletePasswordReset } from "../../api/password-resets";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { useLinkToken } from "../../lib/use-link-token";
import { longEnough } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";

/** The page of the emailed link: choose a new password, then sign in with it. */
export function PasswordResetPage() {
  const token = useLinkToken();
  return token ? <PasswordReset key={token} token={token} /> : <InvalidLink incomplete />;
}

function PasswordReset({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<"changed" | "refused">();
  if (outcome === "refused") return <InvalidLink />;
  if (outcome === "changed") {
    return (
      <NarrowPage title="Your password was changed">
        <p role="status">All your sessions have ended. Sign in with the new password.</p>
        <Button fullWidth renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          Sign in
        </Button>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title="Choose a new password" lead="This ends all your sessions.">
      <NewPasswordForm token={token} onChanged={() => setOutcome("changed")} onRefused={() => setOutcome("refused")} />
    </NarrowPage>
  );
}

/** The account may require more. The server says so in its response, since nobody is signed in. */
const smallestMinimum = 6;

interface FormProps {
  token: string;
  onChanged: () => void;
  /** The link has expired or was used. */
  onRefused: () => void;
}

function NewPasswordForm({ token, onChanged, onRefused }: FormProps) {
  const complete = useCompletePasswordReset();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { password: "" },
    validate: { password: longEnough(smallestMinimum) },
    save: ({ password }) => complete.mutateAsync({ token, password }),
    onSaved: onChanged,
    onRefused: (error) => {
      const isGone = error instanceof ApiError && error.status === 404;
      if (isGone) onRefused();
      return isGone;
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <NewPassword
          label="New password"
          autofocus
          minimumLength={smallestMinimum}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <FormError>{refused}</FormError>
        <Button type="submit" loading={busy}>
          Change password
        </Button>
      </Stack>
    </form>
  );
}

/** The link does not work. The server does not say for which reason. */
function InvalidLink({ incomplete = false }: { incomplete?: boolean }) {
  return (
    <NarrowPage
      title={incomplete ? "Open the link in your email" : "This link is no longer valid"}
      lead={
        incomplete
          ? "A part of the address is missing here. Open the email again and use the link in it."
          : "It is more than an hour old, or was already used."
      }
    >
      <Button fullWidth renderRoot={(props) => <Link to="/forgotten-password" {...props} />}>
        Get a new link
      </Button>
    </NarrowPage>
  );
}
