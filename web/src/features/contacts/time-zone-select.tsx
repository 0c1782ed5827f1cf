import { Select } from "@mantine/core";
import { describeClearButton } from "../../components/form/clear-button";

interface Props {
  placeholder: string;
  /** Empty if none is chosen. */
  value: string;
  onChange: (timeZone: string) => void;
  error?: React.ReactNode;
  description?: React.ReactNode;
}

/** A choice of the time zones that the browser knows, and of the current one. */
export function TimeZoneSelect({ value, onChange, ...props }: Props) {
  return (
    <Select
      label="Time zone"
      data={value === "" || timeZones.includes(value) ? timeZones : [value, ...timeZones]}
      value={value || null}
      onChange={(timeZone) => onChange(timeZone ?? "")}
      searchable
      clearable
      clearButtonProps={describeClearButton("Clear the time zone")}
      limit={100}
      nothingFoundMessage="No time zones found"
      comboboxProps={{ withinPortal: false }}
      {...props}
    />
  );
}

const timeZones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
