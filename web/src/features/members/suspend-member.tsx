import { notifications } from "@mantine/notifications";
import { useSuspendMember } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { useSession } from "../../shared/session/session-context";
import { QuestionForm } from "./question-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

export function SuspendMember({ member, onDone }: Props) {
  const suspending = useSuspendMember(member.id);
  const isOwn = useSession().member.id === member.id;
  const name = <bdi>{member.name}</bdi>;
  const suspend = () =>
    suspending.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${member.name} is suspended.` });
        onDone();
      },
    });

  return (
    <QuestionForm submit={`Suspend ${member.name}`} danger action={suspending} onSubmit={suspend} onCancel={onDone}>
      <p>
        The access of {name} ends at once: all sessions end, and signing in is refused.
        {isOwn && " This is your own access."}
      </p>
      <p>
        Everything else stays, permissions and agents too. {isOwn ? "Another administrator" : "You"} can restore {name}{" "}
        at any time.
      </p>
    </QuestionForm>
  );
}
