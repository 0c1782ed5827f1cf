import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useSignIn } from "../../api/session";
import { FormError } from "../../components/form-error";
import { GatePage } from "../../components/gate-page";
import { focusFirstWrongField, sortRefusal } from "../../components/refusal";
import { required } from "../../components/rules";
import type { SignInSearch } from "./sign-in-search";

export function SignInPage() {
  const { next = "/", ended } = useSearch({ strict: false }) as SignInSearch;
  const router = useRouter();
  const signIn = useSignIn();
  const element = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [visible, setVisible] = useState(false);
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: { email: required("Enter your e-mail address."), password: required("Enter your password.") },
  });

  const submit = form.onSubmit(
    (values) => {
      setRefused(null);
      signIn.mutate(values, {
        onSuccess: () => router.history.push(next),
        onError: (error) => {
          const { fields, rest } = sortRefusal(error, ["email", "password"]);
          form.setErrors(fields);
          setRefused(rest);
          focusFirstWrongField(element.current);
        },
      });
    },
    () => focusFirstWrongField(element.current),
  );

  return (
    <GatePage title="Sign in" lead={ended && "Your session has ended. Sign in again, and you are back where you were."}>
      <form ref={element} onSubmit={submit} noValidate>
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
            visible={visible}
            onVisibilityChange={setVisible}
            visibilityToggleButtonProps={{ "aria-label": visible ? "Hide password" : "Show password", tabIndex: 0 }}
            {...form.getInputProps("password")}
          />
          <FormError>{refused}</FormError>
          <Button type="submit" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </GatePage>
  );
}
