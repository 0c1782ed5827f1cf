import { Button, Group, Stack } from "@mantine/core";
import type { RemovalReceipt } from "../../api/schema";
import { counted } from "../../lib/numbers";

interface Props {
  name: string;
  receipt: RemovalReceipt;
  onDone: () => void;
  /** Begins the invitation that comes next, where one does. */
  onNext?: () => void;
}

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** What holds no trace; with PostgreSQL the rest is in the hands of whoever runs it. */
const holder = {
  data_folder: "The data folder holds",
  tables: "Apart from the log, free space and backups of PostgreSQL, the database holds",
};

/** The receipt: what has ended, what is deleted, and when the last byte has gone. */
export function MemberIsRemoved({ name, receipt, onDone, onNext }: Props) {
  return (
    <Stack gap="md">
      <div role="status">
        <bdi>{name}</bdi> is removed. {counted(receipt.sessions_ended, "session")} ended,{" "}
        {counted(receipt.api_tokens_revoked, "API token")} {receipt.api_tokens_revoked === 1 ? "was" : "were"} revoked,
        and {counted(receipt.assignments_deleted, "assignment")} went along with profile and password.{" "}
        {holder[receipt.erased_from]} no trace from{" "}
        <time dateTime={receipt.erase_by}>{time.format(new Date(receipt.erase_by))}</time> on.
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
