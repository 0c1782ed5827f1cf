import { useEffect, useRef, useState } from "react";

const quietFor = 150;

/**
 * The text of a field whose value takes effect while one types: a moment after the last key, or at once by `finish`.
 * When the value is changed from elsewhere (Back, "Clear"), the field follows.
 */
export function useTypedText(value: string, onChange: (text: string) => void) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(value);
  const latest = useRef(onChange);

  useEffect(() => {
    latest.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (value === told.current) return;
    clearTimeout(timer.current);
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = (next: string) => {
    if (next === told.current) return;
    told.current = next;
    latest.current(next);
  };
  return {
    text,
    type: (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => tell(next), quietFor);
    },
    finish: (next: string) => {
      clearTimeout(timer.current);
      setText(next);
      tell(next);
    },
  };
}
