import type { Campaign } from "../../api/schema";
import { useTimeZone } from "../../components/text/time-zone";
import { describePause } from "./campaign-words";
import { stateWords } from "./state-words";
import styles from "./campaigns.module.css";
import { describeWait } from "./waiting-words";

/** The state of a campaign, and under it why it makes no calls now. */
export function CampaignStatus({ campaign }: { campaign: Campaign }) {
  const { state } = campaign;
  const reason = describeReason(campaign, useTimeZone());
  return (
    <div className={styles.status}>
      <div data-state={state}>{stateWords[state]}</div>
      {reason && <div className={styles.reason}>{reason}</div>}
    </div>
  );
}

/** Why a campaign makes no calls now; undefined where it does, or where its state says it. */
export function describeReason(
  { state, pause, waiting }: Campaign,
  accountZone: string | undefined,
): string | undefined {
  if (state === "paused") return pause && pause.reason !== "by_member" ? describePause(pause) : undefined;
  return waiting && (state === "active" || state === "scheduled")
    ? describeWait(waiting, new Date(), accountZone)
    : undefined;
}
