import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "../../api/members";
import { DataTable } from "../../components/data-table";
import { Message } from "../../components/message";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { useCan } from "../../components/session-context";
import { useListSearch } from "../../components/use-list-search";
import { InviteButton } from "./invite-button";
import { memberColumns } from "./member-columns";
import type { MembersSearch } from "./members-search";

export function MembersPage() {
  const mayView = useCan("view_members");
  const { search, sortBy } = useListSearch<MembersSearch>();
  const members = useQuery({ ...membersQuery(search), enabled: mayView });

  if (!mayView) {
    return (
      <Page title="Members">
        <NoAccess>Account &gt; Members is for administrators, and you are not one of them.</NoAccess>
      </Page>
    );
  }
  return (
    <Page title="Members" action={<InviteButton />}>
      <DataTable
        label="Members"
        query={members}
        columns={memberColumns}
        search={search}
        defaultSort="name"
        onSort={sortBy}
        empty={<Message title="No members">Invite the first one.</Message>}
      />
    </Page>
  );
}
