import { TaskDialog } from "../../components/dialog/task-dialog";
import type { InvitationStart } from "./invitation-start";
import { InviteMember } from "./invite-member";

interface Props {
  start: InvitationStart;
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ start, opened, onClose }: Props) {
  return (
    <TaskDialog title="Invite a new member" opened={opened} onClose={onClose} size={600}>
      <InviteMember start={start} onDone={onClose} />
    </TaskDialog>
  );
}
