import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress, type List } from "./list";
import type { CallSummary, operations } from "./schema";

type CallsQuery = NonNullable<operations["listCalls"]["parameters"]["query"]>;
export type CallFilter = Omit<CallsQuery, "cursor" | "limit">;

export const callsKey = ["calls", "list"] as const;

export function callsQuery(query: CallsQuery) {
  return queryOptions({
    queryKey: [...callsKey, query],
    queryFn: ({ signal }): Promise<List<CallSummary>> =>
      getData(client.GET("/api/v1/calls", { params: { query }, signal })) as Promise<List<CallSummary>>,
    placeholderData: keepPreviousData,
  });
}

/** The address of the list as a CSV file. */
export function getCallsFile(filter: CallFilter): string {
  return buildAddress("/api/v1/calls.csv", filter);
}

export function callQuery(id: string) {
  return queryOptions({
    queryKey: ["calls", "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/calls/{id}", { params: { path: { id } }, signal })),
    // Its `can` says whether the caller may listen, so it is always read again.
    staleTime: 0,
  });
}

/** A recording never changes. */
export function waveformQuery(callId: string) {
  return queryOptions({
    queryKey: ["calls", "waveform", callId],
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
