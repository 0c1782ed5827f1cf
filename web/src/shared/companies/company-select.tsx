import { Select, type SelectProps } from "@mantine/core";
import type { Company } from "../../api/schema";
import { mandatory } from "../../components/form/mandatory";

interface Props extends Omit<SelectProps, "data"> {
  companies: Company[];
}

/** The field of a form in which one of the caller's companies must be chosen. */
export function CompanySelect({ companies, ...props }: Props) {
  return (
    <Select
      label="Company"
      {...mandatory}
      data={companies.map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No companies found"
      comboboxProps={{ withinPortal: false }}
      {...props}
    />
  );
}
