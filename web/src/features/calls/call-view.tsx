import { useRef, useState } from "react";
import type { Call } from "../../api/schema";
import { CallFacts } from "./call-facts";
import styles from "./call-view.module.css";
import type { PlayerControl } from "./player-control";
import { Recording } from "./recording";
import { Transcript } from "./transcript";
import { turnAt } from "./turns";

interface Props {
  call: Call;
  onPlaying: (playing: boolean) => void;
  /** The audio has ended before its end. */
  onBroken: () => void;
}

/** What was said beside the audio, in step, and what is known of the call. */
export function CallView({ call, onPlaying, onBroken }: Props) {
  const player = useRef<PlayerControl>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const mayHear = call.can.includes("listen") && call.recording_status === "available";

  return (
    <div className={styles.call}>
      <div className={styles.side}>
        <Recording
          call={call}
          player={player}
          onTime={(seconds) => setCurrent(turnAt(call.transcript, seconds))}
          onPlaying={onPlaying}
          onBroken={onBroken}
        />
        {call.summary && (
          <section aria-labelledby="summary">
            <h2 id="summary" className={styles.title}>
              Summary
            </h2>
            <p dir="auto" className={styles.summary}>
              {call.summary}
            </p>
          </section>
        )}
        <CallFacts call={call} />
      </div>
      <Transcript
        call={call}
        current={mayHear ? current : null}
        onSeek={mayHear ? (seconds) => player.current?.seek(seconds) : undefined}
      />
    </div>
  );
}
