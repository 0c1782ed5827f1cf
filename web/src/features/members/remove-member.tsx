import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { memberChangesQuery, useRemoveMember } from "../../api/members";
import type { MemberSummary, RemovalReceipt } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { useSession } from "../../shared/session/session-context";
import { nothingInSight, wordsForCalls } from "./calls-in-sight";
import { MemberIsRemoved } from "./member-is-removed";
import styles from "./remove-member.module.css";

interface Props {
  member: MemberSummary;
  onDone: () => void;
  /** Where the removal makes room for a new invitation: begins it. */
  onNext?: () => void;
}

/** Asks before a member goes for good, and says afterwards what has gone. */
export function RemoveMember({ member, onDone, onNext }: Props) {
  const removing = useRemoveMember(member);
  const inSight = useQuery(memberChangesQuery(member.id, nothingInSight)).data;
  const isOwn = useSession().member.id === member.id;
  const [receipt, setReceipt] = useState<RemovalReceipt>();
  const name = <bdi>{member.name}</bdi>;
  if (receipt) return <MemberIsRemoved name={member.name} receipt={receipt} onDone={onDone} onNext={onNext} />;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        removing.mutate(undefined, { onSuccess: setReceipt });
      }}
    >
      <p>
        Removing {name} is permanent and cannot be undone.{isOwn && " You remove yourself."}
      </p>
      {onNext && <p>After that the invitation opens, with name, permissions and agents filled in.</p>}
      <h3 className={styles.title}>What goes</h3>
      <ul className={styles.list}>
        <li>access: all sessions and API tokens end at once, and signing in is refused</li>
        <li>profile, picture, password, permissions and assignments; invitations and mail</li>
        {wordsForCalls(inSight).map((words) => (
          <li key={words}>
            {words} to {name}
          </li>
        ))}
        <li>every trace of {name} in the database, within a minute</li>
      </ul>
      <h3 className={styles.title}>What stays</h3>
      <ul className={styles.list}>
        <li>agents, companies and calls</li>
        <li>what was done, in the audit log, without the name</li>
        <li>backups that lie elsewhere: they still hold the person</li>
      </ul>
      <FormError>{removing.error?.message}</FormError>
      <DialogActions submit={`Remove ${member.name}`} busy={removing.isPending} danger onCancel={onDone} />
    </form>
  );
}
