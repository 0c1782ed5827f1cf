import { PasswordInput, Stack } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { onConfirmationRequired } from "../../api/confirmation";
import { useConfirmOwnPassword } from "../../api/session";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../requests/use-server-form";
import { useSession } from "../session/session-context";

/** Above the dialog whose request has asked for the password. */
const zIndex = 300;

/**
 * The dialog that asks for the own password again, before what needs it. The request that was refused is repeated once
 * the password is accepted, so the form underneath keeps what was typed.
 */
export function PasswordConfirmation() {
  const [isOpen, setIsOpen] = useState(false);
  const answer = useRef<((isConfirmed: boolean) => void) | null>(null);

  const finish = (isConfirmed: boolean) => {
    answer.current?.(isConfirmed);
    answer.current = null;
    setIsOpen(false);
  };

  useEffect(() => {
    onConfirmationRequired(() => {
      setIsOpen(true);
      return new Promise((resolve) => (answer.current = resolve));
    });
    // Registered before those of other dialogs, so that Escape closes this one and not the one underneath.
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || !answer.current) return;
      event.stopImmediatePropagation();
      finish(false);
    };
    window.addEventListener("keydown", closeOnEscape, { capture: true });
    return () => {
      onConfirmationRequired(null);
      window.removeEventListener("keydown", closeOnEscape, { capture: true });
      answer.current?.(false);
      answer.current = null;
    };
  }, []);

  return (
    <TaskDialog title="Enter your password" opened={isOpen} onClose={() => finish(false)} size={420} zIndex={zIndex}>
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
        <div>To make sure that it is you, enter your own password. You are not asked again for 15 minutes.</div>
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
