import type { MemberSummary } from "../../api/schema";
import { TaskDialog } from "../../components/task-dialog";
import { EditMember } from "./edit-member";
import type { MemberTask } from "./member-task";
import { RemoveMember } from "./remove-member";
import { RestoreMember } from "./restore-member";
import { SetPassword } from "./set-password";
import { SuspendMember } from "./suspend-member";

interface Props {
  /** What was begun last; null before the first. It stays while the dialog closes. */
  begun: { task: MemberTask; member: MemberSummary } | null;
  opened: boolean;
  onClose: () => void;
}

/** One dialog for all rows: it stays when the list is read anew and the row is on another page. */
export function MemberTaskDialog({ begun, opened, onClose }: Props) {
  const { title, size, Content } = dialogs[begun?.task ?? "update"];
  return (
    <TaskDialog title={<bdi>{begun && title(begun.member.name)}</bdi>} size={size} opened={opened} onClose={onClose}>
      {begun && <Content member={begun.member} onDone={onClose} />}
    </TaskDialog>
  );
}

const dialogs = {
  update: { title: (name: string) => `Edit ${name}`, size: 600, Content: EditMember },
  set_password: { title: (name: string) => `Change the password of ${name}`, size: 480, Content: SetPassword },
  suspend: { title: (name: string) => `Suspend ${name}?`, size: 480, Content: SuspendMember },
  restore: { title: (name: string) => `Restore ${name}?`, size: 480, Content: RestoreMember },
  remove: { title: (name: string) => `Remove ${name}?`, size: 480, Content: RemoveMember },
};
