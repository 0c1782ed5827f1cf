import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRemoveMember } from "../../../api/member-changes";
import { memberQuery } from "../../../api/members";
import type { MemberSummary, RemovalReceipt } from "../../../api/schema";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { FormError } from "../../../components/form/form-error";
import { leaveSignedOut } from "../../../lib/leave";
import { formatCount } from "../../../lib/numbers";
import { isEditConflict } from "../../../shared/requests/refusal";
import { useSession } from "../../../shared/session/session-context";
import styles from "../member-dialogs.module.css";
import { emptyScope, useCallChanges } from "../member-difference";
import type { TaskProps } from "../member-task-dialog";

/** Asks before a member is removed for good (M37, M38), and then shows the receipt. */
export function RemoveMember({ member, onDone, onInvite, onTitle, onRemoved }: TaskProps) {
  const queryClient = useQueryClient();
  // The row may be older than the member: after a refusal the next attempt is based on the current state.
  const [latest, setLatest] = useState<MemberSummary>(member);
  const isOwn = useSession().member.id === member.id;
  const callChanges = useCallChanges(latest, emptyScope);
  const [receipt, setReceipt] = useState<RemovalReceipt>();
  const name = <bdi>{member.name}</bdi>;
  const readAgainAfterConflict = async (error: Error) => {
    if (isEditConflict(error)) setLatest(await queryClient.fetchQuery(memberQuery(member.id)));
  };
  const removal = useRemoveMember(latest, {
    onEnded: isOwn ? leaveSignedOut : undefined,
    onRefused: readAgainAfterConflict,
  });
  const showReceipt = (received: RemovalReceipt) => {
    setReceipt(received);
    onTitle("Removed");
    onRemoved();
  };
  if (receipt) return <Receipt name={member.name} receipt={receipt} onDone={onDone} onInvite={onInvite} />;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        removal.mutate(undefined, { onSuccess: showReceipt });
      }}
    >
      <p>
        Removing {name} is permanent and cannot be undone.{isOwn && " You are removing yourself."}
      </p>
      {onInvite && <p>After that, the invitation opens with the name, permissions and agents filled in.</p>}
      <h3 className={styles.listTitle}>Deleted</h3>
      <ul className={styles.list}>
        <li>access: all sessions and API tokens end at once</li>
        <li>profile, picture, password, permissions, assigned agents, invitations and emails</li>
        {callChanges.counts.map((text) => (
          <li key={text}>
            {text} to {name}
          </li>
        ))}
        {callChanges.note && <li>{callChanges.note}</li>}
        <li>all data about {name} in the database, within a minute</li>
      </ul>
      <h3 className={styles.listTitle}>Kept</h3>
      <ul className={styles.list}>
        <li>agents, companies and calls</li>
        <li>the audit log, without the name</li>
        <li>backups stored elsewhere still contain this person’s data</li>
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

/** Where the erasure deletes the personal data. */
const erasedPlaces = {
  data_folder: "the data folder",
  tables: "the database, apart from PostgreSQL’s log, free space and backups,",
};

/** What has ended, what is deleted, and when the erasure is complete (M39). */
function Receipt({ name, receipt, onDone, onInvite }: ReceiptProps) {
  return (
    <Stack gap="md">
      <div role="status">
        <bdi>{name}</bdi> was removed. {describeEnded(receipt)}
        <p className={styles.quiet}>
          All personal data is erased from {erasedPlaces[receipt.erased_from]} within a minute.
        </p>
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

/** "1 session and 2 API tokens ended."; nothing where there were none. */
function describeEnded({ sessions_ended, api_tokens_revoked }: RemovalReceipt): string {
  const parts = [
    sessions_ended > 0 && formatCount(sessions_ended, "session"),
    api_tokens_revoked > 0 && formatCount(api_tokens_revoked, "API token"),
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : `${parts.join(" and ")} ended.`;
}
