import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { readAll, type List } from "./list";
import type { Agent, AgentSummary, CreateAgent, operations, UpdateAgent } from "./schema";

type AgentsQuery = NonNullable<operations["listAgents"]["parameters"]["query"]>;
export type AgentSort = NonNullable<AgentsQuery["sort"]>;

export function agentsQuery(query: AgentsQuery) {
  return queryOptions({
    queryKey: ["agents", "list", query],
    queryFn: ({ signal }) => readAgents(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** Every agent of the caller, for choices. */
export const allAgentsQuery = queryOptions({
  queryKey: ["agents", "all"],
  queryFn: ({ signal }) => readAll((page) => readAgents(page, signal)),
});

export function agentQuery(id: string) {
  return queryOptions({
    queryKey: ["agents", "one", id],
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
      return queryClient.invalidateQueries({ queryKey: ["agents"] });
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
      void queryClient.invalidateQueries({ queryKey: ["agents", "list"] });
      void queryClient.invalidateQueries({ queryKey: ["agents", "all"] });
      // Saving publishes a version.
      void queryClient.invalidateQueries({ queryKey: ["agents", "configuration", agent.id] });
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
        queryClient.invalidateQueries({ queryKey: ["agents", "list"] }),
        queryClient.invalidateQueries({ queryKey: ["agents", "all"] }),
        queryClient.invalidateQueries({ queryKey: ["companies"] }),
      ]),
  });
}
