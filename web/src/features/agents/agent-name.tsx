import { Link } from "@tanstack/react-router";
import type { AgentSummary } from "../../api/schema";
import { TwoLines } from "../../components/two-lines";
import rowLink from "../../components/row-link.module.css";

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
