import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { pageNonce } from "../../lib/page-nonce";

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--mantine-primary-color-light-color)" },
  { tag: [tags.number, tags.bool, tags.null], fontWeight: "600" },
]);

/** How code looks on our pages, light and dark. */
export const codeLook = [
  EditorView.cspNonce.of(pageNonce()),
  EditorView.lineWrapping,
  syntaxHighlighting(colours),
  EditorView.theme({
    "&": {
      border: "1px solid var(--mantine-color-default-border)",
      borderRadius: "var(--mantine-radius-sm)",
      backgroundColor: "var(--mantine-color-body)",
      color: "var(--mantine-color-text)",
      fontSize: "14px",
    },
    "&.cm-focused": { outline: "2px solid var(--mantine-primary-color-filled)", outlineOffset: "1px" },
    ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", maxHeight: "60vh", overflow: "auto" },
    ".cm-content": { caretColor: "var(--mantine-color-text)" },
    ".cm-gutters": {
      backgroundColor: "var(--mantine-color-body)",
      color: "var(--mantine-color-dimmed)",
      borderRight: "1px solid var(--mantine-color-default-border)",
    },
    ".cm-deletedChunk": { backgroundColor: "light-dark(#fff0f0, #3a1d1d)" },
    "&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine": { backgroundColor: "light-dark(#edf9ee, #17321b)" },
  }),
];
