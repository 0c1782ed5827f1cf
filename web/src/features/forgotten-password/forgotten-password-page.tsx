import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useRequestPasswordReset } from "../../api/password-resets";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import { BackToSignIn } from "./back-to-sign-in";

/** Asks for a mail with a link to choose a new password. Whether the address is a member's, the page does not know. */
export function ForgottenPasswordPage() {
  const request = useRequestPasswordReset();
  const [asked, setAsked] = useState<string | null>(null);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { email: "" },
    validate: { email: required("Enter your e-mail address.") },
    save: ({ email }) => request.mutateAsync(email.trim()),
    onSaved: () => setAsked(form.values.email.trim()),
  });

  if (asked !== null) {
    return (
      <NarrowPage title="Look into your mail">
        <div role="status">
          If <bdi>{asked}</bdi> is a member’s address, a mail with a link is on its way. The link works once, for an
          hour.
        </div>
        <p>Nothing came? Look at the spam, or ask an administrator of your account for a new password.</p>
        <BackToSignIn />
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title="Forgotten your password?" lead="A mail brings you a link to choose a new one.">
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
