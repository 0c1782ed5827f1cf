import type { UseQueryResult } from "@tanstack/react-query";
import { ApiError } from "../api/api-error";
import { ErrorNotice } from "./error-notice";
import { Message } from "./message";
import { NoAccess } from "./no-access";

interface Props<Data> {
  query: UseQueryResult<Data>;
  /** Stands in the place of what is being read. */
  skeleton: React.ReactNode;
  /** What a 404 says, where the generic sentence is too little. */
  notFound?: React.ReactNode;
  children: (data: Data) => React.ReactNode;
}

/** The states that every reading has: loading, refused, failed, there. */
export function QueryState<Data>({ query, skeleton, notFound, children }: Props<Data>) {
  if (query.isSuccess) return children(query.data);
  if (query.isPending) return skeleton;
  if (query.error instanceof ApiError && query.error.status === 403) return <NoAccess>{query.error.message}</NoAccess>;
  if (query.error instanceof ApiError && query.error.status === 404) {
    return notFound ?? <Message title="Not found">{query.error.message}</Message>;
  }
  // What was read before stays in sight: a page that worked does not vanish because a later look failed.
  if (query.data !== undefined) return children(query.data);
  return <ErrorNotice error={query.error} onTryAgain={() => void query.refetch()} />;
}
