import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { readAll, type List } from "./list";
import { agentListsKey, agentsKey, companiesKey } from "./query-keys";
import type { Agent, AgentSummary, CreateAgent, operations, UpdateAgent } from "./schema";

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
      void queryClient.invalidateQueries({ queryKey: agentListsKey });
      void queryClient.invalidateQueries({ queryKey: allAgentsQuery.queryKey });
      // Saving publishes a version.
      void queryClient.invalidateQueries({ queryKey: getConfigurationKey(agent.id) });
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
      Promise.all([
        queryClient.invalidateQueries({ queryKey: agentListsKey }),
        queryClient.invalidateQueries({ queryKey: allAgentsQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: companiesKey }),
      ]),
  });
}
