import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { agentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import type { AgentSummary } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import type { TableGroup } from "../../components/table/table";
import { groupByCompany } from "../../shared/agents/group-by-company";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { FilterRow } from "../../shared/list/filter-row";
import { ListCount } from "../../shared/list/list-count";
import { ListTable } from "../../shared/list/list-table";
import { SearchField } from "../../shared/list/search-field";
import { useListSearch } from "../../shared/list/use-list-search";
import { createAgentColumns } from "./agent-columns";
import { agentFilters, agentsMemory, type AgentsSearch } from "./agents-search";
import { CreateAgentButton } from "./create-agent";
import { NoAgents } from "./no-agents";

const pageSize = 100;

/** The caller's agents: under the names of their companies if there are several, and by name. */
export function AgentsPage() {
  const controls = useListSearch<AgentsSearch>(agentFilters);
  const { search, position, sortBy, filterBy } = controls;
  const agents = useQuery(agentsQuery({ limit: pageSize, ...search, total: true }));
  const companiesRead = useQuery(allCompaniesQuery);
  const companies = companiesRead.data ?? [];
  useEffect(() => agentsMemory.remember({ search, position }), [search, position]);

  const hasSeveralCompanies = useHasSeveralCompanies();
  const isSortedByName = search.sort === undefined ? !search.search : search.sort.endsWith("name");
  const isGrouped = hasSeveralCompanies && isSortedByName && !search.company_id;
  const hasAgents = controls.isFiltered || (agents.data?.total ?? 0) > 0;
  const columns = createAgentColumns({ withCompany: hasSeveralCompanies && !isGrouped && !search.company_id });

  // Typing on replaces the step of the first letter, so that Back does not go through every letter.
  const searchFor = (text: string) =>
    filterBy({ search: text.trim() ? text : undefined }, search.search ? "same" : "new");

  return (
    <Page title="Agents" action={<CreateAgentButton companies={companies} companyId={search.company_id} />}>
      {companiesRead.isPending ? (
        <SkeletonRows />
      ) : (
        <>
          {hasAgents && (
            <FilterRow>
              <SearchField label="Search agents" value={search.search ?? ""} onSearch={searchFor} />
              {hasSeveralCompanies && (
                <CompanyFilter
                  hidesLabel
                  placeholder="All companies"
                  value={search.company_id}
                  onChange={(company_id) => filterBy({ company_id })}
                />
              )}
              <ListCount noun="agent" count={agents.data?.total} />
            </FilterRow>
          )}
          <ListTable
            label="Agents"
            query={agents}
            columns={columns}
            search={search}
            defaultSort={search.search ? undefined : "name"}
            onSort={sortBy}
            groups={isGrouped ? toGroups : undefined}
            empty={<NoAgents companies={companies} controls={controls} />}
          />
        </>
      )}
    </Page>
  );
}

/** One group for each company, ordered by the company's name. */
function toGroups(agents: AgentSummary[]): TableGroup<AgentSummary>[] {
  return groupByCompany(agents).map(({ id, name, agents }) => ({ key: id, title: name, items: agents }));
}
