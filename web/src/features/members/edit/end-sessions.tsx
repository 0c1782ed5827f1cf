import { notifications } from "@mantine/notifications";
import { useEndMemberSessions } from "../../../api/member-changes";
import { formatCount } from "../../../lib/numbers";
import { ConfirmForm } from "../confirm-form";
import type { TaskProps } from "../member-task-dialog";

/** Signs a member out everywhere. */
export function EndSessions({ member, onDone }: TaskProps) {
  const ending = useEndMemberSessions(member.id);
  const end = () =>
    ending.mutate(undefined, {
      onSuccess: ({ sessions_ended: count }) => {
        notifications.show({
          message:
            count === 0
              ? `${member.name} was not signed in.`
              : `${member.name} was signed out of ${formatCount(count, "session")}.`,
        });
        onDone();
      },
    });

  return (
    <ConfirmForm submit="End all sessions" danger action={ending} onSubmit={end} onCancel={onDone}>
      <p>
        <bdi>{member.name}</bdi> is signed out in every browser at once, and can sign in again with the password.
      </p>
      <p>API tokens keep working. To block access, change the password or suspend the member.</p>
    </ConfirmForm>
  );
}
