import { Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { mailListQuery, type MailState } from "../../api/mail";
import { Message } from "../../components/feedback/message";
import { Page } from "../../components/layout/page";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
import { mailColumns } from "./mail-columns";
import { mailStates, wordsForState } from "./mail-words";
import { NoMailServer } from "./no-mail-server";
import type { OutboxSearch } from "./outbox-search";

export function OutboxPage() {
  const mayView = useCan("view_mail");
  const { search, sortBy, filterBy } = useListSearch<OutboxSearch>();
  const mail = useQuery({ ...mailListQuery(search), enabled: mayView });

  if (!mayView) {
    return (
      <Page title="Outbox">
        <NoAccess>The outbox is for administrators, and you are not one of them.</NoAccess>
      </Page>
    );
  }
  return (
    <Page title="Outbox">
      <NoMailServer />
      <Group mb="md">
        <NativeSelect
          label="State"
          value={search.state ?? ""}
          onChange={(event) => filterBy({ state: (event.currentTarget.value || undefined) as MailState | undefined })}
          data={[
            { value: "", label: "All mail" },
            ...mailStates.map((state) => ({ value: state, label: wordsForState(state) })),
          ]}
        />
      </Group>
      <ListTable
        label="Outbox"
        query={mail}
        columns={mailColumns}
        search={search}
        defaultSort="-created_at"
        onSort={sortBy}
        empty={
          search.state ? (
            <Message title="Nothing here">No mail is in this state.</Message>
          ) : (
            <Message title="No mail yet">
              Invitations and links for forgotten passwords show here, and what became of them.
            </Message>
          )
        }
      />
    </Page>
  );
}
