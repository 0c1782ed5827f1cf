import { notifications } from "@mantine/notifications";
import { useRevokeInvitation } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { QuestionForm } from "./question-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

export function RevokeInvitation({ member, onDone }: Props) {
  const revoking = useRevokeInvitation(member.id);
  const name = <bdi>{member.name}</bdi>;
  const revoke = () =>
    revoking.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `The invitation of ${member.name} is revoked.` });
        onDone();
      },
    });

  return (
    <QuestionForm submit="Revoke invitation" danger action={revoking} onSubmit={revoke} onCancel={onDone}>
      <p>The link stops working at once, and a mail that still waits does not go out.</p>
      <p>
        {name} stays in the list, with permissions and agents, and cannot sign in. You can send a new invitation at any
        time, or remove {name}.
      </p>
    </QuestionForm>
  );
}
