import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";
import { describeClearButton } from "../../components/form/clear-button";
import { describeChoices } from "../list/describe-choices";

interface Props {
  label?: string;
  /** Whether the label is only read by screen readers. */
  hidesLabel?: boolean;
  /** Shown while none is chosen. */
  placeholder?: string;
  /** The chosen id. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** A filter by one of the caller's companies. */
export function CompanyFilter(props: Props) {
  const { label = "Company", hidesLabel = false, placeholder = "Any", value, onChange } = props;
  const companies = useQuery(allCompaniesQuery);

  return (
    <Select
      label={hidesLabel ? undefined : label}
      aria-label={hidesLabel ? label : undefined}
      placeholder={placeholder}
      data={(companies.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      clearable
      clearButtonProps={describeClearButton("Clear the company")}
      {...describeChoices(companies, "No companies found")}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** The name of one of the caller's companies; "…" until it is known. Without an id nothing is read. */
export function useCompanyName(id: string | undefined): string {
  const companies = useQuery({ ...allCompaniesQuery, enabled: id !== undefined });
  return companies.data ? (companies.data.find((company) => company.id === id)?.name ?? "Company not found") : "…";
}
