import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress, type List } from "./list";
import { callListsKey, callsKey } from "./query-keys";
import type { CallSummary, operations } from "./schema";

type CallsQuery = NonNullable<operations["listCalls"]["parameters"]["query"]>;
export type CallFilter = Omit<CallsQuery, "cursor" | "limit">;

/** How often figures are counted again while they are shown, in milliseconds. */
const figuresPeriod = 60_000;

export function callsQuery(query: CallsQuery) {
  return queryOptions({
    queryKey: [...callListsKey, query],
    queryFn: ({ signal }): Promise<List<CallSummary>> =>
      getData(client.GET("/api/v1/calls", { params: { query }, signal })) as Promise<List<CallSummary>>,
    placeholderData: keepPreviousData,
  });
}

/** How many calls match, up to a limit of the server. Not counted again for each new call. */
export function callCountQuery(filter: CallFilter) {
  return queryOptions({
    queryKey: [...callsKey, "count", filter],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/calls/count", { params: { query: filter }, signal })),
    refetchInterval: figuresPeriod,
    placeholderData: keepPreviousData,
  });
}

/** Calls per day, likewise. */
export function callDaysQuery(filter: CallFilter) {
  return queryOptions({
    queryKey: [...callsKey, "days", filter],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/calls/days", { params: { query: filter }, signal })),
    refetchInterval: figuresPeriod,
    placeholderData: keepPreviousData,
  });
}

/** The calls before and after one in a list. */
export function callNeighboursQuery(id: string, filter: CallFilter) {
  return queryOptions({
    queryKey: [...callListsKey, "neighbours", id, filter],
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/calls/{id}/neighbours", { params: { path: { id }, query: filter }, signal })),
  });
}

/** The address of the list as a CSV file. */
export function getCallsFile(filter: CallFilter): string {
  return buildAddress("/api/v1/calls.csv", filter);
}

export function callQuery(id: string) {
  return queryOptions({
    queryKey: [...callsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/calls/{id}", { params: { path: { id } }, signal })),
    // Its `can` says whether the caller may listen, so it is always read again.
    staleTime: 0,
  });
}

/** A recording never changes. */
export function waveformQuery(callId: string) {
  return queryOptions({
    queryKey: [...callsKey, "waveform", callId],
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/calls/{id}/waveform", { params: { path: { id: callId } }, signal })),
    staleTime: Infinity,
  });
}

/** The address of the audio of a call. */
export function getRecordingAddress(callId: string): string {
  return `/api/v1/calls/${encodeURIComponent(callId)}/recording`;
}

/** The address of the audio as a download. */
export function getRecordingFile(callId: string): string {
  return buildAddress(getRecordingAddress(callId), { download: true });
}
