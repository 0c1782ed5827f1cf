import { memo, useEffect, useRef } from "react";
import type { Call, Turn, TurnRole } from "../../api/schema";
import { formatDate, formatDuration } from "../../lib/times";
import styles from "./transcript.module.css";

interface Props {
  call: Call;
  /** The index of the turn that is being played. */
  current: number | null;
  /** Absent if there is no audio to play. */
  onSeek?: (seconds: number) => void;
}

/** The turns of a call, in step with the audio. */
export function Transcript({ call, current, onSeek }: Props) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (current === null) return;
    list.current?.children[current]?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [current]);
  const speakers = { agent: call.agent_name, caller: "Caller", tool: "Tool" } satisfies Record<TurnRole, string>;

  return (
    <section aria-labelledby="transcript">
      <h2 id="transcript" className={styles.title}>
        Transcript
      </h2>
      {call.transcript.length === 0 ? (
        <p className={styles.none}>{describeMissing(call)}</p>
      ) : (
        <ol ref={list} className={styles.turns}>
          {call.transcript.map((turn, index) => (
            <TurnItem
              key={index}
              turn={turn}
              speaker={speakers[turn.role]}
              isCurrent={index === current}
              onSeek={onSeek}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Why a call has no transcript. */
function describeMissing({ status, erased_at }: Call): string {
  if (erased_at) return `Erased with the phone number on ${formatDate(new Date(erased_at))}.`;
  return status === "ongoing" ? "The transcript appears when the call ends." : "The platform sent no transcript.";
}

interface TurnProps {
  turn: Turn;
  speaker: string;
  isCurrent: boolean;
  onSeek?: (seconds: number) => void;
}

/** One turn. A click anywhere on it seeks, unless it selects text; its time is a button for the keyboard. */
const TurnItem = memo(function TurnItem({ turn, speaker, isCurrent, onSeek }: TurnProps) {
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
        {text}
      </div>
    </li>
  );
});

/** The index of the last turn that has started at a moment of the audio. Turns without a time are skipped. */
export function findTurnAt(turns: readonly Turn[], seconds: number): number | null {
  let current: number | null = null;
  let latestStart = -Infinity;
  turns.forEach(({ start_seconds: start }, index) => {
    if (start === null || start > seconds || start < latestStart) return;
    current = index;
    latestStart = start;
  });
  return current;
}
