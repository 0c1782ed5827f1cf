import { Link } from "@tanstack/react-router";
import type { AgentSummary } from "../../api/schema";
import rowLink from "../../components/table/row-link.module.css";
import { TwoLines } from "../../components/text/two-lines";

interface Props {
  agent: AgentSummary;
  withCompany: boolean;
}

export function AgentName({ agent, withCompany }: Props) {
  return (
    <TwoLines
      first={
        <Link to="/agents/$id" params={{ id: agent.id }} className={rowLink.link} data-row-link>
          {agent.name}
        </Link>
      }
      second={withCompany ? agent.company_name : undefined}
    />
  );
}
