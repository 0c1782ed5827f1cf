import { notifications } from "@mantine/notifications";
import { useInviteAgain } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { QuestionForm } from "./question-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

export function SendInvitationAgain({ member, onDone }: Props) {
  const inviting = useInviteAgain(member.id);
  const send = () =>
    inviting.mutate(
      { send: true },
      {
        onSuccess: () => {
          notifications.show({ message: `A new invitation for ${member.name} is on its way.` });
          onDone();
        },
      },
    );

  return (
    <QuestionForm submit="Send invitation" action={inviting} onSubmit={send} onCancel={onDone}>
      <p>A mail with a new link goes to {member.email}. The link before it stops working.</p>
    </QuestionForm>
  );
}
