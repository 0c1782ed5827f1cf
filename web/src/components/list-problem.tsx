import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { ApiError } from "../api/api-error";
import { ErrorNotice } from "./error-notice";
import { atCursor, type ListSearch } from "./list-search";
import { Message } from "./message";

interface Props {
  query: UseQueryResult;
  search: ListSearch;
}

/** A page of a list that could not be read. An old link may hold a place that is no more. */
export function ListProblem({ query, search }: Props) {
  const isGone = query.error instanceof ApiError && (query.error.status === 422 || query.error.status === 400);
  if (!isGone) return <ErrorNotice error={query.error!} onTryAgain={() => void query.refetch()} />;
  return (
    <Message
      title="This page of the list is gone"
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="." search={atCursor(search, undefined) as never} {...props} />}
        >
          Go to the first page
        </Button>
      }
    >
      The list has changed since this address was made.
    </Message>
  );
}
