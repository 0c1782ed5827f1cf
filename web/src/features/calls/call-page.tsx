import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { callQuery } from "../../api/calls";
import { wordsForOther } from "../../components/call-words";
import { Message } from "../../components/message";
import { Page } from "../../components/page";
import { QueryState } from "../../components/query-state";
import { SkeletonRows } from "../../components/skeleton-rows";
import { useLiveRefresh } from "../../components/use-live-refresh";
import { BackToCalls } from "./back-to-calls";
import { CallView } from "./call-view";

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

  return (
    <Page key={id} title={call.data ? wordsForOther(call.data) : "Call"} above={<BackToCalls />}>
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
