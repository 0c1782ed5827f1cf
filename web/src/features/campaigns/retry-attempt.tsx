import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { useRetryAttempt } from "../../api/campaign-changes";
import type { Attempt, Campaign } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

type ReasonToAsk = "unknown" | "declined" | "marked_as_spam";

const reasonsToAsk = {
  unknown: (name) => (
    <>It is not known whether {name} was called. Check the platform first, or the same person may be called twice.</>
  ),
  declined: (name) => <>{name} declined the call. Call again only if you know that another call is welcome.</>,
  marked_as_spam: (name) => (
    <>The call to {name} was marked as spam. Call again only if you know that another call is welcome.</>
  ),
} satisfies Record<ReasonToAsk, (name: ReactNode) => ReactNode>;

/** Why somebody might not want to be called again; null if nothing is known against it. */
function getReasonToAsk({ state, outcome }: Attempt): ReasonToAsk | null {
  if (state === "unknown") return "unknown";
  return outcome === "declined" || outcome === "marked_as_spam" ? outcome : null;
}

const getName = ({ contact, phone_text }: Attempt) => contact?.name ?? phone_text ?? "the contact";

/** Plans another call to the contact of an attempt. Whether it may be called is checked again before that call. */
function useRetry(campaign: Campaign, attempt: Attempt, onPlanned?: () => void) {
  return useRetryAttempt(campaign.id, () => {
    onPlanned?.();
    const another = attempt.state === "skipped" ? "A" : "Another";
    notifications.show({ message: `${another} call to ${getName(attempt)} is planned.` });
  });
}

interface ButtonProps {
  campaign: Campaign;
  attempt: Attempt;
  /** Asks first: the contact may have been called already, or did not want to be. */
  onAsk: (attempt: Attempt) => void;
}

export function RetryButton({ campaign, attempt, onAsk }: ButtonProps) {
  const retry = useRetry(campaign, attempt);
  const name = getName(attempt);
  const isSkipped = attempt.state === "skipped";
  // The column has no room for a reason.
  const showError = ({ message }: Error) => notifications.show({ message, color: "red", autoClose: false });
  const retryOrAsk = () => {
    if (getReasonToAsk(attempt)) onAsk(attempt);
    else retry.mutate(attempt.id, { onError: showError });
  };
  return (
    <Button
      variant="default"
      size="xs"
      loading={retry.isPending}
      aria-label={isSkipped ? `Call ${name}` : `Call ${name} again`}
      onClick={retryOrAsk}
    >
      {isSkipped ? "Call" : "Call again"}
    </Button>
  );
}

interface QuestionProps {
  campaign: Campaign;
  attempt: Attempt;
  opened: boolean;
  onClose: () => void;
}

/** The question before another call: one for all rows, so that it stays when a refresh moves the row to another page. */
export function RetryQuestion({ campaign, attempt, opened, onClose }: QuestionProps) {
  const retry = useRetry(campaign, attempt, onClose);
  const reason = getReasonToAsk(attempt);
  const name = getName(attempt);
  return (
    <ConfirmDialog
      title={`Call ${name} again?`}
      submit="Call again"
      opened={opened}
      onClose={() => {
        onClose();
        retry.reset();
      }}
      mutation={{ ...retry, mutate: () => retry.mutate(attempt.id) }}
    >
      {reason && reasonsToAsk[reason](<bdi>{name}</bdi>)}
    </ConfirmDialog>
  );
}
