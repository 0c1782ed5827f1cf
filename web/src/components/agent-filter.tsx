import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../api/agents";
import { allCompaniesQuery } from "../api/companies";

interface Props {
  label?: string;
  /** What stands there while none is chosen. */
  placeholder?: string;
  /** The id of the chosen one. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A filter by one of the reader's agents, each with its company where there is more than one company. */
export function AgentFilter({ label = "Agent", placeholder = "Any", value, onChange }: Props) {
  const agents = useQuery(allAgentsQuery).data ?? [];
  const withCompany = (useQuery(allCompaniesQuery).data ?? []).length > 1;

  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={agents.map(({ id, name, company_name }) => ({
        value: id,
        label: withCompany ? `${name} (${company_name})` : name,
      }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      clearable
      limit={100}
      nothingFoundMessage="No such agent"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
