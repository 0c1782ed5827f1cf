import type { CampaignState } from "../../api/schema";

/** In a file of its own, since the addresses of all pages are read by code that is loaded first. */
export const stateWords = {
  draft: "Draft",
  scheduled: "Scheduled",
  active: "Active",
  paused: "Paused",
  completed: "Completed",
  cancelled: "Cancelled",
} satisfies Record<CampaignState, string>;
