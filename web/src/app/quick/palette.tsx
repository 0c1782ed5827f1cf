import { CloseButton, Modal, VisuallyHidden } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { formatCount } from "../../lib/numbers";
import { useTypedText } from "../../lib/use-typed-text";
import { setOverlay } from "./overlay";
import { useResults, type Result, type ResultGroup } from "./palette-results";
import styles from "./quick.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Searches pages, members, agents and calls while the user types, and opens what is chosen. */
export function Palette({ opened, onClose }: Props) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={560}
      padding={0}
      yOffset="12dvh"
      returnFocus={false}
      // At once, so that what is typed next is not lost.
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Search">
        <Modal.Body p={0}>
          <Search onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const listId = useId();
  const [typed, setTyped] = useState("");
  const { text, type, finish } = useTypedText(typed, setTyped);
  const search = typed.trim();
  const { groups, isSearching, problem, retry } = useResults(text, search);
  const results = groups.flatMap(({ results }) => results);
  const [chosenId, choose] = useState<string | null>(null);
  // When the chosen result is gone, the first one takes its place.
  const active = results.find(({ id }) => id === chosenId) ?? results[0];
  const open = useOpen(onClose);
  // Enter before the answer has arrived opens its first result.
  const isAwaited = useRef(false);
  useEffect(() => {
    if (!isAwaited.current || isSearching) return;
    isAwaited.current = false;
    if (active) open(active);
  }, [isSearching, active, open]);

  const move = (step: 1 | -1) => {
    const index = results.findIndex(({ id }) => id === active?.id);
    const next = results[(index + step + results.length) % results.length];
    if (next) choose(next.id);
  };
  const handleKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key !== "Enter") return;
    else if (isSearching) {
      finish(text);
      isAwaited.current = true;
    } else if (active) open(active);
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.field}>
        <input
          type="text"
          role="combobox"
          aria-label="Search pages, members, agents and calls"
          aria-autocomplete="list"
          aria-expanded={results.length > 0}
          aria-controls={listId}
          aria-activedescendant={active && getOptionId(listId, active)}
          placeholder="A page, a name or a phone number"
          autoFocus
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={200}
          className={styles.input}
          value={text}
          onChange={(event) => {
            choose(null);
            isAwaited.current = false;
            type(event.currentTarget.value);
          }}
          onKeyDown={handleKey}
        />
        <CloseButton aria-label="Close" onClick={onClose} />
      </div>
      <div id={listId} role="listbox" aria-label="Results" aria-busy={isSearching} className={styles.results}>
        {groups.map((group) => (
          <Group key={group.title} listId={listId} group={group} active={active} onChoose={choose} onOpen={open} />
        ))}
      </div>
      <div className={styles.status}>
        <div role="status">
          {problem ? (
            problem
          ) : isSearching ? (
            "Searching…"
          ) : results.length === 0 ? (
            <>
              Nothing matches “<bdi>{text.trim()}</bdi>”.
            </>
          ) : (
            <VisuallyHidden>{formatCount(results.length, "result")}</VisuallyHidden>
          )}
        </div>
        {retry ? (
          <button type="button" className={styles.link} onClick={retry}>
            Try again
          </button>
        ) : (
          <button type="button" className={styles.link} onClick={() => setOverlay("keys")}>
            Keyboard shortcuts
          </button>
        )}
      </div>
    </>
  );
}

function useOpen(onClose: () => void): (result: Result) => void {
  const navigate = useNavigate();
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  const [open] = useState(() => (result: Result) => {
    latest.current();
    void navigate(result.target);
  });
  return open;
}

function getOptionId(listId: string, { id }: Result): string {
  return `${listId}${id}`;
}

interface GroupProps {
  listId: string;
  group: ResultGroup;
  active: Result | undefined;
  onChoose: (id: string) => void;
  onOpen: (result: Result) => void;
}

function Group({ listId, group: { title, results }, active, onChoose, onOpen }: GroupProps) {
  const titleId = `${listId}${title}`;
  return (
    <div role="group" aria-labelledby={titleId}>
      <div id={titleId} role="presentation" className={styles.groupTitle}>
        {title}
      </div>
      {results.map((result) => (
        <Option
          key={result.id}
          id={getOptionId(listId, result)}
          result={result}
          isActive={result.id === active?.id}
          onChoose={() => onChoose(result.id)}
          onOpen={() => onOpen(result)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  result: Result;
  isActive: boolean;
  onChoose: () => void;
  onOpen: () => void;
}

function Option({ id, result, isActive, onChoose, onOpen }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles.option}
      // The mouse chooses when it moves, not when the list moves beneath it.
      onMouseMove={onChoose}
      onClick={onOpen}
    >
      <bdi className={styles.optionTitle}>{result.title}</bdi>
      {result.detail && <bdi className={styles.optionDetail}>{result.detail}</bdi>}
    </div>
  );
}
