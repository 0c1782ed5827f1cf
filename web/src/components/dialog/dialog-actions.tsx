import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import styles from "./dialog-actions.module.css";

interface Props {
  /** The text of the submit button: what it does. */
  submit: string;
  busy: boolean;
  disabled?: boolean;
  danger?: boolean;
  /** The text of the other button: "Back" where it leads to the step before. */
  cancel?: string;
  onCancel: () => void;
  /** Shown above the buttons, always visible with them. */
  children?: React.ReactNode;
}

/** Beyond the edge of the buttons, in pixels: room for the outline of what has the focus. */
const margin = 16;

/**
 * The buttons at the bottom of a dialog. They stay visible while the dialog scrolls, and what takes the focus is
 * scrolled to above them.
 */
export function DialogActions({
  submit,
  busy,
  disabled = false,
  danger = false,
  cancel = "Cancel",
  onCancel,
  children,
}: Props) {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = foot.current;
    const scrolled = element?.closest<HTMLElement>("[role=dialog]");
    if (!element || !scrolled) return undefined;
    const observer = new ResizeObserver(() => {
      scrolled.style.scrollPaddingBottom = `${element.offsetHeight + margin}px`;
    });
    observer.observe(element);
    // The browser itself scrolls to the box alone, and a label may have many lines.
    const showLabel = ({ target }: FocusEvent) =>
      (target as Element).closest("label")?.scrollIntoView({ block: "nearest" });
    scrolled.addEventListener("focusin", showLabel);
    return () => {
      observer.disconnect();
      scrolled.removeEventListener("focusin", showLabel);
      scrolled.style.scrollPaddingBottom = "";
    };
  }, []);

  return (
    <div ref={foot} className={styles.foot}>
      {children}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
        <Button type="submit" loading={busy} disabled={disabled} color={danger ? "red" : undefined}>
          {submit}
        </Button>
      </div>
    </div>
  );
}
