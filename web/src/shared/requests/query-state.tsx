import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { Message } from "../../components/feedback/message";
import { ErrorNotice } from "./error-notice";

interface Props<Data> {
  query: UseQueryResult<Data>;
  /** Shown while the data is loading. */
  skeleton: React.ReactNode;
  /** Shown for a 404, in place of the error message. */
  notFound?: React.ReactNode;
  children: (data: Data) => React.ReactNode;
}

/** The states of a query: loading, no access, not found, failed, loaded. */
export function QueryState<Data>({ query, skeleton, notFound, children }: Props<Data>) {
  const error = useFailure(query);
  if (query.isSuccess) return children(query.data);
  if (!error) return skeleton;
  // The API says who can grant it.
  if (error instanceof ApiError && error.status === 403) return <Message title="No access">{error.message}</Message>;
  if (error instanceof ApiError && error.status === 404) {
    return notFound ?? <Message title="Not found">{error.message}</Message>;
  }
  // Data that was loaded before stays visible when a later refresh fails.
  if (query.data !== undefined) return children(query.data);
  return <ErrorNotice error={error} onTryAgain={() => void query.refetch()} />;
}

/** Why the query has failed, also while it is read again. */
function useFailure<Data>({ error, isPending, errorUpdateCount }: UseQueryResult<Data>): Error | null {
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  return isPending && errorUpdateCount > 0 ? last : error;
}
