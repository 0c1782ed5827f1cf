import { Button, Stack } from "@mantine/core";
import { ApiError } from "../../api/api-error";
import { useCompletePasswordReset } from "../../api/password-resets";
import { FormError } from "../../components/form/form-error";
import { longEnough } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";

// The account may ask for more: whoever is not signed in learns that from the server's answer.
const smallestMinimum = 6;

interface Props {
  token: string;
  onChanged: () => void;
  /** The link is none, or is one no more. */
  onRefused: () => void;
}

export function NewPasswordForm({ token, onChanged, onRefused }: Props) {
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
