import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress, type List } from "./list";
import { agentNumbersKey, campaignsKey } from "./query-keys";
import type { Attempt, Campaign, operations } from "./schema";

type CampaignsQuery = NonNullable<operations["listCampaigns"]["parameters"]["query"]>;
export type CampaignSort = NonNullable<CampaignsQuery["sort"]>;

type AttemptsQuery = NonNullable<operations["listCampaignAttempts"]["parameters"]["query"]>;

export const campaignListsKey = [...campaignsKey, "list"] as const;

/** How often campaigns that call are read again, in milliseconds. */
const refetchPeriod = 3_000;
const slowRefetchPeriod = 15_000;

/**
 * Whether the campaign changes by itself. A paused one may still have calls that have not ended, and of a cancelled one
 * planned calls may still be taken back.
 */
export function isRunning({ state, progress, audience }: Pick<Campaign, "state" | "progress" | "audience">): boolean {
  return state === "active" || state === "scheduled" || progress.open > 0 || audience.state === "in_progress";
}

export function campaignsQuery(query: CampaignsQuery) {
  return queryOptions({
    queryKey: [...campaignListsKey, query],
    queryFn: ({ signal }): Promise<List<Campaign>> =>
      getData(client.GET("/api/v1/campaigns", { params: { query }, signal })) as Promise<List<Campaign>>,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? slowRefetchPeriod : false),
  });
}

export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: [...campaignsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/campaigns/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data ? (isRunning(state.data) ? refetchPeriod : state.data.state === "paused" && slowRefetchPeriod) : false,
  });
}

/** The last calls of a campaign, planned and made. They are read again as often as the campaign. */
export function attemptsQuery(campaign: Campaign, query: AttemptsQuery) {
  return queryOptions({
    queryKey: [...campaignsKey, "attempts", campaign.id, query],
    queryFn: ({ signal }): Promise<List<Attempt>> =>
      getData(
        client.GET("/api/v1/campaigns/{id}/attempts", { params: { path: { id: campaign.id }, query }, signal }),
      ) as Promise<List<Attempt>>,
    placeholderData: keepPreviousData,
    refetchInterval: isRunning(campaign) ? refetchPeriod : false,
  });
}

/** The address of the calls of a campaign as a CSV file. */
export function getAttemptsFile({ id }: Campaign, filter: { state: AttemptsQuery["state"] }): string {
  return buildAddress(`/api/v1/campaigns/${encodeURIComponent(id)}/attempts.csv`, filter);
}

/** How many contacts of a draft would be called. It depends on what was saved last. */
export function audienceQuery({ id, etag }: Campaign) {
  return queryOptions({
    queryKey: [...campaignsKey, "audience", id, etag],
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/campaigns/{id}/audience", { params: { path: { id } }, signal })),
    // Contacts and lists change meanwhile.
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** All contacts of the audience, counted. It takes a while if there are many, so it is read on request alone. */
export function exactAudienceQuery({ id, etag }: Campaign) {
  return queryOptions({
    queryKey: [...campaignsKey, "exact-audience", id, etag],
    queryFn: ({ signal }) =>
      getData(
        client.GET("/api/v1/campaigns/{id}/audience", {
          params: { path: { id }, query: { count: "exact" } },
          signal,
        }),
      ),
    enabled: false,
    staleTime: 0,
  });
}

/** A draft and its audience as they are now, to be shown before it is launched. */
export function useLaunchQuery({ id }: Campaign) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: [...campaignsKey, "launch", id],
    queryFn: async () => {
      const campaign = await queryClient.fetchQuery({ ...campaignQuery(id), staleTime: 0 });
      const exact = exactAudienceQuery(campaign);
      // Who has counted all contacts sees all of them counted again.
      const audience =
        queryClient.getQueryData(exact.queryKey) !== undefined
          ? await queryClient.fetchQuery(exact)
          : await queryClient.fetchQuery(audienceQuery(campaign));
      return { campaign, audience };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** What the agent is told about one contact, by the variables that were saved last. */
export function campaignPreviewQuery({ id, etag }: Campaign, contactId: string) {
  return queryOptions({
    queryKey: [...campaignsKey, "preview", id, etag, contactId],
    queryFn: async ({ signal }) =>
      (
        await getData(
          client.GET("/api/v1/campaigns/{id}/preview", {
            params: { path: { id }, query: { contact_id: contactId } },
            signal,
          }),
        )
      ).variables,
  });
}

/** The numbers that a campaign of an agent may call from, as its platforms list them now. */
export function agentNumbersQuery(agentId: string) {
  return queryOptions({
    queryKey: [...agentNumbersKey, agentId],
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/agents/{id}/phone-numbers", { params: { path: { id: agentId } }, signal })),
    staleTime: 60_000,
  });
}
