/** The tasks of an invitation that is not accepted yet. */
import { notifications } from "@mantine/notifications";
import { useRevokeInvitation, useSendInvitation } from "../../../api/members";
import type { MemberSummary } from "../../../api/schema";
import { OneTimeSecret } from "../../../components/dialog/one-time-secret";
import { ConfirmForm } from "../confirm-form";
import { formatExpiry } from "../member-words";

interface Props {
  member: MemberSummary;
  onDone: () => void;
}

export function SendInvitationAgain({ member, onDone }: Props) {
  const invitation = useSendInvitation(member.id);
  const send = () =>
    invitation.mutate(
      { send: true },
      {
        onSuccess: () => {
          notifications.show({ message: `A new invitation for ${member.name} is on its way.` });
          onDone();
        },
      },
    );

  return (
    <ConfirmForm submit="Send invitation" action={invitation} onSubmit={send} onCancel={onDone}>
      <p>A mail with a new link goes to {member.email}. The link before it stops working.</p>
    </ConfirmForm>
  );
}

/** Creates a link that the administrator hands over, for when email does not arrive. */
export function CreateInvitationLink({ member, onDone }: Props) {
  const invitation = useSendInvitation(member.id);
  const { url, expires_at } = invitation.data ?? {};
  if (url && expires_at) {
    return (
      <OneTimeSecret label="Link" value={url} advice="Copy it now and hand it over." onDone={onDone}>
        The link for <bdi>{member.name}</bdi> is made. It works once, until {formatExpiry(expires_at)}.
      </OneTimeSecret>
    );
  }
  return (
    <ConfirmForm
      submit="Make a link"
      action={invitation}
      onSubmit={() => invitation.mutate({ send: false })}
      onCancel={onDone}
    >
      <p>
        You get a new link to hand over in another way, for when mail does not arrive. No mail goes out, and the link
        before it stops working.
      </p>
      <p>
        Whoever holds the link can choose the password of <bdi>{member.name}</bdi>.
      </p>
    </ConfirmForm>
  );
}

export function RevokeInvitation({ member, onDone }: Props) {
  const revocation = useRevokeInvitation(member.id);
  const name = <bdi>{member.name}</bdi>;
  const revoke = () =>
    revocation.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `The invitation of ${member.name} is revoked.` });
        onDone();
      },
    });

  return (
    <ConfirmForm submit="Revoke invitation" danger action={revocation} onSubmit={revoke} onCancel={onDone}>
      <p>The link stops working at once, and a mail that still waits does not go out.</p>
      <p>
        {name} stays in the list, with permissions and agents, and cannot sign in. You can send a new invitation at any
        time, or remove {name}.
      </p>
    </ConfirmForm>
  );
}
