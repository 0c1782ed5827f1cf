import { Checkbox, Stack } from "@mantine/core";
import { useState } from "react";
import { useSetMemberPassword } from "../../../api/member-changes";
import type { MemberSummary } from "../../../api/schema";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { FormError } from "../../../components/form/form-error";
import { longEnough } from "../../../lib/validation";
import { NewPassword } from "../../../shared/passwords/new-password";
import { useServerForm } from "../../../shared/requests/use-server-form";
import { useSession } from "../../../shared/session/session-context";
import { InitialPassword } from "../initial-password";
import type { TaskProps } from "../member-task-dialog";

/** Gives a member a new password (M32). */
export function SetPassword({ member, onDone }: TaskProps) {
  const minimumLength = useSession().account.minimum_password_length;
  const setPassword = useSetMemberPassword(member.id);
  const [isSet, setIsSet] = useState(false);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { password: "", must_change: true },
    validate: { password: longEnough(minimumLength) },
    save: (values) => setPassword.mutateAsync(values),
    onSaved: () => setIsSet(true),
  });
  if (isSet) {
    const { password, must_change } = form.values;
    return (
      <InitialPassword label="New password" member={member} password={password} onDone={onDone}>
        <bdi>{member.name}</bdi> {describeNewPassword(member)}
        {must_change && " A password change is required at that sign-in."}
      </InitialPassword>
    );
  }

  return (
    <form {...formProps}>
      <Stack gap="md">
        <NewPassword
          label="New password"
          generator
          autofocus
          minimumLength={minimumLength}
          guessable={[member.name, member.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <Checkbox
          label="Require a password change at next sign-in"
          {...form.getInputProps("must_change", { type: "checkbox" })}
        />
        <div>{describePasswordChange(member)}</div>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Update Password" busy={busy} onCancel={onDone} />
    </form>
  );
}

type Access = Pick<MemberSummary, "status" | "invitation">;

/** What a new password will change, before it is set. */
function describePasswordChange({ status, invitation }: Access): string {
  if (status === "suspended") return "The member is suspended, and can sign in with this password once restored.";
  if (invitation) return "The invitation ends, and the member can sign in with this password at once.";
  return "All sessions and API tokens of the member end at once.";
}

/** What has changed, after the member's name. */
function describeNewPassword({ status, invitation }: Access): string {
  if (status === "suspended") return "is suspended, and can sign in with the new password once restored.";
  if (invitation) return "can sign in now. The invitation has ended.";
  return "needs the new password at the next sign-in. All sessions and API tokens have ended.";
}
