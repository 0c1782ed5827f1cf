import { useState } from "react";
import type { MemberSummary } from "../../api/schema";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { MemberAvatar } from "../../shared/members/member-avatar";
import { EditMember } from "./edit/edit-member";
import { EndSessions } from "./edit/end-sessions";
import { SetPassword } from "./edit/set-password";
import { CreateInvitationLink, RevokeInvitation, SendInvitationAgain } from "./invite/pending-invitation";
import styles from "./member-dialogs.module.css";
import type { InvitationDraft } from "./member-draft";
import { RemoveMember } from "./remove/remove-member";
import { RestoreMember, SuspendMember } from "./remove/suspend-member";

/** The actions of the API, and the creation of an invitation link, for which the page has an action of its own. */
export type MemberAction = MemberSummary["can"][number] | "create_link";

/** An action on a member of the list, for which a dialog is open. */
export interface MemberTask {
  action: MemberAction;
  member: MemberSummary;
  /** The invitation that opens after the removal. */
  nextInvitation?: InvitationDraft;
}

export type StartTask = (task: MemberTask) => void;

/** What the content of a dialog gets. */
export interface TaskProps {
  member: MemberSummary;
  onDone: () => void;
  /** Starts the removal, and the invitation after it. */
  onReplace: (member: MemberSummary, next: InvitationDraft) => void;
  /** Opens the invitation that replaces the member, if the member is removed for that. */
  onInvite?: () => void;
  /** Gives the dialog another title, once the task is done and its result is shown. */
  onTitle: (title: string) => void;
  /** The member has been removed. */
  onRemoved: () => void;
}

interface Props {
  /** Null before the first task. It stays while the dialog closes. */
  task: MemberTask | null;
  opened: boolean;
  onClose: () => void;
  onStart: StartTask;
  onInvite: (draft: InvitationDraft) => void;
  onRemoved: () => void;
}

/** One dialog for all rows, so that it stays open when a refresh moves the row to another page. */
export function MemberTaskDialog({ task, opened, onClose, onStart, onInvite, onRemoved }: Props) {
  const { size, Content } = dialogs[task?.action ?? "update"];
  const [done, setDone] = useState<{ task: MemberTask; title: string } | null>(null);
  const next = task?.nextInvitation;
  return (
    <TaskDialog
      // The removal that the edit dialog starts is a dialog of its own, which gets the focus.
      key={next ? "next" : "first"}
      title={task && (done?.task === task ? done.title : <DialogTitle task={task} />)}
      size={size}
      opened={opened}
      onClose={onClose}
    >
      {task && (
        <Content
          member={task.member}
          onDone={onClose}
          onReplace={(member: MemberSummary, nextInvitation: InvitationDraft) =>
            onStart({ action: "remove", member, nextInvitation })
          }
          onInvite={next && (() => onInvite(next))}
          onTitle={(title: string) => setDone({ task, title })}
          onRemoved={onRemoved}
        />
      )}
    </TaskDialog>
  );
}

/** Names and shows the member, so that nobody is mistaken for somebody else. */
function DialogTitle({ task: { action, member } }: { task: MemberTask }) {
  return (
    <span className={styles.title}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
      <bdi>{dialogs[action].title(member.name)}</bdi>
    </span>
  );
}

const dialogs = {
  update: { title: (name: string) => `Edit ${name}`, size: 600, Content: EditMember },
  set_password: { title: (name: string) => `Change the password of ${name}`, size: 480, Content: SetPassword },
  send_invitation: { title: (name: string) => `Invite ${name} again?`, size: 480, Content: SendInvitationAgain },
  create_link: { title: (name: string) => `Invitation link for ${name}`, size: 480, Content: CreateInvitationLink },
  revoke_invitation: {
    title: (name: string) => `Revoke the invitation of ${name}?`,
    size: 480,
    Content: RevokeInvitation,
  },
  end_sessions: { title: (name: string) => `End the sessions of ${name}?`, size: 480, Content: EndSessions },
  suspend: { title: (name: string) => `Suspend ${name}?`, size: 480, Content: SuspendMember },
  restore: { title: (name: string) => `Restore ${name}?`, size: 480, Content: RestoreMember },
  remove: { title: (name: string) => `Remove ${name}?`, size: 480, Content: RemoveMember },
};
