import { Button, Group, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { isLeaving } from "../../lib/leave";

/** Asks before the user leaves a page with unsaved changes. */
export function UnsavedChanges({ unsaved }: { unsaved: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved && !isLeaving(),
    withResolver: true,
  });
  return (
    <Modal
      title="Leave without saving?"
      opened={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      What you changed on this page is not saved yet.
      <Group justify="flex-end" gap="xs" mt="xl">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
        <Button onClick={() => blocker.reset?.()}>Stay</Button>
      </Group>
    </Modal>
  );
}
