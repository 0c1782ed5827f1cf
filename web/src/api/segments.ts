import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { readAll, type List } from "./list";
import { campaignsKey, contactListsKey, segmentsKey } from "./query-keys";
import type { CreateSegment, operations, Segment, UpdateSegment } from "./schema";

type SegmentsQuery = NonNullable<operations["listSegments"]["parameters"]["query"]>;
export type SegmentSort = NonNullable<SegmentsQuery["sort"]>;

const segmentListsKey = [...segmentsKey, "list"] as const;

export function segmentsQuery(query: SegmentsQuery) {
  return queryOptions({
    queryKey: [...segmentListsKey, query],
    queryFn: ({ signal }) => readSegments(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** Every segment of a company, or of all companies of the caller, for choices. */
export function allSegmentsQuery(filter: Pick<SegmentsQuery, "company_id" | "kind">) {
  return queryOptions({
    queryKey: [...segmentsKey, "all", filter],
    queryFn: ({ signal }) => readAll((page) => readSegments({ ...filter, ...page }, signal)),
  });
}

function readSegments(query: SegmentsQuery, signal: AbortSignal): Promise<List<Segment>> {
  return getData(client.GET("/api/v1/segments", { params: { query }, signal })) as Promise<List<Segment>>;
}

export function segmentQuery(id: string) {
  return queryOptions({
    queryKey: [...segmentsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/segments/{id}", { params: { path: { id } }, signal })),
  });
}

/** Counts all contacts of a segment, which takes a while if there are many. */
export function useCountSegment(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      getData(client.GET("/api/v1/segments/{id}", { params: { path: { id }, query: { count: "exact" } } })),
    // The lists keep the count until they are read again.
    onSuccess: ({ count }) =>
      queryClient.setQueriesData<List<Segment>>(
        { queryKey: segmentListsKey },
        (list) => list && { ...list, items: list.items.map((item) => (item.id === id ? { ...item, count } : item)) },
      ),
  });
}

export function useCreateSegment() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: CreateSegment) => getData(client.POST("/api/v1/segments", { body })),
    onSuccess: refresh,
  });
}

export function useUpdateSegment() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ segment, changes }: { segment: Segment; changes: UpdateSegment }) =>
      getData(client.PATCH("/api/v1/segments/{id}", { params: ifUnchanged(segment), body: changes })),
    // Also after a refusal, so that the next attempt is based on the current segment.
    onSettled: refresh,
  });
}

export function useDeleteSegment(segment: Segment, onDeleted: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/segments/{id}", { params: ifUnchanged(segment) })),
    // Here, since the row with the button is gone once the list is read again.
    onSuccess: onDeleted,
    onSettled: refresh,
  });
}

/** Lists of contacts may be filtered by a segment, so they are read again too. */
function useRefresh() {
  const queryClient = useQueryClient();
  return () => invalidate(queryClient, [segmentsKey, campaignsKey, contactListsKey]);
}
