import { notifications } from "@mantine/notifications";
import { useRestoreMember } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { QuestionForm } from "./question-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

export function RestoreMember({ member, onDone }: Props) {
  const restoring = useRestoreMember(member.id);
  const restore = () =>
    restoring.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${member.name} is restored.` });
        onDone();
      },
    });

  return (
    <QuestionForm submit={`Restore ${member.name}`} action={restoring} onSubmit={restore} onCancel={onDone}>
      <p>
        <bdi>{member.name}</bdi> can sign in again at once, with the password, permissions and agents of before.
      </p>
    </QuestionForm>
  );
}
