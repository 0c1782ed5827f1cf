import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { ApiError } from "../../api/api-error";
import { Message } from "../../components/feedback/message";
import { ErrorNotice } from "../requests/error-notice";
import { withCursor, type ListSearch } from "./list-search";

interface Props {
  query: UseQueryResult;
  search: ListSearch;
}

/** The error of a page after the first. The cursor of an old link may no longer be valid. */
export function ListProblem({ query, search }: Props) {
  const isInvalidCursor = query.error instanceof ApiError && (query.error.status === 422 || query.error.status === 400);
  if (!isInvalidCursor) return <ErrorNotice error={query.error!} onTryAgain={() => void query.refetch()} />;
  return (
    <Message
      title="This page of the list is gone"
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="." search={withCursor(search, undefined) as never} {...props} />}
        >
          Go to the first page
        </Button>
      }
    >
      The list has changed since this address was made.
    </Message>
  );
}
