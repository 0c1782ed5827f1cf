import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";

interface Props {
  label?: string;
  /** Shown while none is chosen. */
  placeholder?: string;
  /** The chosen id. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A filter by one of the caller's companies. */
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

/** The name of one of the caller's companies; "…" until it is known. Reads nothing without an id. */
export function useCompanyName(id: string | undefined): string {
  const companies = useQuery({ ...allCompaniesQuery, enabled: id !== undefined });
  return companies.data?.find((company) => company.id === id)?.name ?? "…";
}
