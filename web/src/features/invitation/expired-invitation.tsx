import { Button } from "@mantine/core";
import { ApiError } from "../../api/api-error";
import { useRenewInvitation } from "../../api/invitations";
import type { OpenedInvitation } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";

interface Props {
  token: string;
  invitation: OpenedInvitation;
  /** The link is not known any more: it was replaced or revoked. */
  onGone: () => void;
}

/** The link has expired. A new one is sent only to the address that was invited; without a mail server, to nobody. */
export function ExpiredInvitation({ token, invitation, onGone }: Props) {
  const renewal = useRenewInvitation();
  const renew = () =>
    renewal.mutate(token, {
      onError: (error) => {
        if (error instanceof ApiError && error.status === 404) onGone();
      },
    });

  const account = <bdi>{invitation.account_name}</bdi>;
  if (!invitation.sends_mail) {
    return (
      <NarrowPage title="This invitation has expired" lead={<>The link to {account} has expired.</>}>
        <p>No email can be sent from here. Ask an administrator of {account} for a new link.</p>
      </NarrowPage>
    );
  }
  if (renewal.isSuccess) {
    return (
      <NarrowPage title="New link sent" lead="It was sent to the email that was invited.">
        <p role="status">Open the newest email. The link you used no longer works.</p>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage
      title="This invitation has expired"
      lead={<>The link to {account} has expired. Get a new one, sent to the email that was invited.</>}
    >
      <FormError>{renewal.error?.message}</FormError>
      <Button onClick={renew} loading={renewal.isPending} fullWidth>
        Send a new link
      </Button>
    </NarrowPage>
  );
}
