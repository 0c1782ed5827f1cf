import { Button } from "@mantine/core";
import { useState } from "react";
import { copyText } from "./copy-text";

/** Puts a text into the clipboard, and says that it did until the text is another one. */
export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => setCopied((await copyText(text)) ? text : null);
  return (
    <Button variant="default" size="xs" disabled={text === ""} onClick={copy}>
      {copied === text ? "Copied" : "Copy"}
    </Button>
  );
}
