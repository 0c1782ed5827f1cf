import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useRef, useState } from "react";
import { callQuery } from "../../api/calls";
import type { Call } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { Page } from "../../components/layout/page";
import { isPhoneNumber } from "../../lib/phone-text";
import { describeOtherParty } from "../../shared/calls/call-words";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { CallFacts } from "./call-facts";
import styles from "./call-page.module.css";
import { CallNeighbours } from "./call-neighbours";
import type { CallsSearch } from "./calls-search";
import { Recording } from "./recording";
import type { PlayerControl } from "./recording-player";
import { findTurnAt, Transcript } from "./transcript";

/** How often the call is read again while its audio plays or is being copied, in milliseconds. */
const refetchPeriod = 5_000;

/** One call. Its address has what the list shows that it was opened from. */
export function CallPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as CallsSearch;
  const [isPlaying, setIsPlaying] = useState(false);
  const call = useQuery({
    ...callQuery(id),
    refetchInterval: ({ state }) => (isPlaying || state.data?.recording_status === "waiting" ? refetchPeriod : false),
  });
  const queryKey = useMemo(() => callQuery(id).queryKey, [id]);
  useLiveRefresh(queryKey, (ids) => ids === null || ids.includes(id));

  const visible = getVisible(call);
  const back = (
    <BackLink to="/calls" search={search as never}>
      Calls
    </BackLink>
  );
  return (
    <Page
      key={id}
      title={visible ? describeOtherParty(visible) : "Call"}
      above={back}
      action={visible && <CallNeighbours id={id} search={search} />}
    >
      <QueryState
        query={call}
        skeleton={<SkeletonRows count={6} />}
        notFound={<Message title="Call not found">It does not exist, or you don’t have access to its agent.</Message>}
      >
        {(found) => (
          <CallView
            call={found}
            searched={search.search && !isPhoneNumber(search.search) ? search.search : ""}
            onPlaying={setIsPlaying}
            onBroken={() => void call.refetch({ cancelRefetch: true })}
          />
        )}
      </QueryState>
    </Page>
  );
}

interface ViewProps {
  call: Call;
  /** What the list was searched for. */
  searched: string;
  onPlaying: (isPlaying: boolean) => void;
  /** The audio broke off: the call is read again, since the right to listen may have ended. */
  onBroken: () => void;
}

/** The recording, the summary and the facts, beside the transcript. */
function CallView({ call, searched, onPlaying, onBroken }: ViewProps) {
  const player = useRef<PlayerControl>(null);
  const [currentTurn, setCurrentTurn] = useState<number | null>(null);
  const seek = useCallback((seconds: number) => player.current?.seek(seconds), []);
  const mayListen = call.can.includes("listen") && call.recording_status === "available";

  return (
    <div className={styles.call}>
      <div className={styles.side}>
        <Recording
          call={call}
          player={player}
          onTime={(seconds) => setCurrentTurn(findTurnAt(call.transcript, seconds))}
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
        current={mayListen ? currentTurn : null}
        searched={searched}
        onSeek={mayListen ? seek : undefined}
      />
    </div>
  );
}
