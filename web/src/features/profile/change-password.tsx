import { Button, PasswordInput, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useChangeOwnPassword } from "../../api/profile";
import { FormError } from "../../components/form-error";
import { mandatory } from "../../components/mandatory";
import { NewPassword } from "../../components/new-password";
import { longEnough, required } from "../../components/rules";
import { useServerForm } from "../../components/use-server-form";
import { useSession } from "../../components/session-context";

export function ChangePassword() {
  const { account, member } = useSession();
  const changePassword = useChangeOwnPassword();
  const [visible, setVisible] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { current_password: "", password: "" },
    validate: {
      current_password: required("Enter your current password."),
      password: longEnough(account.minimum_password_length),
    },
    save: (values) => changePassword.mutateAsync(values),
    onSaved: () => {
      form.reset();
      notifications.show({ message: "Your password was changed. Everywhere else you are signed out." });
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md" maw={420}>
        {/* Tells password managers whose password this is. */}
        <input hidden type="text" name="username" autoComplete="username" value={member.email} readOnly />
        <PasswordInput
          label="Current password"
          {...mandatory}
          autoComplete="current-password"
          visible={visible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{
            "aria-label": visible ? "Hide current password" : "Show current password",
            tabIndex: 0,
          }}
          {...form.getInputProps("current_password")}
        />
        <NewPassword
          label="New password"
          minimumLength={account.minimum_password_length}
          own={[member.name, member.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <FormError>{refused}</FormError>
        <div>
          <Button type="submit" variant="default" loading={busy}>
            Change password
          </Button>
        </div>
      </Stack>
    </form>
  );
}
