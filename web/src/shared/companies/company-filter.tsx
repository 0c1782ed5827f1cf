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
      nothingFoundMessage="No companies found"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
