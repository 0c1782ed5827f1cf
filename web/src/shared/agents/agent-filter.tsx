import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import { describeClearButton } from "../../components/form/clear-button";
import { useHasSeveralCompanies } from "../companies/use-companies";
import { describeChoices } from "../list/describe-choices";

interface Props {
  label?: string;
  /** Shown while none is chosen. */
  placeholder?: string;
  /** The chosen id. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A filter by one of the caller's agents, with their companies if there is more than one. */
export function AgentFilter({ label = "Agent", placeholder = "Any", value, onChange }: Props) {
  const agents = useQuery(allAgentsQuery);
  const withCompany = useHasSeveralCompanies();

  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={(agents.data ?? []).map(({ id, name, company_name }) => ({
        value: id,
        label: withCompany ? `${name} (${company_name})` : name,
      }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      clearable
      clearButtonProps={describeClearButton("Clear the agent")}
      limit={100}
      {...describeChoices(agents, "No agents found")}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** The name of one of the caller's agents; "…" until it is known. Without an id nothing is read. */
export function useAgentName(id: string | undefined): string {
  const agents = useQuery({ ...allAgentsQuery, enabled: id !== undefined });
  return agents.data ? (agents.data.find((agent) => agent.id === id)?.name ?? "Agent not found") : "…";
}
