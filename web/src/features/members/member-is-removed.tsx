import { Button, Group, Stack } from "@mantine/core";
import type { RemovalReceipt } from "../../api/schema";

interface Props {
  name: string;
  receipt: RemovalReceipt;
  onDone: () => void;
  /** Begins the invitation that comes next, where one does. */
  onNext?: () => void;
}

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** The receipt: what has ended, what is deleted, and when the last byte has gone. */
export function MemberIsRemoved({ name, receipt, onDone, onNext }: Props) {
  return (
    <Stack gap="md">
      <div role="status">
        <bdi>{name}</bdi> is removed. {counted(receipt.sessions_ended, "session")} ended, and{" "}
        {counted(receipt.assignments_deleted, "assignment")} went along with profile and password. The data folder holds
        no trace from <time dateTime={receipt.erase_by}>{time.format(new Date(receipt.erase_by))}</time> on.
      </div>
      <Group justify="flex-end" gap="xs" mt="xs">
        {onNext ? (
          <>
            <Button variant="default" onClick={onDone}>
              Close
            </Button>
            <Button onClick={onNext} autoFocus>
              Invite anew
            </Button>
          </>
        ) : (
          <Button onClick={onDone} autoFocus>
            Done
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
