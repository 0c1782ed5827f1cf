import type { UseQueryResult } from "@tanstack/react-query";
import { ApiError } from "../../api/api-error";
import { Message } from "../../components/feedback/message";
import { NoAccess } from "../session/no-access";
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
  if (query.isSuccess) return children(query.data);
  if (query.isPending) return skeleton;
  if (query.error instanceof ApiError && query.error.status === 403) return <NoAccess>{query.error.message}</NoAccess>;
  if (query.error instanceof ApiError && query.error.status === 404) {
    return notFound ?? <Message title="Not found">{query.error.message}</Message>;
  }
  // Data that was loaded before stays visible when a later refresh fails.
  if (query.data !== undefined) return children(query.data);
  return <ErrorNotice error={query.error} onTryAgain={() => void query.refetch()} />;
}
