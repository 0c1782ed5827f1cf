import { Button, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { useChangeOwnPassword } from "../../api/profile";
import { FormError } from "../../components/form-error";
import { NewPassword } from "../../components/new-password";
import { focusFirstWrongField, sortRefusal } from "../../components/refusal";
import { longEnough, required } from "../../components/rules";
import { useSession } from "../../components/session-context";

export function ChangePassword() {
  const { account, member } = useSession();
  const changePassword = useChangeOwnPassword();
  const element = useRef<HTMLFormElement>(null);
  const [rest, setRest] = useState<string | null>(null);
  const form = useForm({
    initialValues: { current_password: "", password: "" },
    validate: {
      current_password: required("Enter your current password."),
      password: longEnough(account.minimum_password_length),
    },
  });

  const submit = form.onSubmit(
    (values) => {
      setRest(null);
      changePassword.mutate(values, {
        onSuccess: () => {
          form.reset();
          notifications.show({ message: "Your password was changed. Everywhere else you are signed out." });
        },
        onError: (error) => {
          const refusal = sortRefusal(error, ["current_password", "password"]);
          form.setErrors(refusal.fields);
          setRest(refusal.rest);
          focusFirstWrongField(element.current);
        },
      });
    },
    () => focusFirstWrongField(element.current),
  );

  return (
    <form ref={element} onSubmit={submit} noValidate>
      <Stack gap="md" maw={420}>
        {/* Tells password managers whose password this is. */}
        <input type="hidden" autoComplete="username" value={member.email} readOnly />
        <PasswordInput
          label="Current password"
          withAsterisk
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": "Show current password", tabIndex: 0 }}
          {...form.getInputProps("current_password")}
        />
        <NewPassword
          label="New password"
          minimumLength={account.minimum_password_length}
          own={[member.name, member.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <FormError>{rest}</FormError>
        <div>
          <Button type="submit" variant="default" loading={changePassword.isPending}>
            Change password
          </Button>
        </div>
      </Stack>
    </form>
  );
}
