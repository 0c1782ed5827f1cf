import { useMediaQuery } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { memberQuery, membersQuery, membersTotalQuery } from "../../api/members";
import { Message } from "../../components/feedback/message";
import { findDraftId, wasTypedHere } from "../../lib/stored-drafts";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { InviteButton } from "./invite/invite-member";
import { createMemberColumns } from "./list/member-columns";
import { MemberFilters, NoMatchingMembers } from "./list/member-filters";
import { emptyInvitation } from "./member-draft";
import type { StartTask } from "./member-task-dialog";
import { getFilter, memberFilters, membersMemory, type MembersSearch } from "./members-search";
import { useMemberTasks } from "./use-member-tasks";

export function MembersPage() {
  const mayView = useCan("view_members");
  const controls = useListSearch<MembersSearch>(memberFilters);
  const { search, position, sortBy, isFiltered } = controls;
  useEffect(() => membersMemory.remember({ search, position }), [search, position]);
  const members = useQuery({ ...membersQuery(search), enabled: mayView });
  // Counted by `MemberCount` where there is more than one page.
  const { data: total } = useQuery({ ...membersTotalQuery(getFilter(search)), enabled: false });
  const compact = useMediaQuery("(max-width: 79.9em)", false, { getInitialValueInEffect: false });
  const { startTask, invite, dialogs } = useMemberTasks({ resumesInvitation: true });
  useInterruptedEdit(mayView, startTask);
  const columns = useMemo(() => createMemberColumns(compact, startTask), [compact, startTask]);

  return (
    <ProtectedPage
      title="Members"
      isAllowed={mayView}
      noAccess="You don’t have access to members."
      action={<InviteButton onClick={() => invite(emptyInvitation)} />}
    >
      <MemberFilters controls={controls} list={members.isPlaceholderData ? undefined : members.data} />
      <ListTable
        label="Members"
        query={members}
        columns={columns}
        search={search}
        total={total}
        // A search without an order lists the best matches first.
        defaultSort={search.search ? undefined : "name"}
        onSort={sortBy}
        empty={
          isFiltered ? (
            <NoMatchingMembers controls={controls} />
          ) : (
            <Message title="No members yet">Invite your first member.</Message>
          )
        }
      />
      {dialogs}
    </ProtectedPage>
  );
}

/** Opens the edit dialog again that a reload has interrupted, unless an invitation is opened again. */
function useInterruptedEdit(mayView: boolean, startTask: StartTask): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const id = mayView && !wasTypedHere("invite-member") ? findDraftId("edit-member") : null;
    if (id === null) return;
    queryClient.fetchQuery(memberQuery(id)).then(
      (member) => member.can.includes("update") && startTask({ action: "update", member }),
      () => undefined, // The member may have been removed.
    );
  }, [queryClient, mayView, startTask]);
}
