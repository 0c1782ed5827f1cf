import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Company } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { NoAssignedAgents } from "../../shared/agents/no-assigned-agents";
import { NoMatches } from "../../shared/list/no-matches";
import type { ListControls } from "../../shared/list/use-list-search";
import { useCan } from "../../shared/session/session-context";
import type { AgentsSearch } from "./agents-search";

interface Props {
  companies: Company[];
  controls: ListControls<AgentsSearch>;
}

/** Why the list is empty, and the next step for this caller. */
export function NoAgents({ companies, controls }: Props) {
  const mayCreate = useCan("create_agents");

  if (controls.isFiltered) {
    const company = companies.find(({ id }) => id === controls.search.company_id);
    const { search } = controls.search;
    const place = company ? ` in ${company.name}` : "";
    return (
      <NoMatches
        title={search ? `No agents match “${search.trim()}”${place}` : `No agents${place}`}
        showAll={search ? "Show all agents" : "Show all companies"}
        onShowAll={controls.clearFilters}
      />
    );
  }
  if (!mayCreate) {
    return <NoAssignedAgents>The voice agents assigned to you appear here.</NoAssignedAgents>;
  }
  if (companies.length === 0) {
    return (
      <Message
        title="Create a company first"
        action={<Button renderRoot={(props) => <Link to="/companies" {...props} />}>Go to Companies</Button>}
      >
        <p>Each agent belongs to a company: a business unit or a client.</p>
      </Message>
    );
  }
  return (
    <Message title="No agents yet">
      <p>An agent answers or makes calls for a company. Create the first one, then assign it to members.</p>
    </Message>
  );
}
