import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ApiError } from "../../api/api-error";
import { Message } from "../../components/feedback/message";
import { withCursor, type ListSearch } from "./list-search";

/** Whether a page of a list was refused because of its address: the cursor of an old link may no longer be valid. */
export function isInvalidCursor(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 422 || error.status === 400);
}

/** In place of a page after the first whose cursor is no longer valid. */
export function InvalidCursor({ search }: { search: ListSearch }) {
  return (
    <Message
      title="This page no longer exists"
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="." search={withCursor(search, undefined) as never} {...props} />}
        >
          Go to the first page
        </Button>
      }
    >
      The list has changed since this link was created.
    </Message>
  );
}
