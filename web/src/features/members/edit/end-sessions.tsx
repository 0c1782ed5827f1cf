import { notifications } from "@mantine/notifications";
import { useEndMemberSessions } from "../../../api/members";
import type { MemberSummary } from "../../../api/schema";
import { formatCount } from "../../../lib/numbers";
import { ConfirmForm } from "../confirm-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

/** Signs a member out everywhere. */
export function EndSessions({ member, onDone }: Props) {
  const ending = useEndMemberSessions(member.id);
  const end = () =>
    ending.mutate(undefined, {
      onSuccess: ({ sessions_ended }) => {
        notifications.show({ message: `${formatCount(sessions_ended, "session")} of ${member.name} ended.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit="End all sessions" danger action={ending} onSubmit={end} onCancel={onDone}>
      <p>
        <bdi>{member.name}</bdi> is signed out in every browser at once, and can sign in again with the password.
      </p>
      <p>API tokens and everything else stay. To keep somebody out, change the password or suspend the member.</p>
    </ConfirmForm>
  );
}
