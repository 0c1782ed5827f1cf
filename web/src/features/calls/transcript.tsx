import { useEffect, useRef } from "react";
import type { Call } from "../../api/schema";
import styles from "./transcript.module.css";
import { TurnLine } from "./turn-line";

interface Props {
  call: Call;
  /** The turn that is heard now. */
  current: number | null;
  /** Absent where there is nothing to hear. */
  onSeek?: (seconds: number) => void;
}

/** What was said, in step with the audio. */
export function Transcript({ call, current, onSeek }: Props) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (current === null) return;
    list.current?.children[current]?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [current]);

  return (
    <section aria-labelledby="transcript">
      <h2 id="transcript" className={styles.title}>
        Transcript
      </h2>
      {call.transcript.length === 0 ? (
        <p className={styles.none}>
          {call.status === "ongoing" ? "It comes once the call has ended." : "The platform sent none for this call."}
        </p>
      ) : (
        <ol ref={list} className={styles.turns}>
          {call.transcript.map((turn, index) => (
            <TurnLine
              key={index}
              turn={turn}
              speaker={turn.role === "agent" ? call.agent_name : turn.role === "caller" ? "Caller" : "Tool"}
              isCurrent={index === current}
              onSeek={onSeek}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
