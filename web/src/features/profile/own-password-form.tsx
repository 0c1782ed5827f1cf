import { Button, Checkbox, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useChangeOwnPassword } from "../../api/profile";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { longEnough, required } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useSession } from "../../shared/session/session-context";

interface Props {
  submit: string;
  /** Whether the page consists of this form only. */
  alone?: boolean;
  onSaved?: () => void;
}

/** Changes the own password. */
export function OwnPasswordForm({ submit, alone = false, onSaved }: Props) {
  const { account, member } = useSession();
  const changePassword = useChangeOwnPassword();
  const [visible, setVisible] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { current_password: "", password: "", end_api_tokens: true },
    validate: {
      current_password: required("Enter your current password."),
      password: longEnough(account.minimum_password_length),
    },
    save: (values) => changePassword.mutateAsync(values),
    onSaved: () => {
      form.reset();
      onSaved?.();
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
          aria-invalid={Boolean(form.errors.current_password)}
          autoFocus={alone}
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
          guessable={[member.name, member.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        {member.role === "administrator" && (
          <Checkbox
            label="Also end my API tokens"
            description="Keep this on if someone else may know your password. Scripts that use your tokens stop working."
            {...form.getInputProps("end_api_tokens", { type: "checkbox" })}
          />
        )}
        <FormError>{refused}</FormError>
        {alone ? (
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
        ) : (
          <div>
            <Button type="submit" variant="default" loading={busy}>
              {submit}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}
