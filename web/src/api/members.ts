import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "./client";
import type { List } from "./list";
import type { CreateMember, MemberSummary, operations } from "./schema";

type MembersQuery = NonNullable<operations["listMembers"]["parameters"]["query"]>;
export type MemberSort = NonNullable<MembersQuery["sort"]>;

export function membersQuery(query: MembersQuery) {
  return queryOptions({
    queryKey: ["members", query],
    queryFn: ({ signal }): Promise<List<MemberSummary>> =>
      answer(client.GET("/api/v1/members", { params: { query }, signal })) as Promise<List<MemberSummary>>,
    placeholderData: keepPreviousData,
  });
}

export function useCreateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateMember) => answer(client.POST("/api/v1/members", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["members"] }),
  });
}
