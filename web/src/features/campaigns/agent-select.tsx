import { Select } from "@mantine/core";
import type { AgentSummary } from "../../api/schema";
import { mandatory } from "../../components/form/mandatory";
import { toAgentChoices } from "../../shared/agents/group-by-company";

interface Props {
  agents: AgentSummary[];
  value?: string;
  onChange: (id: string) => void;
  error?: React.ReactNode;
}

/** The field in which the agent that calls is chosen, under the names of the companies if there are several. */
export function AgentSelect({ agents, value, onChange, error }: Props) {
  const groups = toAgentChoices(agents);
  return (
    <Select
      label="Agent"
      {...mandatory}
      data={groups.length > 1 ? groups : (groups[0]?.items ?? [])}
      value={value || null}
      onChange={(id) => id && onChange(id)}
      error={error}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No agents found"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
