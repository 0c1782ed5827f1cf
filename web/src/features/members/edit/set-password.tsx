import { Checkbox, Stack } from "@mantine/core";
import { useState } from "react";
import { useSetMemberPassword } from "../../../api/members";
import type { MemberSummary } from "../../../api/schema";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { OneTimeSecret } from "../../../components/dialog/one-time-secret";
import { FormError } from "../../../components/form/form-error";
import { longEnough } from "../../../lib/validation";
import { NewPassword } from "../../../shared/passwords/new-password";
import { useServerForm } from "../../../shared/requests/use-server-form";
import { useSession } from "../../../shared/session/session-context";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

/** Gives a member a new password (M32). */
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
  if (isSet) return <NewPasswordShown member={member} {...form.values} onDone={onDone} />;

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

interface ShownProps extends Props {
  password: string;
  must_change: boolean;
}

/** The new password, to copy. */
function NewPasswordShown({ member, password, must_change, onDone }: ShownProps) {
  const name = <bdi>{member.name}</bdi>;
  return (
    <OneTimeSecret label="New password" value={password} advice="Copy it now and hand it over." onDone={onDone}>
      {member.invitation ? (
        <>{name} is a member now, and the invitation has ended. The password is needed at the first sign-in</>
      ) : (
        <>
          The password of {name} is updated, and all sessions and API tokens have ended. The new one is needed at the
          next sign-in
        </>
      )}
      {must_change && <>, after which {name} chooses one of their own</>}.
    </OneTimeSecret>
  );
}
