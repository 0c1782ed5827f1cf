import { memo } from "react";
import type { Turn } from "../../api/schema";
import { formatDuration } from "../../lib/times";
import type { Match } from "./transcript-matches";
import styles from "./transcript.module.css";

interface Props {
  turn: Turn;
  speaker: string;
  /** Whether it is being played. */
  isCurrent: boolean;
  /** The places in it that were searched for, and the one that the search is at. */
  matches: Match[];
  currentMatch: Match | undefined;
  onSeek?: (seconds: number) => void;
}

/** One turn. A click anywhere on it seeks, unless it selects text; its time is a button for the keyboard. */
export const TurnItem = memo(function TurnItem(props: Props) {
  const { turn, speaker, isCurrent, matches, currentMatch, onSeek } = props;
  const { role, text, start_seconds: start } = turn;
  const seek = onSeek && start !== null ? () => onSeek(start) : undefined;
  const seekUnlessSelecting = () => {
    if (window.getSelection()?.isCollapsed !== false) seek?.();
  };
  return (
    <li
      className={styles.turn}
      data-role={role}
      data-seeks={seek !== undefined}
      aria-current={isCurrent || undefined}
      onClick={seekUnlessSelecting}
    >
      <div className={styles.head}>
        <bdi className={styles.speaker}>{speaker}</bdi>
        {start !== null &&
          (seek ? (
            <button
              type="button"
              className={styles.time}
              aria-label={`Go to ${formatDuration(start)}`}
              onClick={(event) => {
                event.stopPropagation();
                seek();
              }}
            >
              {formatDuration(start)}
            </button>
          ) : (
            <span className={styles.time}>{formatDuration(start)}</span>
          ))}
      </div>
      <div dir="auto" className={styles.text}>
        <MarkedText text={text} matches={matches} current={currentMatch} />
      </div>
    </li>
  );
});

interface MarkedTextProps {
  text: string;
  matches: Match[];
  current: Match | undefined;
}

function MarkedText({ text, matches, current }: MarkedTextProps) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const match of matches) {
    parts.push(
      text.slice(at, match.start),
      <mark key={match.start} data-current={match === current || undefined}>
        {text.slice(match.start, match.end)}
      </mark>,
    );
    at = match.end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
