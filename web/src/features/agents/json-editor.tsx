import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import { getPageNonce } from "../../lib/page-nonce";

interface EditorProps {
  label: string;
  text: string;
  /** Absent if the caller may not change the text. */
  onChange?: (text: string) => void;
}

/** A text field for JSON that marks errors at their place. Tab leaves it, as it leaves every other field. */
export function JsonEditor({ label, text, onChange }: EditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latestOnChange = useRef(onChange);
  useEffect(() => {
    latestOnChange.current = onChange;
  }, [onChange]);
  // Undo ends at the text that the editor is opened with.
  const latestText = useRef(text);
  useEffect(() => {
    latestText.current = text;
  }, [text]);
  const isReadOnly = onChange === undefined;

  useEffect(() => {
    const editor = new EditorView({
      parent: container.current!,
      state: EditorState.create({
        doc: latestText.current,
        extensions: [
          editorTheme,
          lineNumbers(),
          history(),
          json(),
          bracketMatching(),
          indentOnInput(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          isReadOnly ? EditorState.readOnly.of(true) : linter(jsonParseLinter()),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": String(isReadOnly) }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latestOnChange.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, isReadOnly]);

  // A text that was not typed here: the server's state, or a version that is restored.
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text, label, isReadOnly]);

  return <div ref={container} />;
}

interface DifferenceProps {
  label: string;
  before: string;
  after: string;
}

/** Two JSON texts in one column: removed lines in red, added lines in green. Unchanged lines are folded. */
export function JsonDifference({ label, before, after }: DifferenceProps) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = new EditorView({
      parent: container.current!,
      doc: after,
      extensions: [
        editorTheme,
        json(),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true" }),
        unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 2 } }),
      ],
    });
    return () => view.destroy();
  }, [label, before, after]);
  return <div ref={container} />;
}

const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--mantine-primary-color-light-color)" },
  { tag: [tags.number, tags.bool, tags.null], fontWeight: "600" },
]);

/** Colours and fonts, light and dark. */
const editorTheme = [
  EditorView.cspNonce.of(getPageNonce()),
  EditorView.lineWrapping,
  syntaxHighlighting(highlighting),
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
