import type { Campaign } from "../../api/schema";
import { describeReached, getProgress } from "./campaign-words";
import styles from "./campaigns.module.css";

interface Props {
  campaign: Campaign;
  /** The accessible name. */
  label: string;
}

/** How many of the calls that are known today are done with. */
export function ProgressBar({ campaign, label }: Props) {
  const { percent } = getProgress(campaign);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent}%, ${describeReached(campaign)}`}
      className={styles.progress}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}
