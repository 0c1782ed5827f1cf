import { useQuery } from "@tanstack/react-query";
import { mailListQuery } from "../../api/mail";
import type { Mail } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Address } from "../../components/text/address";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { SelectFilter } from "../../shared/list/select-filter";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan, useSession } from "../../shared/session/session-context";
import { DeliveryState } from "./delivery-state";
import { mailKindWords, mailStateWords } from "./mail-words";
import { outboxFilters, type OutboxSearch } from "./outbox-search";
import styles from "./outbox.module.css";

/** The emails that were queued, and the state of each. */
export function OutboxPage() {
  const mayView = useCan("view_mail");
  const { search, sortBy, filterBy, isFiltered, clearFilters } = useListSearch<OutboxSearch>(outboxFilters);
  const mail = useQuery({ ...mailListQuery(search), enabled: mayView });

  return (
    <ProtectedPage title="Outbox" isAllowed={mayView} noAccess="Only administrators have access to the outbox.">
      <NoMailServer />
      <FilterRow>
        <SelectFilter
          label="Status"
          any="All emails"
          words={mailStateWords}
          value={search.state}
          onChange={(state) => filterBy({ state })}
        />
      </FilterRow>
      <ListTable
        label="Outbox"
        query={mail}
        columns={columns}
        search={search}
        defaultSort="-created_at"
        onSort={sortBy}
        empty={
          isFiltered ? (
            <NoMatches title="No emails match" showAll="Show all emails" onShowAll={clearFilters}>
              No emails with this status.
            </NoMatches>
          ) : (
            <Message title="No emails yet">
              Invitations, password resets and security notices appear here, each with its delivery state.
            </Message>
          )
        }
      />
    </ProtectedPage>
  );
}

/** Says that emails are not sent, and how to change that; nothing if there is a mail server. */
function NoMailServer() {
  if (useSession().account.sends_mail) return null;
  return (
    <div role="note" aria-label="No mail server" className={styles.note}>
      <p>No mail server is set, so emails are not sent. Open an email to copy its link and share it yourself.</p>
      <p>
        To send emails, set <code>ROLLCALL_SMTP_URL=smtp://user:password@mail.example:587</code> and{" "}
        <code>ROLLCALL_MAIL_FROM=rollcall@mail.example</code>, and restart Rollcall.
      </p>
    </div>
  );
}

const columns: TableColumn<Mail>[] = [
  {
    key: "kind",
    title: "Email",
    width: "180px",
    minWidth: 140,
    onPhone: "first",
    cell: (mail) => (
      <RowLink to="/account/outbox/$id" params={{ id: mail.id }}>
        {mailKindWords[mail.kind]}
      </RowLink>
    ),
  },
  {
    key: "recipient",
    title: "To",
    minWidth: 160,
    cell: (mail) => <TwoLines first={mail.recipient_name} second={<Address>{mail.recipient_email}</Address>} />,
  },
  { key: "state", title: "Status", minWidth: 140, cell: (mail) => <DeliveryState mail={mail} /> },
  {
    key: "created_at",
    title: "Created",
    sort: "created_at",
    firstDescending: true,
    width: "130px",
    priority: 2,
    cell: (mail) => <Moment at={mail.created_at} />,
  },
];
