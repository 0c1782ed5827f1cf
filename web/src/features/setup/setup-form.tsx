import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ApiError } from "../../api/api-error";
import { setupQuery, useSetUp } from "../../api/session";
import { FormError } from "../../components/form-error";
import { NewPassword } from "../../components/new-password";
import { longEnough, required } from "../../components/rules";
import { focusFirstWrongField, sortRefusal } from "../../components/refusal";

interface Props {
  token: string;
  onWrongToken: () => void;
}

const fields = ["account_name", "name", "email", "password"];

export function SetupForm({ token, onWrongToken }: Props) {
  const minimumLength = useQuery(setupQuery).data?.minimum_password_length ?? 6;
  const setUp = useSetUp();
  const navigate = useNavigate();
  const element = useRef<HTMLFormElement>(null);
  const [rest, setRest] = useState<string | null>(null);
  const form = useForm({
    initialValues: { account_name: "", name: "", email: "", password: "" },
    validate: {
      account_name: required("Give the account a name."),
      name: required("Enter your name."),
      email: required("Enter your e-mail address."),
      password: longEnough(minimumLength),
    },
  });

  const submit = form.onSubmit(
    (values) => {
      setRest(null);
      setUp.mutate(
        { token, ...values },
        {
          onSuccess: () => void navigate({ to: "/" }),
          onError: (error) => {
            if (error instanceof ApiError && error.status === 403) return onWrongToken();
            if (error instanceof ApiError && error.status === 404) return window.location.assign("/sign-in");
            const refusal = sortRefusal(error, fields);
            form.setErrors(refusal.fields);
            setRest(refusal.rest);
            focusFirstWrongField(element.current);
          },
        },
      );
    },
    () => focusFirstWrongField(element.current),
  );

  return (
    <form ref={element} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Account name"
          description="Your company or team."
          withAsterisk
          data-autofocus
          autoComplete="organization"
          {...form.getInputProps("account_name")}
        />
        <TextInput label="Your name" withAsterisk autoComplete="name" {...form.getInputProps("name")} />
        <TextInput label="Email" type="email" withAsterisk autoComplete="username" {...form.getInputProps("email")} />
        <NewPassword
          label="Password"
          minimumLength={minimumLength}
          own={[form.values.account_name, form.values.name, form.values.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <FormError>{rest}</FormError>
        <Button type="submit" loading={setUp.isPending}>
          Set up
        </Button>
      </Stack>
    </form>
  );
}
