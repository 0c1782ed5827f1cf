import { TextInput } from "@mantine/core";
import { useEffect, useState, type SyntheticEvent } from "react";
import { formatDay, readDay } from "../../lib/days";

interface Props {
  label: string;
  /** A day such as "2026-11-24", like the limits. */
  value: string | undefined;
  min?: string;
  max?: string;
  /** Called with a day within the limits, or with undefined when the field is cleared. */
  onChange: (day: string | undefined) => void;
}

/** What the field holds beside its value: a day that is being typed, or that cannot be the value. */
interface Draft {
  text: string;
  /** The value meanwhile: another one takes the place of the draft. */
  value: string | undefined;
  isTyped: boolean;
  isIncomplete: boolean;
}

/** A space and F4 open the calendar. */
const keysThatTypeNothing = ["Tab", "Shift", "Control", "Alt", "Meta", "Escape", " ", "F4"];

/**
 * A filter by a day. A day that is chosen applies at once; one that is typed does so with Enter or when the field is
 * left, since browsers make a date of each digit of a year. A day beyond the limits stays in the field with an error,
 * applies as soon as other limits allow it, and is forgotten when there are none, as after "Clear".
 */
export function DayFilter({ label, value, min, max, onChange }: Props) {
  const [stored, setDraft] = useState<Draft | null>(null);
  const isHeld = stored?.isTyped || stored?.isIncomplete || min !== undefined || max !== undefined;
  const draft = stored?.value === value && isHeld ? stored : null;
  const error = draft && !draft.isTyped ? describeError(draft, min, max) : null;

  const apply = (next: Draft) => {
    if (describeError(next, min, max)) return setDraft({ ...next, isTyped: false });
    setDraft(null);
    const day = readDay(next.text);
    if (day !== value) onChange(day);
  };
  const read = ({ currentTarget }: SyntheticEvent<HTMLInputElement>, isTyped: boolean): Draft => ({
    text: currentTarget.value,
    value,
    isTyped,
    isIncomplete: currentTarget.validity.badInput,
  });

  const isAllowedNow = draft !== null && !draft.isTyped && error === null;
  useEffect(() => {
    if (isAllowedNow) onChange(readDay(draft.text));
  });

  return (
    <TextInput
      type="date"
      label={label}
      min={min}
      max={max}
      value={draft?.text ?? value ?? ""}
      error={error}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply(read(event, false));
        else if (!keysThatTypeNothing.includes(event.key)) setDraft(read(event, true));
      }}
      onChange={(event) => (draft?.isTyped ? setDraft(read(event, true)) : apply(read(event, false)))}
      onBlur={(event) => draft?.isTyped && apply(read(event, false))}
    />
  );
}

function describeError({ text, isIncomplete }: Draft, min?: string, max?: string): string | null {
  const day = readDay(text);
  if (isIncomplete || (text && !day)) return "Enter a day, a month and a year.";
  if (day && min && day < min) return `Choose ${formatDay(min)} or later.`;
  if (day && max && day > max) return `Choose ${formatDay(max)} or earlier.`;
  return null;
}
