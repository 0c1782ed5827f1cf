import { useEffect, useRef, useState } from "react";

const delay = 150;

/**
 * The text of a field that reports its value while the user types: a moment after the last key, or at once by `finish`.
 * When the value changes elsewhere (Back, "Clear"), the text follows. Without a wait, it is reported by `finish` alone.
 */
export function useTypedText(value: string, onChange: (text: string) => void, wait: number | null = delay) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const reported = useRef(value);
  const latest = useRef(onChange);

  useEffect(() => {
    latest.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (value === reported.current) return;
    clearTimeout(timer.current);
    reported.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const report = (next: string) => {
    if (next === reported.current) return;
    reported.current = next;
    latest.current(next);
  };
  return {
    text,
    type: (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      if (wait !== null) timer.current = setTimeout(() => report(next), wait);
    },
    finish: (next: string) => {
      clearTimeout(timer.current);
      setText(next);
      report(next);
    },
  };
}
