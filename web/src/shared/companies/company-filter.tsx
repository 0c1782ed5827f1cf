import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";

interface Props {
  label?: string;
  /** Whether the label is only read by screen readers. */
  hidesLabel?: boolean;
  /** Shown while none is chosen. */
  placeholder?: string;
  /** The accessible name of the button that clears the choice. */
  clearLabel?: string;
  /** The chosen id. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A filter by one of the caller's companies. */
export function CompanyFilter(props: Props) {
  const { label = "Company", hidesLabel = false, placeholder = "Any", clearLabel, value, onChange } = props;
  const companies = useQuery(allCompaniesQuery).data ?? [];

  return (
    <Select
      label={hidesLabel ? undefined : label}
      aria-label={hidesLabel ? label : undefined}
      placeholder={placeholder}
      data={companies.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      clearable
      clearButtonProps={clearLabel ? { "aria-label": clearLabel } : undefined}
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

/** Whether the caller has more than one company, so that lists name the company of each item. */
export function useHasSeveralCompanies(): boolean {
  return (useQuery(allCompaniesQuery).data ?? []).length > 1;
}
