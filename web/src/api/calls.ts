import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, client } from "./client";
import { fileAddress, type List } from "./list";
import type { CallSummary, operations } from "./schema";

type CallsQuery = NonNullable<operations["listCalls"]["parameters"]["query"]>;
export type CallFilter = Omit<CallsQuery, "cursor" | "limit">;

export const callsKey = ["calls", "list"] as const;

export function callsQuery(query: CallsQuery) {
  return queryOptions({
    queryKey: [...callsKey, query],
    queryFn: ({ signal }): Promise<List<CallSummary>> =>
      answer(client.GET("/api/v1/calls", { params: { query }, signal })) as Promise<List<CallSummary>>,
    placeholderData: keepPreviousData,
  });
}

/** Where all that the list shows is to be had as a file. */
export function callsFile(filter: CallFilter): string {
  return fileAddress("/api/v1/calls.csv", filter);
}

export function callQuery(id: string) {
  return queryOptions({
    queryKey: ["calls", "one", id],
    queryFn: ({ signal }) => answer(client.GET("/api/v1/calls/{id}", { params: { path: { id } }, signal })),
    // Whether its audio may be heard is asked anew at each look.
    staleTime: 0,
  });
}

/** A recording never changes. */
export function waveformQuery(callId: string) {
  return queryOptions({
    queryKey: ["calls", "waveform", callId],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/v1/calls/{id}/waveform", { params: { path: { id: callId } }, signal })),
    staleTime: Infinity,
  });
}

/** Where the audio of a call is. */
export function recordingAddress(callId: string): string {
  return `/api/v1/calls/${encodeURIComponent(callId)}/recording`;
}

/** The same as a file to keep. */
export function recordingFile(callId: string): string {
  return fileAddress(recordingAddress(callId), { download: true });
}
