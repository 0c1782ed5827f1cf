import { PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useConfirmOwnPassword } from "../../api/session";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../requests/use-server-form";
import { useSession } from "../session/session-context";
import { obstacleZIndex, type ObstacleDialogProps } from "./use-obstacle-dialog";

/**
 * The dialog that asks for the own password again, before what needs it. The request that was refused is repeated once
 * the password is accepted, so the form underneath keeps what was typed.
 */
export function PasswordConfirmation({ isOpen, finish }: ObstacleDialogProps) {
  return (
    <TaskDialog
      title="Enter your password"
      opened={isOpen}
      onClose={() => finish(false)}
      size={420}
      zIndex={obstacleZIndex}
      asksBeforeClosing={false}
    >
      <PasswordForm onConfirmed={() => finish(true)} onCancel={() => finish(false)} />
    </TaskDialog>
  );
}

interface FormProps {
  onConfirmed: () => void;
  onCancel: () => void;
}

function PasswordForm({ onConfirmed, onCancel }: FormProps) {
  const { member } = useSession();
  const confirm = useConfirmOwnPassword();
  const [visible, setVisible] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { password: "" },
    validate: { password: required("Enter your password.") },
    save: (values) => confirm.mutateAsync(values),
    onSaved: onConfirmed,
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <div>Confirm that it is you. You are not asked again for 15 minutes.</div>
        {/* Tells password managers whose password this is. */}
        <input hidden type="text" name="username" autoComplete="username" value={member.email} readOnly />
        <PasswordInput
          label="Your password"
          {...mandatory}
          data-autofocus
          autoComplete="current-password"
          aria-invalid={Boolean(form.errors["password"])}
          visible={visible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{
            "aria-label": visible ? "Hide your password" : "Show your password",
            tabIndex: 0,
          }}
          {...form.getInputProps("password")}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Continue" busy={busy} onCancel={onCancel} />
    </form>
  );
}
