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
import { emptyInvitation, type InvitationStart } from "./invitation-start";
import { InviteButton } from "./invite-button";
import { InviteDialog } from "./invite-dialog";
import { memberColumns } from "./member-columns";
import { MemberFilters } from "./member-filters";
import type { BeginTask, BegunTask } from "./member-task";
import { MemberTaskDialog } from "./member-task-dialog";
import { memberFilters, type MembersSearch } from "./members-search";
import { NoMatchingMembers } from "./no-matching-members";

export function MembersPage() {
  const mayView = useCan("view_members");
  const ownId = useSession().member.id;
  const navigate = useNavigate();
  const controls = useListSearch<MembersSearch>(memberFilters);
  const { search, sortBy, isFiltered } = controls;
  const members = useQuery({ ...membersQuery(search), enabled: mayView });
  const compact = useMediaQuery("(max-width: 74em)", false, { getInitialValueInEffect: false });
  const [begun, setBegun] = useState<BegunTask | null>(null);
  const [opened, { open, close }] = useDisclosure(false);
  const [invitation, setInvitation] = useState(emptyInvitation);
  const [inviting, invitationDialog] = useDisclosure(false);
  const begin = useCallback<BeginTask>(
    (task) => {
      // One's own is changed with the current one, and this session goes on.
      if (task.task === "set_password" && task.member.id === ownId) return void navigate({ to: "/profile" });
      setBegun(task);
      open();
    },
    [navigate, open, ownId],
  );
  const invite = (start: InvitationStart) => {
    close();
    setInvitation(start);
    invitationDialog.open();
  };
  const columns = useMemo(() => memberColumns(compact, begin), [compact, begin]);

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
        // A search without an order has the best matches first.
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
      <MemberTaskDialog begun={begun} opened={opened} onClose={close} onBegin={begin} onInvite={invite} />
      <InviteDialog start={invitation} opened={inviting} onClose={invitationDialog.close} />
    </ProtectedPage>
  );
}
