import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Company } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { useCan, useSession } from "../../shared/session/session-context";
import type { AgentsSearch } from "./agents-search";

interface Props {
  companies: Company[];
  search: AgentsSearch;
  filterBy: (filter: Partial<AgentsSearch>) => void;
}

/** Why there are no agents, and the first step for each who may see that. */
export function NoAgents({ companies, search, filterBy }: Props) {
  const account = useSession().account.name;
  const mayCreate = useCan("create_agents");
  const company = companies.find(({ id }) => id === search.company_id);

  if (search.company_id) {
    return (
      <Message
        title={company ? `No agents in ${company.name}` : "No agents here"}
        action={
          <Button variant="default" onClick={() => filterBy({ company_id: undefined })}>
            Show all companies
          </Button>
        }
      />
    );
  }
  if (!mayCreate) {
    return (
      <Message title="No agents are assigned to you yet">
        <p>
          Here you will find the voice agents that you work with. Ask an administrator of <bdi>{account}</bdi> to assign
          them to you.
        </p>
      </Message>
    );
  }
  if (companies.length === 0) {
    return (
      <Message
        title="Begin with a company"
        action={<Button renderRoot={(props) => <Link to="/companies" {...props} />}>Go to Companies</Button>}
      >
        <p>Each agent belongs to a company: a business unit or a client. Create the first one, then its agents.</p>
      </Message>
    );
  }
  return (
    <Message title="No agents yet">
      <p>An agent answers or makes calls for a company. Create the first one, then assign it to members.</p>
    </Message>
  );
}
