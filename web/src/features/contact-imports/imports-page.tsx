import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { allCompaniesQuery } from "../../api/companies";
import { contactImportsQuery } from "../../api/contact-imports";
import type { ContactImport } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { formatCount } from "../../lib/numbers";
import { NoAgentsToList } from "../../shared/agents/no-agents-to-list";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { useListSearch } from "../../shared/list/use-list-search";
import { getFileName, stateWords } from "./import-words";
import { importFilters, type ImportsSearch } from "./imports-search";
import { UploadButton } from "./upload";

/** The files of contacts that were uploaded for the caller's companies. */
export function ImportsPage() {
  const mayAccess = useMayAccessCrm();
  const { search, sortBy, filterBy, isFiltered, clearFilters } = useListSearch<ImportsSearch>(importFilters);
  const imports = useQuery({ ...contactImportsQuery(search), enabled: mayAccess });
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayAccess }).data ?? [];
  const withCompany = companies.length > 1 && !search.company_id;
  const columns = useMemo(() => createImportColumns({ withCompany }), [withCompany]);
  return (
    <CrmPage title="Imports" action={<UploadButton companies={companies} companyId={search.company_id} />}>
      {companies.length > 1 && (
        <FilterRow>
          <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />
        </FilterRow>
      )}
      <ListTable
        label="Imports"
        query={imports}
        columns={columns}
        search={search}
        defaultSort="-created_at"
        onSort={sortBy}
        empty={
          isFiltered ? (
            <NoMatches title="No imports for this company" showAll="Show all imports" onShowAll={clearFilters} />
          ) : companies.length === 0 ? (
            <NoAgentsToList items="Imports" first="company" />
          ) : (
            <Message title="No imports yet">
              <p>
                Upload a CSV file with contacts, from a spreadsheet or another system. You see how it is read before
                anything is stored, and can undo the whole import within 7 days.
              </p>
            </Message>
          )
        }
      />
    </CrmPage>
  );
}

function createImportColumns({ withCompany }: { withCompany: boolean }): TableColumn<ContactImport>[] {
  return [
    {
      key: "file",
      title: "File",
      width: "36%",
      onPhone: "first",
      cell: (item) => (
        <TwoLines
          first={
            <RowLink to="/contact-imports/$id" params={{ id: item.id }}>
              {getFileName(item)}
            </RowLink>
          }
          second={withCompany ? item.company_name : undefined}
        />
      ),
    },
    { key: "state", title: "Status", onPhone: "quiet", cell: ({ state }) => stateWords[state] },
    { key: "rows", title: "Size", priority: 2, onPhone: "quiet", cell: ({ rows }) => formatCount(rows, "row") },
    {
      key: "refused",
      title: "Refused",
      width: "100px",
      priority: 3,
      onPhone: "hidden",
      cell: ({ refused }) => (refused > 0 ? refused.toLocaleString("en") : "–"),
    },
    {
      key: "created_at",
      title: "Uploaded",
      sort: "created_at",
      firstDescending: true,
      width: "130px",
      priority: 2,
      onPhone: "quiet",
      cell: ({ created_at }) => <Moment at={created_at} />,
    },
  ];
}
