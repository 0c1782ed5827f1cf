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
      <NarrowPage title="A fresh link is on its way" lead="It goes to the e-mail address that was invited.">
        <p role="status">Open the newest mail: the link that you came by has stopped working.</p>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage
      title="This invitation has expired"
      lead={
        <>
          The link to <bdi>{accountName}</bdi> is too old. You can have a fresh one, sent to the address that was
          invited.
        </>
      }
    >
      <FormError>{renewal.error?.message}</FormError>
      <Button onClick={renew} loading={renewal.isPending} fullWidth>
        Send a fresh link
      </Button>
    </NarrowPage>
  );
}
