import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { readAll, type List } from "./list";
import {
  activityKey,
  agentListsKey,
  agentsKey,
  callsKey,
  campaignsKey,
  companiesKey,
  contactsKey,
  memberListsKey,
  oneMemberKey,
  usageKey,
} from "./query-keys";
import type { Agent, AgentAccess, AgentSummary, CreateAgent, operations, UpdateAgent } from "./schema";

type AgentsQuery = NonNullable<operations["listAgents"]["parameters"]["query"]>;
export type AgentSort = NonNullable<AgentsQuery["sort"]>;

export function agentsQuery(query: AgentsQuery) {
  return queryOptions({
    queryKey: [...agentListsKey, query],
    queryFn: ({ signal }) => readAgents(query, signal),
    placeholderData: keepPreviousData,
  });
}

export function getConfigurationKey(agentId: string) {
  return [...agentsKey, "configuration", agentId] as const;
}

/** Every agent of the caller, for choices. */
export const allAgentsQuery = queryOptions({
  queryKey: [...agentsKey, "all"],
  queryFn: ({ signal }) => readAll((page) => readAgents(page, signal)),
});

function getAccessKey(agentId: string) {
  return [...agentsKey, "access", agentId] as const;
}

/** Who has access to an agent, page by page. */
export function agentAccessQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: getAccessKey(id),
    queryFn: ({ pageParam, signal }): Promise<List<AgentAccess>> =>
      getData(
        client.GET("/api/v1/agents/{id}/access", {
          params: { path: { id }, query: { cursor: pageParam, limit: 50, total: true } },
          signal,
        }),
      ) as Promise<List<AgentAccess>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    // Members are changed on other pages.
    staleTime: 0,
  });
}

export function agentQuery(id: string) {
  return queryOptions({
    queryKey: [...agentsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/agents/{id}", { params: { path: { id } }, signal })),
  });
}

function readAgents(query: AgentsQuery, signal: AbortSignal): Promise<List<AgentSummary>> {
  return getData(client.GET("/api/v1/agents", { params: { query }, signal })) as Promise<List<AgentSummary>>;
}

export function useCreateAgent() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateAgent) => getData(client.POST("/api/v1/agents", { body })),
    onSuccess: (agent) => {
      queryClient.setQueryData(agentQuery(agent.id).queryKey, agent);
      void invalidate(queryClient, [companiesKey, activityKey, memberListsKey, oneMemberKey]);
      return queryClient.invalidateQueries({ queryKey: agentsKey });
    },
  });
}

export function useUpdateAgent() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ agent, changes }: { agent: Agent; changes: UpdateAgent }) =>
      getData(client.PATCH("/api/v1/agents/{id}", { params: ifUnchanged(agent), body: changes })),
    onSuccess: (agent) => {
      queryClient.setQueryData(agentQuery(agent.id).queryKey, agent);
      // Saving publishes a version. A name and a move to another company are shown and counted elsewhere too.
      void invalidate(queryClient, [
        agentListsKey,
        allAgentsQuery.queryKey,
        getConfigurationKey(agent.id),
        getAccessKey(agent.id),
        companiesKey,
        campaignsKey,
        contactsKey,
        callsKey,
        usageKey,
        activityKey,
        memberListsKey,
        oneMemberKey,
      ]);
    },
    onError: (_error, { agent }) => queryClient.invalidateQueries({ queryKey: agentQuery(agent.id).queryKey }),
  });
}

export function useDeleteAgent(agent: Agent) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/agents/{id}", { params: ifUnchanged(agent) })),
    // So that the next attempt is based on the current agent.
    onError: () => queryClient.invalidateQueries({ queryKey: agentQuery(agent.id).queryKey }),
    onSuccess: () =>
      invalidate(queryClient, [
        agentListsKey,
        allAgentsQuery.queryKey,
        companiesKey,
        campaignsKey,
        callsKey,
        activityKey,
        memberListsKey,
        oneMemberKey,
      ]),
  });
}
