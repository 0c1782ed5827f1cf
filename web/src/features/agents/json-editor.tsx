import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeLook } from "./code-look";

interface Props {
  label: string;
  text: string;
  /** Absent where it may only be read. */
  onChange?: (text: string) => void;
}

/** JSON to type in, with what is wrong marked at its place. Tab leaves it, as it leaves every other field. */
export function JsonEditor({ label, text, onChange }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);
  const isReadOnly = onChange === undefined;

  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        extensions: [
          codeLook,
          lineNumbers(),
          history(),
          json(),
          bracketMatching(),
          indentOnInput(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          isReadOnly ? EditorState.readOnly.of(true) : linter(jsonParseLinter()),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": String(isReadOnly) }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, isReadOnly]);

  // What comes from outside: the server's state, or a version that is restored.
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text, label, isReadOnly]);

  return <div ref={place} />;
}
