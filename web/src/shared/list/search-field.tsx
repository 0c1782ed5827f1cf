import { CloseButton, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTypedText } from "../../lib/use-typed-text";

interface Props {
  label: string;
  /** The text that the list is searched for. */
  value: string;
  onSearch: (text: string) => void;
  className?: string;
}

/** A search field that searches while the user types. */
export function SearchField({ label, value, onSearch, className }: Props) {
  const { text, type, finish } = useTypedText(value, onSearch);
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    finish("");
    input.current?.focus();
  };
  return (
    <TextInput
      ref={input}
      className={className}
      type="search"
      data-search-field
      aria-label={label}
      placeholder={label}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") finish(text);
        if (event.key === "Escape" && text) finish("");
      }}
      rightSection={text && <CloseButton size="sm" aria-label="Clear the search" onClick={clear} />}
    />
  );
}
