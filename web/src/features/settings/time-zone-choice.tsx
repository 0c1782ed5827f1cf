import { Select } from "@mantine/core";

interface Props {
  value: string;
  onChange: (timeZone: string) => void;
  error: React.ReactNode;
}

/** The time zones that the browser knows, and the one that is set. */
export function TimeZoneChoice({ value, onChange, error }: Props) {
  const known = Intl.supportedValuesOf("timeZone");
  return (
    <Select
      label="Time zone"
      description="Where the days of reports begin and end."
      data={[...new Set(["UTC", ...known, value])]}
      value={value}
      onChange={(timeZone) => timeZone && onChange(timeZone)}
      error={error}
      searchable
      allowDeselect={false}
      limit={100}
      nothingFoundMessage="No such time zone"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
