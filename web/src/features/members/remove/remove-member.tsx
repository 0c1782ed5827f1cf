import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { memberQuery, useRemoveMember } from "../../../api/members";
import type { MemberSummary, RemovalReceipt } from "../../../api/schema";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { FormError } from "../../../components/form/form-error";
import { formatCount } from "../../../lib/numbers";
import { isEditConflict } from "../../../shared/requests/refusal";
import { useSession } from "../../../shared/session/session-context";
import styles from "../member-dialogs.module.css";
import { emptyScope, useCallChanges } from "../member-difference";

interface Props {
  member: MemberSummary;
  onDone: () => void;
  /** Opens the invitation that replaces the member, if the member is removed for that. */
  onInvite?: () => void;
}

/** Asks before a member is removed for good (M37, M38), and then shows the receipt. */
export function RemoveMember({ member, onDone, onInvite }: Props) {
  const queryClient = useQueryClient();
  // The row may be older than the member: after a refusal the next attempt is based on the current state.
  const [latest, setLatest] = useState<MemberSummary>(member);
  const removal = useRemoveMember(latest);
  const callChanges = useCallChanges(member.id, emptyScope);
  const isOwn = useSession().member.id === member.id;
  const [receipt, setReceipt] = useState<RemovalReceipt>();
  const name = <bdi>{member.name}</bdi>;
  const readAgainAfterConflict = async (error: Error) => {
    if (isEditConflict(error)) setLatest(await queryClient.fetchQuery(memberQuery(member.id)));
  };
  if (receipt) return <Receipt name={member.name} receipt={receipt} onDone={onDone} onInvite={onInvite} />;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        removal.mutate(undefined, { onSuccess: setReceipt, onError: readAgainAfterConflict });
      }}
    >
      <p>
        Removing {name} is permanent and cannot be undone.{isOwn && " You remove yourself."}
      </p>
      {onInvite && <p>After that the invitation opens, with name, permissions and agents filled in.</p>}
      <h3 className={styles.listTitle}>What goes</h3>
      <ul className={styles.list}>
        <li>access: all sessions and API tokens end at once, and signing in is refused</li>
        <li>profile, picture, password, permissions and assignments; invitations and mail</li>
        {callChanges.map((text) => (
          <li key={text}>
            {text} to {name}
          </li>
        ))}
        <li>every trace of {name} in the database, within a minute</li>
      </ul>
      <h3 className={styles.listTitle}>What stays</h3>
      <ul className={styles.list}>
        <li>agents, companies and calls</li>
        <li>what was done, in the audit log, without the name</li>
        <li>backups that lie elsewhere: they still hold the person</li>
      </ul>
      <FormError>{removal.error?.message}</FormError>
      <DialogActions submit={`Remove ${member.name}`} busy={removal.isPending} danger onCancel={onDone} />
    </form>
  );
}

interface ReceiptProps {
  name: string;
  receipt: RemovalReceipt;
  onDone: () => void;
  onInvite?: () => void;
}

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** What the erasure covers, as the subject of "no trace". */
const erasedPlaces = {
  data_folder: "The data folder holds",
  tables: "Apart from the log, free space and backups of PostgreSQL, the database holds",
};

/** What has ended, what is deleted, and when the erasure is complete (M39). */
function Receipt({ name, receipt, onDone, onInvite }: ReceiptProps) {
  return (
    <Stack gap="md">
      <div role="status">
        <bdi>{name}</bdi> is removed. {formatCount(receipt.sessions_ended, "session")} ended,{" "}
        {formatCount(receipt.api_tokens_revoked, "API token")} {receipt.api_tokens_revoked === 1 ? "was" : "were"}{" "}
        revoked, and {formatCount(receipt.assignments_deleted, "assignment")} went along with profile and password.{" "}
        {erasedPlaces[receipt.erased_from]} no trace from{" "}
        <time dateTime={receipt.erase_by}>{time.format(new Date(receipt.erase_by))}</time> on.
      </div>
      <Group justify="flex-end" gap="xs" mt="xs">
        {onInvite ? (
          <>
            <Button variant="default" onClick={onDone}>
              Close
            </Button>
            <Button onClick={onInvite} autoFocus>
              Invite again
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
