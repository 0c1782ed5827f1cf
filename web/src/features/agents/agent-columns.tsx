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
    { key: "language", title: "Language", onPhone: "hidden", cell: (agent) => formatLanguage(agent.language) ?? "–" },
    { key: "voice", title: "Voice", onPhone: "hidden", cell: (agent) => agent.voice ?? "–" },
    {
      key: "created_at",
      title: "Created",
      sort: "created_at",
      firstDescending: true,
      width: "130px",
      onPhone: "hidden",
      cell: (agent) => <Moment at={agent.created_at} as="date" />,
    },
  ];
}
