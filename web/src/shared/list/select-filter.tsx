import { NativeSelect } from "@mantine/core";
import { toChoices } from "../../lib/choices";

interface Props<Value extends string> {
  label: string;
  /** The choice that sets no filter. */
  any?: string;
  /** Each value with its text, in the order of the choices. */
  words: Record<Value, string>;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}

/** A filter by one of a few known values. */
export function SelectFilter<Value extends string>({ label, any = "Any", words, value, onChange }: Props<Value>) {
  return (
    <NativeSelect
      label={label}
      value={value ?? ""}
      onChange={(event) => onChange((event.currentTarget.value || undefined) as Value | undefined)}
      data={[{ value: "", label: any }, ...toChoices(words)]}
    />
  );
}
