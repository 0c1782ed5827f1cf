import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { allAgentsQuery } from "../../api/agents";
import { Message } from "../../components/feedback/message";
import { NoAssignedAgents } from "../../shared/agents/no-assigned-agents";
import { NoMatches } from "../../shared/list/no-matches";
import type { ListControls } from "../../shared/list/use-list-search";
import { useCan } from "../../shared/session/session-context";
import type { CallsSearch } from "./calls-search";

/** Why the list is empty, and the next step for this caller. */
export function NoCalls({ controls }: { controls: ListControls<CallsSearch> }) {
  const { search, isFiltered, clearFilters } = controls;
  const mayConnect = useCan("view_connections");
  const agents = useQuery(allAgentsQuery);

  if (isFiltered) {
    return (
      <NoMatches title="No calls fit" showAll="Show all calls" onShowAll={clearFilters}>
        {search.search ? (
          <>
            In no transcript stand the words <bdi>“{search.search.trim()}”</bdi>, within the filters.
          </>
        ) : (
          "No call is as the filters ask."
        )}
      </NoMatches>
    );
  }
  if (mayConnect) {
    return (
      <Message
        title="No calls yet"
        action={
          <Button renderRoot={(props) => <Link to="/account/connections" {...props} />}>Go to Connections</Button>
        }
      >
        <p>Calls come from your voice platform. Connect it, and they appear here as they happen.</p>
      </Message>
    );
  }
  if (agents.data?.length === 0) {
    return <NoAssignedAgents>Here you will find the calls of the voice agents that you work with.</NoAssignedAgents>;
  }
  return (
    <Message title="No calls yet">
      <p>Your agents have had no calls so far. They appear here as they happen.</p>
    </Message>
  );
}
