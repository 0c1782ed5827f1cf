import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { membersQuery } from "../../api/members";
import { Message } from "../../components/feedback/message";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan, useSession } from "../../shared/session/session-context";
import { InviteButton, InviteDialog } from "./invite/invite-member";
import { createMemberColumns } from "./list/member-columns";
import { MemberFilters, NoMatchingMembers } from "./list/member-filters";
import { emptyInvitation, type InvitationDraft } from "./member-draft";
import { MemberTaskDialog, type MemberTask, type StartTask } from "./member-task-dialog";
import { memberFilters, type MembersSearch } from "./members-search";

export function MembersPage() {
  const mayView = useCan("view_members");
  const ownId = useSession().member.id;
  const navigate = useNavigate();
  const controls = useListSearch<MembersSearch>(memberFilters);
  const { search, sortBy, isFiltered } = controls;
  const members = useQuery({ ...membersQuery(search), enabled: mayView });
  const compact = useMediaQuery("(max-width: 74em)", false, { getInitialValueInEffect: false });
  const [task, setTask] = useState<MemberTask | null>(null);
  const [hasTask, taskDialog] = useDisclosure(false);
  const [invitation, setInvitation] = useState(emptyInvitation);
  const [inviting, inviteDialog] = useDisclosure(false);
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
  const columns = useMemo(() => createMemberColumns(compact, startTask), [compact, startTask]);

  return (
    <ProtectedPage
      title="Members"
      isAllowed={mayView}
      noAccess="Account > Members is for administrators, and you are not one of them."
      action={<InviteButton onClick={() => invite(emptyInvitation)} />}
    >
      <MemberFilters controls={controls} list={members.isPlaceholderData ? undefined : members.data} />
      <ListTable
        label="Members"
        query={members}
        columns={columns}
        search={search}
        // A search without an order lists the best matches first.
        defaultSort={search.search ? undefined : "name"}
        onSort={sortBy}
        empty={
          isFiltered ? (
            <NoMatchingMembers controls={controls} />
          ) : (
            <Message title="No members">Invite the first one.</Message>
          )
        }
      />
      <MemberTaskDialog task={task} opened={hasTask} onClose={closeTask} onStart={startTask} onInvite={invite} />
      <InviteDialog draft={invitation} opened={inviting} onClose={inviteDialog.close} />
    </ProtectedPage>
  );
}
