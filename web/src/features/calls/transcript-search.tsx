import { Button, TextInput } from "@mantine/core";
import styles from "./transcript.module.css";

interface Props {
  text: string;
  onText: (text: string) => void;
  /** How many places were found, and which of them is the current one. */
  count: number;
  current: number;
  onCurrent: (index: number) => void;
}

/** Searches the transcript, and goes from one place to the next: also with Enter and Shift+Enter. */
export function TranscriptSearch({ text, onText, count, current, onCurrent }: Props) {
  const go = (by: number) => {
    if (count > 0) onCurrent((current + by + count) % count);
  };
  const isSearching = text.trim() !== "";
  return (
    <div role="search" aria-label="Transcript" className={styles.search}>
      <TextInput
        type="search"
        size="xs"
        className={styles.field}
        aria-label="Search transcript"
        placeholder="Search transcript"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
          if (event.key === "Escape" && text) onText("");
        }}
      />
      <span role="status" className={styles.found}>
        {isSearching && (count === 0 ? "Not found" : `${current + 1} of ${count}`)}
      </span>
      {count > 0 && (
        <>
          <Button variant="default" size="xs" aria-label="Previous match" onClick={() => go(-1)}>
            ↑
          </Button>
          <Button variant="default" size="xs" aria-label="Next match" onClick={() => go(1)}>
            ↓
          </Button>
        </>
      )}
    </div>
  );
}
