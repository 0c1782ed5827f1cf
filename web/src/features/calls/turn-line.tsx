import { memo } from "react";
import type { Turn } from "../../api/schema";
import { clockTime } from "../../lib/duration";
import styles from "./transcript.module.css";

interface Props {
  turn: Turn;
  speaker: string;
  isCurrent: boolean;
  onSeek?: (seconds: number) => void;
}

/** What one of the two said at once. A click anywhere on it seeks, unless it marks words; the time is its button. */
export const TurnLine = memo(function TurnLine({ turn, speaker, isCurrent, onSeek }: Props) {
  const { role, text, start_seconds: start } = turn;
  const seek = onSeek && start !== null ? () => onSeek(start) : undefined;
  const clicked = () => {
    if (window.getSelection()?.isCollapsed !== false) seek?.();
  };
  return (
    <li
      className={styles.turn}
      data-role={role}
      data-seeks={seek !== undefined}
      aria-current={isCurrent || undefined}
      onClick={clicked}
    >
      <div className={styles.head}>
        <bdi className={styles.speaker}>{speaker}</bdi>
        {start !== null &&
          (seek ? (
            <button type="button" className={styles.time} aria-label={`Play from ${clockTime(start)}`}>
              {clockTime(start)}
            </button>
          ) : (
            <span className={styles.time}>{clockTime(start)}</span>
          ))}
      </div>
      <div dir="auto" className={styles.text}>
        {text}
      </div>
    </li>
  );
});
