import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../api/companies";

interface Props {
  label?: string;
  /** What stands there while none is chosen. */
  placeholder?: string;
  /** The id of the chosen one. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A filter by one of the reader's companies. */
export function CompanyFilter({ label = "Company", placeholder = "Any", value, onChange }: Props) {
  const companies = useQuery(allCompaniesQuery).data ?? [];

  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={companies.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      clearable
      nothingFoundMessage="No such company"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
