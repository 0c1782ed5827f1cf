import type { CampaignStep } from "../../api/campaign-changes";
import type { CampaignState } from "../../api/schema";
import { isEditConflict, sortRefusal } from "../../shared/requests/refusal";
import { stateWords } from "./state-words";

const stepWords = {
  launch: { done: "launched", from: "draft" },
  resume: { done: "resumed", from: "paused" },
} satisfies Partial<Record<CampaignStep, { done: string; from: CampaignState }>>;

/** Why a campaign was not launched or resumed, by the state that it has now. */
export function describeRefusedStep(error: Error, step: keyof typeof stepWords, state: CampaignState): string | null {
  if (!isEditConflict(error)) return sortRefusal(error, []).rest;
  const { done, from } = stepWords[step];
  return state === from
    ? `Not ${done}: someone else has changed this campaign. Check it, then try again.`
    : `Not ${done}: someone else has changed this campaign. It is now ${stateWords[state].toLowerCase()}.`;
}
