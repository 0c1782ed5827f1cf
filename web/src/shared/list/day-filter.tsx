import { TextInput } from "@mantine/core";
import { readDay } from "../../lib/days";

interface Props {
  label: string;
  /** A day such as "2026-11-24", like the limits. */
  value: string | undefined;
  min?: string;
  max?: string;
  /** Called with undefined when the field is cleared. */
  onChange: (day: string | undefined) => void;
}

/** A filter by a day. */
export function DayFilter({ label, value, min, max, onChange }: Props) {
  return (
    <TextInput
      type="date"
      label={label}
      min={min}
      max={max}
      value={value ?? ""}
      onChange={(event) => onChange(readDay(event.currentTarget.value))}
    />
  );
}
