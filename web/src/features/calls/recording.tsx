import { useQuery } from "@tanstack/react-query";
import { Suspense, useState, type Ref } from "react";
import { waveformQuery } from "../../api/calls";
import type { Call } from "../../api/schema";
import { lazyPart } from "../../lib/lazy-part";
import { platformNames } from "../../shared/connections/platforms";
import { ErrorNotice } from "../../shared/requests/error-notice";
import { NoAccess } from "../../shared/session/no-access";
import { useSession } from "../../shared/session/session-context";
import type { PlayerControl } from "./recording-player";
import styles from "./recording.module.css";

const RecordingPlayer = lazyPart(async () => (await import("./recording-player")).RecordingPlayer);

interface Props {
  call: Call;
  player: Ref<PlayerControl>;
  onTime: (seconds: number) => void;
  onPlaying: (playing: boolean) => void;
  onBroken: () => void;
}

/** The audio of a call, or why there is none. The audio is not requested if the caller may not listen to it. */
export function Recording({ call, player, onTime, onPlaying, onBroken }: Props) {
  const { permissions } = useSession();
  const isAvailable = call.recording_status === "available";
  // `can` does not include "listen" before the recording is available.
  const mayListen = isAvailable ? call.can.includes("listen") : permissions.view_recordings;
  const [couldListen] = useState(mayListen);
  const waveform = useQuery({ ...waveformQuery(call.id), enabled: mayListen && isAvailable });

  if (call.recording_status === "none") return <p className={styles.none}>{describeMissingRecording(call)}</p>;
  if (!mayListen) {
    return (
      <div role={couldListen ? "alert" : undefined}>
        <NoAccess>
          {couldListen ? "You no longer have access to recordings." : "You don’t have access to recordings."}
        </NoAccess>
      </div>
    );
  }
  if (!isAvailable) return <p className={styles.none}>{describeMissingRecording(call)}</p>;
  if (waveform.isError) return <ErrorNotice error={waveform.error} onTryAgain={() => void waveform.refetch()} />;
  return (
    <section aria-label="Recording" className={styles.recording}>
      <Suspense>
        {waveform.isSuccess && (
          <RecordingPlayer
            ref={player}
            callId={call.id}
            waveform={waveform.data}
            onTime={onTime}
            onPlaying={onPlaying}
            onBroken={onBroken}
          />
        )}
      </Suspense>
    </section>
  );
}

function describeMissingRecording({ recording_status, recording_problem, status, platform }: Call): string {
  if (recording_status === "waiting") {
    const source = platform ? platformNames[platform] : "the platform";
    return `The recording is being copied from ${source}. It appears here when it is ready.`;
  }
  if (recording_status === "failed") {
    const source = platform ? ` from ${platformNames[platform]}` : "";
    return `The recording${source} is not available${recording_problem ? `: ${recording_problem}` : "."}`;
  }
  return status === "ongoing" ? "The recording appears after the call ends." : "This call has no recording.";
}
