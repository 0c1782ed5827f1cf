import { notifications } from "@mantine/notifications";
import { useRestoreMember, useSuspendMember } from "../../../api/member-changes";
import { leaveSignedOut } from "../../../lib/leave";
import { useSession } from "../../../shared/session/session-context";
import { ConfirmForm } from "../confirm-form";
import type { TaskProps } from "../member-task-dialog";

export function SuspendMember({ member, onDone }: TaskProps) {
  const isOwn = useSession().member.id === member.id;
  const suspension = useSuspendMember(member.id, isOwn ? leaveSignedOut : undefined);
  const name = <bdi>{member.name}</bdi>;
  const suspend = () =>
    suspension.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${member.name} was suspended.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit={`Suspend ${member.name}`} danger action={suspension} onSubmit={suspend} onCancel={onDone}>
      <p>
        {name} loses access at once and cannot sign in. Sessions, API tokens and links end for good.
        {isOwn && " You are suspending yourself."}
      </p>
      <p>
        Everything else is kept, including permissions and agents. {isOwn ? "Another administrator" : "You"} can restore{" "}
        {name} at any time.
      </p>
    </ConfirmForm>
  );
}

export function RestoreMember({ member, onDone }: TaskProps) {
  const restoration = useRestoreMember(member.id);
  const name = <bdi>{member.name}</bdi>;
  const restore = () =>
    restoration.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${member.name} was restored.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit={`Restore ${member.name}`} action={restoration} onSubmit={restore} onCancel={onDone}>
      {member.invitation ? (
        <p>
          {name} has no password yet, and the invitation link has ended. To give access, send the invitation again after
          restoring. Permissions and agents are kept.
        </p>
      ) : (
        <p>
          {name} can sign in again at once, with the same password, permissions and agents. Sessions, API tokens and
          links ended by the suspension are not restored.
        </p>
      )}
    </ConfirmForm>
  );
}
