import { Button } from "@mantine/core";
import { ApiError } from "../../api/api-error";
import { Message } from "../../components/feedback/message";

interface Props {
  error: Error;
  onTryAgain: () => void;
}

/** A request failed: why, and a button to try again. */
export function ErrorNotice({ error, onTryAgain }: Props) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  // What is wrong with a filter is said at its field.
  const reasons = error instanceof ApiError ? Object.values(error.fields).join(" ") : "";
  return (
    <div role="alert">
      <Message
        title="This could not be loaded"
        action={
          <Button variant="default" onClick={onTryAgain}>
            Try again
          </Button>
        }
      >
        <p>{reasons || error.message}</p>
        {requestId && <p>Request {requestId}</p>}
      </Message>
    </div>
  );
}
