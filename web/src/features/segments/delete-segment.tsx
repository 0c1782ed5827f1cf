import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import type { Segment } from "../../api/schema";
import { useDeleteSegment } from "../../api/segments";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

export function DeleteSegmentButton({ segment }: { segment: Segment }) {
  const [opened, { open, close }] = useDisclosure(false);
  const deletion = useDeleteSegment(segment, () => notifications.show({ message: `${segment.name} was deleted.` }));
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Delete ${segment.name}`}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${segment.name}?`}
        submit="Delete segment"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={deletion}
      >
        The segment is deleted. Its contacts are kept. Campaigns that use it cannot be launched until it is replaced.
      </ConfirmDialog>
    </>
  );
}
