import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ApiError } from "../../api/api-error";
import { setupQuery, useSetUp } from "../../api/session";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { longEnough, required } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const timeZones = [...new Set([browserZone, "UTC", ...Intl.supportedValuesOf("timeZone")])];

interface Props {
  token: string;
  onWrongToken: () => void;
}

export function SetupForm({ token, onWrongToken }: Props) {
  const minimumLength = useQuery(setupQuery).data?.minimum_password_length ?? 6;
  const setUp = useSetUp();
  const navigate = useNavigate();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { account_name: "", name: "", email: "", password: "", time_zone: browserZone },
    validate: {
      account_name: required("Enter an account name."),
      name: required("Enter your name."),
      email: required("Enter your email."),
      password: longEnough(minimumLength),
    },
    save: (values) => setUp.mutateAsync({ token, ...values }),
    onSaved: () => void navigate({ to: "/" }),
    onRefused: (error) => {
      if (!(error instanceof ApiError) || !["forbidden", "not_found"].includes(error.code)) return false;
      // Not found: the account has been set up meanwhile.
      if (error.code === "not_found") window.location.assign("/sign-in");
      else onWrongToken();
      return true;
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Account name"
          description="Your company or team."
          {...mandatory}
          autoFocus
          autoComplete="organization"
          {...form.getInputProps("account_name")}
        />
        <TextInput label="Your name" {...mandatory} autoComplete="name" {...form.getInputProps("name")} />
        <TextInput label="Email" type="email" {...mandatory} autoComplete="username" {...form.getInputProps("email")} />
        <NewPassword
          label="Password"
          minimumLength={minimumLength}
          guessable={[form.values.account_name, form.values.name, form.values.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <NativeSelect
          label="Time zone"
          description="Reports and dates use it. You can change it later."
          data={timeZones}
          {...form.getInputProps("time_zone")}
        />
        <FormError>{refused}</FormError>
        <Button type="submit" loading={busy}>
          Set up
        </Button>
      </Stack>
    </form>
  );
}
