import type { MemberSummary } from "../../api/schema";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { MemberAvatar } from "../../shared/members/member-avatar";
import { EditMember } from "./edit-member";
import type { InvitationStart } from "./invitation-start";
import type { BeginTask, BegunTask, MemberTask } from "./member-task";
import styles from "./member-task-dialog.module.css";
import { RemoveMember } from "./remove-member";
import { RestoreMember } from "./restore-member";
import { RevokeInvitation } from "./revoke-invitation";
import { SendInvitationAgain } from "./send-invitation-again";
import { SetPassword } from "./set-password";
import { SuspendMember } from "./suspend-member";
import { TakeLink } from "./take-link";

interface Props {
  /** What was begun last; null before the first. It stays while the dialog closes. */
  begun: BegunTask | null;
  opened: boolean;
  onClose: () => void;
  /** One task leads to another. */
  onBegin: BeginTask;
  onInvite: (start: InvitationStart) => void;
}

/** One dialog for all rows: it stays when the list is read anew and the row is on another page. */
export function MemberTaskDialog({ begun, opened, onClose, onBegin, onInvite }: Props) {
  const { size, Content } = dialogs[begun?.task ?? "update"];
  const next = begun?.next;
  return (
    <TaskDialog
      // What follows from within a dialog is another one, and takes the focus anew.
      key={next ? "next" : "first"}
      title={begun && <DialogTitle task={begun.task} member={begun.member} />}
      size={size}
      opened={opened}
      onClose={onClose}
    >
      {begun && (
        <Content member={begun.member} onDone={onClose} onBegin={onBegin} onNext={next && (() => onInvite(next))} />
      )}
    </TaskDialog>
  );
}

/** Whom it is about, so that nobody is taken for somebody else. */
function DialogTitle({ task, member }: { task: MemberTask; member: MemberSummary }) {
  return (
    <span className={styles.title}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
      <bdi>{dialogs[task].title(member.name)}</bdi>
    </span>
  );
}

const dialogs = {
  update: { title: (name: string) => `Edit ${name}`, size: 600, Content: EditMember },
  set_password: { title: (name: string) => `Change the password of ${name}`, size: 480, Content: SetPassword },
  send_invitation: { title: (name: string) => `Invite ${name} again?`, size: 480, Content: SendInvitationAgain },
  take_link: { title: (name: string) => `Link for ${name}`, size: 480, Content: TakeLink },
  revoke_invitation: {
    title: (name: string) => `Revoke the invitation of ${name}?`,
    size: 480,
    Content: RevokeInvitation,
  },
  suspend: { title: (name: string) => `Suspend ${name}?`, size: 480, Content: SuspendMember },
  restore: { title: (name: string) => `Restore ${name}?`, size: 480, Content: RestoreMember },
  remove: { title: (name: string) => `Remove ${name}?`, size: 480, Content: RemoveMember },
};
