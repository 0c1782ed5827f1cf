import { notifications } from "@mantine/notifications";
import { OwnPasswordForm } from "./own-password-form";

export function ChangePassword() {
  return (
    <OwnPasswordForm
      submit="Change password"
      onSaved={() => notifications.show({ message: "Your password was changed. Everywhere else you are signed out." })}
    />
  );
}
