import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useDeleteDoNotCallEntry } from "../../api/do-not-call";
import type { DoNotCallEntry } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { getNumber } from "./get-number";

export function RemoveNumberButton({ entry }: { entry: DoNotCallEntry }) {
  const [opened, { open, close }] = useDisclosure(false);
  const deletion = useDeleteDoNotCallEntry(entry, () =>
    notifications.show({ message: `${getNumber(entry)} was removed from the do-not-call list.` }),
  );
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Remove ${getNumber(entry)}`}>
        Remove
      </Button>
      <ConfirmDialog
        title={
          entry.phone_text === null
            ? "Remove this erased number from the list?"
            : `Remove ${entry.phone_text} from the list?`
        }
        submit="Remove number"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={deletion}
      >
        {entry.company_name === null ? (
          "Every company of the account can call this number again, unless the number is on the company’s own list."
        ) : (
          <>
            <bdi>{entry.company_name}</bdi> can call this number again, unless it is on the list of the whole account.
          </>
        )}
      </ConfirmDialog>
    </>
  );
}
