import type { AgentSummary } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { AgentName } from "./agent-name";
import { languageName } from "./language-name";

export function agentColumns({ withCompany }: { withCompany: boolean }): TableColumn<AgentSummary>[] {
  return [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "46%",
      onPhone: "first",
      cell: (agent) => <AgentName agent={agent} withCompany={withCompany} />,
    },
    { key: "language", title: "Language", onPhone: "hidden", cell: (agent) => languageName(agent.language) ?? "–" },
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
