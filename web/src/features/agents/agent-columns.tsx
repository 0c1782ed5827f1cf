import type { AgentSummary } from "../../api/schema";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { formatLanguage } from "./language";

export function createAgentColumns({ withCompany }: { withCompany: boolean }): TableColumn<AgentSummary>[] {
  return [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "46%",
      minWidth: 180,
      onPhone: "first",
      cell: (agent) => (
        <TwoLines
          first={
            <RowLink to="/agents/$id" params={{ id: agent.id }}>
              {agent.name}
            </RowLink>
          }
          second={withCompany ? agent.company_name : undefined}
        />
      ),
    },
    {
      key: "language",
      title: "Language",
      priority: 2,
      minWidth: 100,
      onPhone: "hidden",
      cell: (agent) => formatLanguage(agent.language) ?? "–",
    },
    {
      key: "voice",
      title: "Voice",
      priority: 3,
      minWidth: 100,
      onPhone: "hidden",
      cell: (agent) => agent.voice ?? "–",
    },
    {
      key: "created_at",
      title: "Created",
      sort: "created_at",
      firstDescending: true,
      width: "130px",
      minWidth: 110,
      priority: 3,
      onPhone: "hidden",
      cell: (agent) => <Moment at={agent.created_at} as="date" />,
    },
  ];
}
