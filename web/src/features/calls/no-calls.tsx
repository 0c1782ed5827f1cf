import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { allAgentsQuery } from "../../api/agents";
import { Message } from "../../components/feedback/message";
import { isPhoneNumber } from "../../lib/phone-text";
import { NoAssignedAgents } from "../../shared/agents/no-assigned-agents";
import { NoMatches } from "../../shared/list/no-matches";
import type { ListControls } from "../../shared/list/use-list-search";
import { useCan } from "../../shared/session/session-context";
import type { CallsSearch } from "./calls-search";

/** Why the list is empty, and the next step for this caller. */
export function NoCalls({ controls }: { controls: ListControls<CallsSearch> }) {
  const { isFiltered, clearFilters } = controls;
  const mayConnect = useCan("view_connections");
  const agents = useQuery(allAgentsQuery);

  if (isFiltered) {
    return (
      <NoMatches title="No calls match" showAll="Show all calls" onShowAll={clearFilters}>
        <WhyNone controls={controls} />
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
        <p>Connect your voice platform, and its calls appear here as they happen.</p>
      </Message>
    );
  }
  if (agents.data?.length === 0) {
    return <NoAssignedAgents>The calls of your voice agents appear here.</NoAssignedAgents>;
  }
  return (
    <Message title="No calls yet">
      <p>The calls of your agents appear here as they happen.</p>
    </Message>
  );
}

function WhyNone({ controls: { search, filterBy } }: { controls: ListControls<CallsSearch> }) {
  const text = search.search?.trim();
  if (!text) return "Try fewer filters.";
  if (!isPhoneNumber(text)) {
    return (
      <>
        No transcript contains <bdi>“{text}”</bdi>.
      </>
    );
  }
  return (
    <>
      No call with the number <bdi>{text}</bdi>.{" "}
      <Anchor component="button" type="button" inherit onClick={() => filterBy({ search: `"${text}"` })}>
        Search transcripts for it
      </Anchor>
    </>
  );
}
