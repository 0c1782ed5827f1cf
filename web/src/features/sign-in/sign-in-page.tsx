import { Anchor, Box, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useSignIn } from "../../api/session";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import type { SignInSearch } from "./sign-in-search";

export function SignInPage() {
  const { next = "/", ended } = useSearch({ strict: false }) as SignInSearch;
  const router = useRouter();
  const signIn = useSignIn();
  const [visible, setVisible] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { email: "", password: "" },
    validate: { email: required("Enter your email."), password: required("Enter your password.") },
    save: (values) => signIn.mutateAsync(values),
    onSaved: () => router.history.push(next),
  });

  return (
    <NarrowPage title="Sign in" lead={ended && "Your session has ended. Sign in again to continue where you were."}>
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
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            aria-invalid={Boolean(form.errors.password)}
            visible={visible}
            onVisibilityChange={setVisible}
            visibilityToggleButtonProps={{ "aria-label": visible ? "Hide password" : "Show password", tabIndex: 0 }}
            {...form.getInputProps("password")}
          />
          <FormError>{refused}</FormError>
          <Button type="submit" loading={busy}>
            Sign in
          </Button>
        </Stack>
      </form>
      <Box component="p" mt={24} mb={0}>
        <Anchor renderRoot={(props) => <Link to="/forgotten-password" {...props} />}>Forgot password?</Anchor>
      </Box>
    </NarrowPage>
  );
}
