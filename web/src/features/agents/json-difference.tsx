import { json } from "@codemirror/lang-json";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeLook } from "./code-look";

interface Props {
  label: string;
  before: string;
  after: string;
}

/** Two texts in one column: what goes in red above what comes in green. What is the same is folded away. */
export function JsonDifference({ label, before, after }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = new EditorView({
      parent: place.current!,
      doc: after,
      extensions: [
        codeLook,
        json(),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true" }),
        unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 2 } }),
      ],
    });
    return () => view.destroy();
  }, [label, before, after]);
  return <div ref={place} />;
}
