import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { useRequestPasswordReset } from "../../api/password-resets";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";

/** Requests an email with a link to choose a new password. The server does not say whether the address is a member's. */
export function ForgottenPasswordPage() {
  const request = useRequestPasswordReset();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [isEmailMissing, setIsEmailMissing] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { email: "" },
    validate: { email: required("Enter your email.") },
    save: ({ email }) => request.mutateAsync(email.trim()),
    onSaved: () => setSentTo(form.values.email.trim()),
    onRefused: (error) => {
      const isMissing = error instanceof ApiError && error.code === "email_not_set_up";
      setIsEmailMissing(isMissing);
      return isMissing;
    },
  });

  if (isEmailMissing) {
    return (
      <NarrowPage title="Email is not set up">
        <p role="status">
          Rollcall cannot send you a link here. Ask an administrator of your account to set a new password for you.
        </p>
        <BackToSignIn />
      </NarrowPage>
    );
  }

  if (sentTo !== null) {
    return (
      <NarrowPage title="Check your email">
        <div role="status">
          If <bdi>{sentTo}</bdi> belongs to a member, we sent a link there. It works once, for an hour.
        </div>
        <p>No email? Check your spam folder, or ask an administrator for a new password.</p>
        <BackToSignIn />
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title="Forgot your password?" lead="We email you a link to choose a new one.">
      <form {...formProps}>
        <Stack gap="md">
          <TextInput
            label="Email"
            type="email"
            autoFocus
            autoComplete="username"
            spellCheck={false}
            {...form.getInputProps("email")}
          />
          <FormError>{refused}</FormError>
          <Button type="submit" loading={busy}>
            Send a link
          </Button>
        </Stack>
      </form>
      <BackToSignIn />
    </NarrowPage>
  );
}

function BackToSignIn() {
  return (
    <p>
      <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Back to sign-in</Anchor>
    </p>
  );
}
