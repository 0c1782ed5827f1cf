import { useBlocker } from "@tanstack/react-router";
import { isLeaving } from "../../lib/leave";
import { CloseQuestion } from "./close-question";

interface Props {
  unsaved: boolean;
  /** Whether a draft of the changes survives a reload. */
  isKept?: boolean;
}

/** Asks before the user leaves a page with unsaved changes. */
export function UnsavedChanges({ unsaved, isKept = false }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && !isLeaving() && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved && !isKept && !isLeaving(),
    withResolver: true,
  });
  return (
    <CloseQuestion
      opened={blocker.status === "blocked"}
      title="Leave without saving?"
      leave="Leave"
      stay="Stay"
      onLeave={() => blocker.proceed?.()}
      onStay={() => blocker.reset?.()}
    >
      The changes on this page are not saved yet.
    </CloseQuestion>
  );
}
