import { Input, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";
import type { Agent } from "../../api/schema";

interface Props {
  agent: Agent;
  value: string;
  onChange: (companyId: string) => void;
  error: React.ReactNode;
}

/** The agent's company; a choice of another one if the caller may move the agent. */
export function CompanyChoice({ agent, value, onChange, error }: Props) {
  const mayMove = agent.can.includes("move");
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayMove }).data;
  if (!mayMove || !companies) {
    return (
      <Input.Wrapper label="Company" labelElement="div">
        <div dir="auto">{agent.company_name}</div>
      </Input.Wrapper>
    );
  }
  return (
    <Select
      label="Company"
      data={companies.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(companyId) => companyId && onChange(companyId)}
      error={error}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No companies found"
      comboboxProps={{ withinPortal: false }}
      inputWrapperOrder={["label", "input", "description", "error"]}
      description={
        value === agent.company_id
          ? undefined
          : "Members who have all agents of a company lose or gain access to this agent."
      }
    />
  );
}
