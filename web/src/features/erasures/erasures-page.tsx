import { useQuery } from "@tanstack/react-query";
import { erasuresQuery } from "../../api/erasures";
import type { Erasure } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useSession } from "../../shared/session/session-context";
import { EraseNumberButton } from "./erase-number";
import { summarizeErased } from "./erasure-words";
import type { ErasuresSearch } from "./erasures-search";

/** The erasures of phone numbers. The numbers themselves are kept nowhere. */
export function ErasuresPage() {
  const isAdministrator = useSession().member.role === "administrator";
  const { search, sortBy } = useListSearch<ErasuresSearch>();
  const erasures = useQuery({ ...erasuresQuery(search), enabled: isAdministrator });
  return (
    <ProtectedPage
      title="Erasures"
      isAllowed={isAdministrator}
      noAccess="Only administrators have access to erasures."
      action={<EraseNumberButton />}
    >
      <ListTable
        label="Erasures"
        query={erasures}
        columns={columns}
        search={search}
        defaultSort="-requested_at"
        onSort={sortBy}
        empty={
          <Message title="No erasures yet">
            <p>
              When a person asks for their data to be deleted, erase their phone number: contacts, transcripts and
              recordings with it are erased for good. This list shows what was erased and when, without the number.
            </p>
          </Message>
        }
      />
    </ProtectedPage>
  );
}

const columns: TableColumn<Erasure>[] = [
  {
    key: "requested_at",
    title: "Requested",
    sort: "requested_at",
    firstDescending: true,
    width: "180px",
    onPhone: "first",
    cell: ({ requested_at }) => <Moment at={requested_at} as="time" />,
  },
  { key: "counts", title: "Erased", minWidth: 150, onPhone: "quiet", cell: ({ counts }) => summarizeErased(counts) },
  {
    key: "state",
    title: "Status",
    width: "30%",
    minWidth: 150,
    onPhone: "quiet",
    cell: ({ erased_at, erase_by }) =>
      erased_at ? (
        <>
          Completed <Moment at={erased_at} as="time" />
        </>
      ) : (
        <>
          Will be complete by <Moment at={erase_by} as="time" />
        </>
      ),
  },
];
