import { useInviteAgain } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { LinkIsMade } from "./link-is-made";
import { QuestionForm } from "./question-form";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

/** A link for when mail does not arrive: the administrator hands it over in another way. */
export function TakeLink({ member, onDone }: Props) {
  const inviting = useInviteAgain(member.id);
  const { url, expires_at } = inviting.data ?? {};
  if (url && expires_at) return <LinkIsMade member={member} url={url} expiresAt={expires_at} onDone={onDone} />;

  return (
    <QuestionForm
      submit="Make a link"
      action={inviting}
      onSubmit={() => inviting.mutate({ send: false })}
      onCancel={onDone}
    >
      <p>
        You get a new link to hand over in another way, for when mail does not arrive. No mail goes out, and the link
        before it stops working.
      </p>
      <p>
        Whoever holds the link can choose the password of <bdi>{member.name}</bdi>.
      </p>
    </QuestionForm>
  );
}
