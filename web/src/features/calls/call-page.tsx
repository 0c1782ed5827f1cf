import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { callQuery } from "../../api/calls";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { Page } from "../../components/layout/page";
import { wordsForOther } from "../../shared/calls/call-words";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";
import { QueryState } from "../../shared/requests/query-state";
import { CallView } from "./call-view";
import { callsMemory } from "./calls-search";

/** While audio plays or is on its way, in milliseconds: rights and recordings change meanwhile. */
const lookAgain = 5_000;

/** One call. */
export function CallPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [playing, setPlaying] = useState(false);
  const call = useQuery({
    ...callQuery(id),
    refetchInterval: ({ state }) => (playing || state.data?.recording_status === "waiting" ? lookAgain : false),
  });
  const queryKey = useMemo(() => callQuery(id).queryKey, [id]);
  useLiveRefresh(queryKey, (ids) => ids === null || ids.includes(id));

  const back = (
    <BackLink to="/calls" search={callsMemory.latest() as never}>
      Calls
    </BackLink>
  );
  return (
    <Page key={id} title={call.data ? wordsForOther(call.data) : "Call"} above={back}>
      <QueryState
        query={call}
        skeleton={<SkeletonRows count={6} />}
        notFound={<Message title="No such call">It does not exist, or its agent is not assigned to you.</Message>}
      >
        {(found) => (
          <CallView call={found} onPlaying={setPlaying} onBroken={() => void call.refetch({ cancelRefetch: true })} />
        )}
      </QueryState>
    </Page>
  );
}
