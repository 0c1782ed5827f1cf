import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { allCompaniesQuery } from "../../api/companies";
import { contactsQuery } from "../../api/contacts";
import type { Segment } from "../../api/schema";
import { segmentQuery } from "../../api/segments";
import { Message } from "../../components/feedback/message";
import { NoAgentsToList } from "../../shared/agents/no-agents-to-list";
import { brokenFilterText, hasBrokenFilter } from "../../shared/contacts/broken-filter";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { useListSearch, type ListControls } from "../../shared/list/use-list-search";
import { AddContactButton } from "./add-contact";
import { BulkBar } from "./bulk-bar";
import { createContactColumns } from "./contact-columns";
import { ContactFilters } from "./contact-filters";
import { contactsMemory, getContactFilters, toContactFilter, type ContactsSearch } from "./contacts-search";
import { createSelectColumn, useSelection } from "./selection";

/** The contacts of the caller's companies. */
export function ContactsPage() {
  const mayAccess = useMayAccessCrm();
  const controls = useListSearch<ContactsSearch>(getContactFilters);
  const { search, position, sortBy } = controls;
  const { sort, cursor, limit } = search;
  const contacts = useQuery({
    ...contactsQuery({ ...toContactFilter(search), sort, cursor, limit }),
    enabled: mayAccess,
  });
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayAccess }).data ?? [];
  useEffect(() => contactsMemory.remember({ search, position }), [search, position]);

  const withCompany = companies.length > 1 && !search.company_id;
  const segment = useQuery({
    ...segmentQuery(search.segment_id ?? ""),
    enabled: mayAccess && search.segment_id !== undefined,
  }).data;
  const shown = contacts.data?.items ?? [];
  const selection = useSelection(shown, JSON.stringify(search));
  const columns = [createSelectColumn(selection, shown.length), ...createContactColumns({ withCompany })];
  return (
    <CrmPage title="Contacts" action={<AddContactButton companies={companies} companyId={search.company_id} />}>
      <ContactFilters
        controls={controls}
        list={contacts.isPlaceholderData ? undefined : contacts.data}
        companies={companies}
        segment={segment}
      />
      <ListTable
        label="Contacts"
        query={contacts}
        columns={columns}
        search={search}
        // A search without an order lists the best matches first.
        defaultSort={search.search ? undefined : "name"}
        onSort={sortBy}
        empty={<NoContacts controls={controls} hasCompanies={companies.length > 0} segment={segment} />}
      />
      <BulkBar selection={selection} segment={segment?.kind === "static" ? segment : undefined} />
    </CrmPage>
  );
}

interface NoContactsProps {
  controls: ListControls<ContactsSearch>;
  hasCompanies: boolean;
  /** The segment that the list shows. */
  segment?: Segment;
}

/** Why the list is empty, and the next step. */
function NoContacts({ controls, hasCompanies, segment }: NoContactsProps) {
  if (segment && hasBrokenFilter(segment)) {
    return (
      <NoMatches title={segment.name} showAll="Show all contacts" onShowAll={controls.clearFilters}>
        {brokenFilterText}
      </NoMatches>
    );
  }
  if (controls.isFiltered) {
    const text = controls.search.search?.trim();
    return (
      <NoMatches title="No contacts match" showAll="Show all contacts" onShowAll={controls.clearFilters}>
        {text ? (
          <>
            No name, email or phone number contains <bdi>“{text}”</bdi>.
          </>
        ) : (
          "Try fewer filters."
        )}
      </NoMatches>
    );
  }
  if (!hasCompanies) {
    return <NoAgentsToList items="Contacts" first="company" />;
  }
  return (
    <Message title="No contacts yet">
      <p>
        Contacts are the people that your agents call, or who call them. Add the first one, or{" "}
        <Link to="/contact-imports">import a CSV file</Link>.
      </p>
    </Message>
  );
}
