import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { wasTypedHere } from "../../lib/stored-drafts";
import { useSession } from "../../shared/session/session-context";
import { InviteDialog } from "./invite/invite-member";
import { emptyInvitation, type InvitationDraft } from "./member-draft";
import { MemberTaskDialog, type MemberTask, type StartTask } from "./member-task-dialog";

interface Options {
  /** A task whose dialog is open at first, such as one that a reload has interrupted. */
  firstTask?: MemberTask;
  /** Whether an invitation that a reload has interrupted is open at first. */
  resumesInvitation?: boolean;
  /** Called once a member is removed, while a dialog still shows what has ended. */
  onRemoved?: () => void;
  /** Called when the last dialog has closed after a removal. */
  onRemovalClosed?: () => void;
}

/** What may be done to members, each in a dialog: functions that open them, and the dialogs. */
export function useMemberTasks({ firstTask, resumesInvitation = false, onRemoved, onRemovalClosed }: Options = {}) {
  const ownId = useSession().member.id;
  const navigate = useNavigate();
  const [task, setTask] = useState<MemberTask | null>(firstTask ?? null);
  const [hasTask, taskDialog] = useDisclosure(firstTask !== undefined);
  const [invitation, setInvitation] = useState(emptyInvitation);
  const [inviting, inviteDialog] = useDisclosure(resumesInvitation && wasTypedHere("invite-member"));
  const [isRemoved, setRemoved] = useState(false);
  const { open: openTask, close: closeTask } = taskDialog;

  const startTask = useCallback<StartTask>(
    (task) => {
      // The own password is changed with the current one, so that this session goes on.
      if (task.action === "set_password" && task.member.id === ownId) return void navigate({ to: "/profile" });
      setTask(task);
      openTask();
    },
    [navigate, openTask, ownId],
  );
  const invite = (draft: InvitationDraft) => {
    closeTask();
    setInvitation(draft);
    inviteDialog.open();
  };
  const closeAnd = (close: () => void) => () => {
    close();
    if (isRemoved) onRemovalClosed?.();
  };

  const dialogs = (
    <>
      <MemberTaskDialog
        task={task}
        opened={hasTask}
        onClose={closeAnd(closeTask)}
        onStart={startTask}
        onInvite={invite}
        onRemoved={() => {
          setRemoved(true);
          onRemoved?.();
        }}
      />
      <InviteDialog draft={invitation} opened={inviting} onClose={closeAnd(inviteDialog.close)} />
    </>
  );
  return { startTask, invite, dialogs };
}
