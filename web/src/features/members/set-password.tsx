import { Checkbox, Stack } from "@mantine/core";
import { useState } from "react";
import { useSetMemberPassword } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { longEnough } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useSession } from "../../shared/session/session-context";
import { PasswordIsSet } from "./password-is-set";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

/** An administrator gives a member a new password, and hands it over. */
export function SetPassword({ member, onDone }: Props) {
  const minimumLength = useSession().account.minimum_password_length;
  const setPassword = useSetMemberPassword(member.id);
  const [isSet, setIsSet] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { password: "", must_change: true },
    validate: { password: longEnough(minimumLength) },
    save: (values) => setPassword.mutateAsync(values),
    onSaved: () => setIsSet(true),
  });
  if (isSet) return <PasswordIsSet member={member} {...form.values} onDone={onDone} />;

  return (
    <form {...formProps}>
      <Stack gap="md">
        <NewPassword
          label="New password"
          generator
          autofocus
          minimumLength={minimumLength}
          own={[member.name, member.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <Checkbox
          label="Ask for a password of their own after the next sign-in"
          {...form.getInputProps("must_change", { type: "checkbox" })}
        />
        <div>
          {member.invitation
            ? "The invitation ends: they sign in with this password, at once."
            : "All their sessions and API tokens end at once."}
        </div>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Update Password" busy={busy} onCancel={onDone} />
    </form>
  );
}
