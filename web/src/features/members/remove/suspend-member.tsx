import { notifications } from "@mantine/notifications";
import { useRestoreMember, useSuspendMember } from "../../../api/members";
import type { MemberSummary } from "../../../api/schema";
import { useSession } from "../../../shared/session/session-context";
import { ConfirmForm } from "../confirm-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

export function SuspendMember({ member, onDone }: Props) {
  const suspension = useSuspendMember(member.id);
  const isOwn = useSession().member.id === member.id;
  const name = <bdi>{member.name}</bdi>;
  const suspend = () =>
    suspension.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${member.name} is suspended.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit={`Suspend ${member.name}`} danger action={suspension} onSubmit={suspend} onCancel={onDone}>
      <p>
        The access of {name} ends at once: all sessions, API tokens and links end for good, and signing in is refused.
        {isOwn && " This is your own access."}
      </p>
      <p>
        Everything else stays, permissions and agents too. {isOwn ? "Another administrator" : "You"} can restore {name}{" "}
        at any time.
      </p>
    </ConfirmForm>
  );
}

export function RestoreMember({ member, onDone }: Props) {
  const restoration = useRestoreMember(member.id);
  const restore = () =>
    restoration.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${member.name} is restored.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit={`Restore ${member.name}`} action={restoration} onSubmit={restore} onCancel={onDone}>
      <p>
        <bdi>{member.name}</bdi> can sign in again at once, with the password, permissions and agents of before.
        Sessions, API tokens and links that the suspension ended stay ended.
      </p>
    </ConfirmForm>
  );
}
