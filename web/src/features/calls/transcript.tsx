import { useEffect, useMemo, useRef, useState } from "react";
import type { Call, Turn, TurnRole } from "../../api/schema";
import { CopyButton } from "../../components/form/copy-button";
import { Moment } from "../../components/text/moment";
import { formatDuration } from "../../lib/times";
import { findMatches } from "./transcript-matches";
import { TranscriptSearch } from "./transcript-search";
import styles from "./transcript.module.css";
import { TurnItem } from "./turn-item";
import { useFollowedTurn } from "./use-followed-turn";

interface Props {
  call: Call;
  /** The index of the turn that is being played. */
  current: number | null;
  /** What is searched for at first. */
  searched: string;
  /** Absent if there is no audio to play. */
  onSeek?: (seconds: number) => void;
}

/** The turns of a call, in step with the audio. */
export function Transcript({ call, current, searched, onSeek }: Props) {
  const list = useRef<HTMLOListElement>(null);
  useFollowedTurn(list, current);

  const turns = call.transcript;
  const [text, setText] = useState(searched);
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findMatches(turns, text), [turns, text]);
  const matchesOfTurns = useMemo(
    () => turns.map((_, index) => matches.filter(({ turn }) => turn === index)),
    [turns, matches],
  );
  const currentMatch = matches[Math.min(at, matches.length - 1)];
  // Not when the page opens: it begins at its top.
  const shownMatch = useRef(currentMatch);
  useEffect(() => {
    if (currentMatch === shownMatch.current) return;
    shownMatch.current = currentMatch;
    list.current?.querySelector("mark[data-current]")?.scrollIntoView({ block: "nearest" });
  }, [currentMatch]);

  return (
    <section aria-labelledby="transcript">
      <div className={styles.bar}>
        <h2 id="transcript" className={styles.title}>
          Transcript
        </h2>
        {turns.length > 0 && (
          <>
            <TranscriptSearch
              text={text}
              onText={(next) => {
                setText(next);
                setAt(0);
              }}
              count={matches.length}
              current={Math.max(0, Math.min(at, matches.length - 1))}
              onCurrent={setAt}
            />
            <CopyButton text={writeTranscript(call)} label="Copy transcript" />
          </>
        )}
      </div>
      {turns.length === 0 ? (
        <p className={styles.none}>{describeMissing(call)}</p>
      ) : (
        <ol ref={list} className={styles.turns}>
          {turns.map((turn, index) => (
            <TurnItem
              key={index}
              turn={turn}
              speaker={nameSpeaker(call, turn.role)}
              isCurrent={index === current}
              matches={matchesOfTurns[index]!}
              currentMatch={currentMatch?.turn === index ? currentMatch : undefined}
              onSeek={onSeek}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function nameSpeaker(call: Call, role: TurnRole): string {
  return { agent: call.agent_name, caller: "Caller", tool: "Tool" }[role];
}

/** As a text: "Reception (0:04): Good morning." for each turn. */
export function writeTranscript(call: Call): string {
  return call.transcript
    .map(({ role, text, start_seconds: start }) => {
      const time = start === null ? "" : ` (${formatDuration(start)})`;
      return `${nameSpeaker(call, role)}${time}: ${text}`;
    })
    .join("\n");
}

/** Why a call has no transcript. */
function describeMissing({ status, erased_at }: Call): React.ReactNode {
  if (erased_at) {
    return (
      <>
        Erased with the phone number on <Moment at={erased_at} as="date" />.
      </>
    );
  }
  return status === "ongoing" ? "The transcript appears when the call ends." : "The platform sent no transcript.";
}

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
