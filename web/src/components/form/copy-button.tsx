import { Button } from "@mantine/core";
import { useState } from "react";

interface Props {
  text: string;
  label?: string;
  onCopied?: () => void;
}

/** Copies a text to the clipboard, and says so until the text changes. */
export function CopyButton({ text, label = "Copy", onCopied }: Props) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    const isCopied = await copyText(text);
    setCopied(isCopied ? text : null);
    if (isCopied) onCopied?.();
  };
  return (
    <Button variant="default" size="xs" disabled={text === ""} onClick={copy}>
      {copied === text ? "Copied" : label}
    </Button>
  );
}

/** Returns whether it worked: a browser may refuse. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // On plain http, other than on localhost, there is no clipboard object, but a selection can still be copied.
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  // Inside the open dialog, which keeps the focus within itself.
  (document.querySelector("[role=dialog]") ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
