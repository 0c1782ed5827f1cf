/** The tasks of an invitation that is not accepted yet. */
import { notifications } from "@mantine/notifications";
import { useRevokeInvitation, useSendInvitation } from "../../../api/member-changes";
import { useSession } from "../../../shared/session/session-context";
import { ConfirmForm } from "../confirm-form";
import type { TaskProps } from "../member-task-dialog";
import { InvitationLink } from "./invitation-link";

/** Without a mail server, it offers a link in place of the email. */
export function SendInvitationAgain(props: TaskProps) {
  const { sends_mail } = useSession().account;
  return sends_mail ? <SendAgain {...props} /> : <CreateInvitationLink {...props} />;
}

function SendAgain({ member, onDone }: TaskProps) {
  const invitation = useSendInvitation(member.id);
  const send = () =>
    invitation.mutate(
      { send: true },
      {
        onSuccess: () => {
          notifications.show({ message: `Sending a new invitation to ${member.email}.` });
          onDone();
        },
      },
    );

  return (
    <ConfirmForm submit="Send invitation" action={invitation} onSubmit={send} onCancel={onDone}>
      <p>
        A new link will be emailed to <bdi>{member.email}</bdi>. The previous link stops working.
      </p>
    </ConfirmForm>
  );
}

/** Creates a link that the administrator hands over, for when email is not sent or does not arrive. */
export function CreateInvitationLink({ member, onDone, onTitle }: TaskProps) {
  const { sends_mail } = useSession().account;
  const invitation = useSendInvitation(member.id);
  const { url, expires_at } = invitation.data ?? {};
  if (url && expires_at) {
    return <InvitationLink name={member.name} url={url} expiresAt={expires_at} onDone={onDone} />;
  }
  return (
    <ConfirmForm
      submit="Create link"
      action={invitation}
      onSubmit={() => invitation.mutate({ send: false }, { onSuccess: () => onTitle("Link created") })}
      onCancel={onDone}
    >
      <p>
        {sends_mail
          ? "You get a new link to hand over yourself. No email is sent, and the previous link stops working."
          : "No mail server is set, so no email can be sent. You get a new link to hand over, and the previous link stops working."}
      </p>
      <p>
        Anyone with the link can set the password of <bdi>{member.name}</bdi>.
      </p>
    </ConfirmForm>
  );
}

export function RevokeInvitation({ member, onDone }: TaskProps) {
  const revocation = useRevokeInvitation(member.id);
  const name = <bdi>{member.name}</bdi>;
  const revoke = () =>
    revocation.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `The invitation of ${member.name} was revoked.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit="Revoke invitation" danger action={revocation} onSubmit={revoke} onCancel={onDone}>
      <p>The link stops working at once, and an email that is still queued is not sent.</p>
      <p>
        {name} is kept in the list with permissions and agents, and cannot sign in. You can send a new invitation at any
        time, or remove {name}.
      </p>
    </ConfirmForm>
  );
}
