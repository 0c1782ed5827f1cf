import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../../api/api-error";
import { allCompaniesQuery } from "../../api/companies";
import { doNotCallQuery } from "../../api/do-not-call";
import type { DoNotCallEntry } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { useTypedText } from "../../lib/use-typed-text";
import { NoAgentsToList } from "../../shared/agents/no-agents-to-list";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { FilterChips } from "../../shared/list/filter-chips";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { useListSearch } from "../../shared/list/use-list-search";
import { useSession } from "../../shared/session/session-context";
import { AddNumberButton } from "./add-number";
import styles from "./do-not-call.module.css";
import { doNotCallFilters, type DoNotCallSearch } from "./do-not-call-search";
import { getNumber } from "./get-number";
import { RemoveNumberButton } from "./remove-number";

const title = "Do-not-call list";

/** Phone numbers that nobody may call: those of the caller's companies, and for administrators those of the account. */
export function DoNotCallPage() {
  const mayAccess = useMayAccessCrm();
  const isAdministrator = useSession().member.role === "administrator";
  const controls = useListSearch<DoNotCallSearch>(doNotCallFilters);
  const { search, sortBy, filterBy, isFiltered, clearFilters } = controls;
  const entries = useQuery({ ...doNotCallQuery(search), enabled: mayAccess });
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayAccess }).data;
  const phoneError = readPhoneError(entries.error);

  if (companies?.length === 0 && !isAdministrator) {
    return (
      <CrmPage title={title}>
        <NoAgentsToList items="Numbers" first="company" />
      </CrmPage>
    );
  }
  return (
    <CrmPage title={title} action={<AddNumberButton companies={companies ?? []} forAccount={isAdministrator} />}>
      <FilterRow>
        <NumberFilter value={search.phone} onChange={(phone) => filterBy({ phone })} error={phoneError} />
        {companies && companies.length > 1 && (
          <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />
        )}
        <FilterChips controls={controls} />
      </FilterRow>
      {!phoneError && (
        <ListTable
          label="Do-not-call list"
          query={entries}
          columns={columns}
          search={search}
          defaultSort="-created_at"
          onSort={sortBy}
          empty={
            isFiltered ? (
              <NoMatches title="No numbers match" showAll="Show all numbers" onShowAll={clearFilters}>
                {search.phone ? "This number is not on the list." : "Try fewer filters."}
              </NoMatches>
            ) : (
              <Message title="No numbers yet">
                <p>Numbers on this list are never called. Add a number when someone asks not to be called.</p>
              </Message>
            )
          }
        />
      )}
    </CrmPage>
  );
}

/** What is wrong with the number that the list is filtered by. */
function readPhoneError(error: Error | null): string | undefined {
  return error instanceof ApiError && error.status === 422 ? error.fields["phone"] : undefined;
}

interface NumberFilterProps {
  value: string | undefined;
  onChange: (phone: string | undefined) => void;
  error: string | undefined;
}

/** A filter by a whole number. The list is read once it is entered, not while it is typed. */
function NumberFilter({ value, onChange, error }: NumberFilterProps) {
  const { text, type, finish } = useTypedText(value ?? "", (typed) => onChange(typed.trim() || undefined), null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        finish(text);
      }}
    >
      <TextInput
        label="Number"
        type="tel"
        placeholder="+44 20 7946 0018"
        autoComplete="off"
        maxLength={60}
        value={text}
        error={error}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => finish(text)}
      />
    </form>
  );
}

const columns: TableColumn<DoNotCallEntry>[] = [
  {
    key: "phone",
    title: "Number",
    width: "190px",
    onPhone: "first",
    cell: (entry) => <bdi className={styles.number}>{getNumber(entry)}</bdi>,
  },
  {
    key: "company",
    title: "Applies to",
    width: "24%",
    priority: 2,
    cell: ({ company_name }) => (company_name === null ? "The whole account" : <bdi>{company_name}</bdi>),
  },
  { key: "reason", title: "Reason", priority: 2, cell: ({ reason }) => (reason ? <bdi>{reason}</bdi> : "–") },
  {
    key: "created_at",
    title: "Added",
    sort: "created_at",
    firstDescending: true,
    width: "130px",
    priority: 3,
    cell: ({ created_at }) => <Moment at={created_at} />,
  },
  {
    key: "actions",
    title: "Actions",
    width: "110px",
    onPhone: "bare",
    cell: (entry) => entry.can.includes("delete") && <RemoveNumberButton entry={entry} />,
  },
];
