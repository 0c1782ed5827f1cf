import { useMutation, useQueryClient } from "@tanstack/react-query";
import { campaignListsKey, campaignQuery } from "./campaigns";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { campaignsKey } from "./query-keys";
import type { Campaign, CreateCampaign, UpdateCampaign } from "./schema";

export function useCreateCampaign() {
  const store = useStore();
  return useMutation({
    mutationFn: (body: CreateCampaign) => getData(client.POST("/api/v1/campaigns", { body })),
    // The webhook secret is answered this once, and is not kept.
    onSuccess: (campaign) => store.onSuccess({ ...campaign, webhook_secret: undefined }),
  });
}

export function useUpdateCampaign() {
  const store = useStore();
  return useMutation({
    mutationFn: ({ campaign, changes }: { campaign: Campaign; changes: UpdateCampaign }) =>
      getData(client.PATCH("/api/v1/campaigns/{id}", { params: ifUnchanged(campaign), body: changes })),
    onSuccess: store.onSuccess,
    onError: (_error, { campaign }) => store.onError(campaign.id),
  });
}

export function useDeleteCampaign(campaign: Campaign) {
  const queryClient = useQueryClient();
  const store = useStore();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/campaigns/{id}", { params: ifUnchanged(campaign) })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: campaignListsKey }),
    onError: () => store.onError(campaign.id),
  });
}

export type CampaignStep = "launch" | "pause" | "resume" | "cancel";

/** Launches, pauses, resumes or cancels. */
export function useStepCampaign({ id, etag }: Campaign, step: CampaignStep) {
  const store = useStore();
  // Calls begin by what the caller has seen, or not at all.
  const headers = step === "launch" || step === "resume" ? { "If-Match": etag } : {};
  return useMutation({
    mutationFn: () => getData(client.POST(`/api/v1/campaigns/{id}/${step}`, { params: { path: { id } }, headers })),
    onSuccess: store.onSuccess,
    onError: () => store.onError(id),
  });
}

/** Plans another call to the contact of an attempt. */
export function useRetryAttempt(campaignId: string, onPlanned: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (attempt: string) =>
      getData(
        client.POST("/api/v1/campaigns/{id}/attempts/{attempt}/retry", {
          params: { path: { id: campaignId, attempt } },
        }),
      ),
    // Here, since the button of the attempt is gone once the attempts are read again.
    onSuccess: onPlanned,
    onSettled: () =>
      invalidate(queryClient, [[...campaignsKey, "attempts", campaignId], campaignQuery(campaignId).queryKey]),
  });
}

/** Makes another webhook secret. It is answered this once. */
export function useCreateWebhookSecret(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.POST("/api/v1/campaigns/{id}/webhook-secret", { params: { path: { id } } })),
    // The campaign has another version with it, which the next change must be based on.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: campaignQuery(id).queryKey }),
  });
}

/** Keeps the campaign as a write has returned it; after a refusal it is read again. */
function useStore() {
  const queryClient = useQueryClient();
  return {
    onSuccess: (campaign: Campaign) => {
      queryClient.setQueryData(campaignQuery(campaign.id).queryKey, campaign);
      void queryClient.invalidateQueries({ queryKey: campaignListsKey });
      void queryClient.invalidateQueries({ queryKey: [...campaignsKey, "attempts", campaign.id] });
    },
    onError: (id: string) => queryClient.invalidateQueries({ queryKey: campaignQuery(id).queryKey }),
  };
}
