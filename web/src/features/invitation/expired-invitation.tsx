import { Button } from "@mantine/core";
import { ApiError } from "../../api/api-error";
import { useRenewInvitation } from "../../api/invitations";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";

interface Props {
  token: string;
  accountName: string;
  /** The link is not known any more: it was replaced or revoked. */
  onGone: () => void;
}

/** The link has expired. A new one is sent only to the address that was invited. */
export function ExpiredInvitation({ token, accountName, onGone }: Props) {
  const renewal = useRenewInvitation();
  const renew = () =>
    renewal.mutate(token, {
      onError: (error) => {
        if (error instanceof ApiError && error.status === 404) onGone();
      },
    });

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
      lead={
        <>
          The link to <bdi>{accountName}</bdi> has expired. Get a new one, sent to the email that was invited.
        </>
      }
    >
      <FormError>{renewal.error?.message}</FormError>
      <Button onClick={renew} loading={renewal.isPending} fullWidth>
        Send a new link
      </Button>
    </NarrowPage>
  );
}
