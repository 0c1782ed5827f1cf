import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { agentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { agentColumns } from "./agent-columns";
import { AgentFilters } from "./agent-filters";
import { agentsMemory, type AgentsSearch } from "./agents-search";
import { CreateAgentButton } from "./create-agent-button";
import { groupByCompany } from "./group-by-company";
import { NoAgents } from "./no-agents";

const pageSize = 100;

export function AgentsPage() {
  const { search, sortBy, filterBy } = useListSearch<AgentsSearch>();
  const agents = useQuery(agentsQuery({ limit: pageSize, ...search, total: true }));
  const companiesRead = useQuery(allCompaniesQuery);
  const companies = companiesRead.data ?? [];
  useEffect(() => agentsMemory.remember(search), [search]);
  const byName = search.sort === undefined || search.sort.endsWith("name");
  const grouped = companies.length > 1 && byName && !search.company_id;

  return (
    <Page title="Agents" action={<CreateAgentButton companies={companies} companyId={search.company_id} />}>
      {companiesRead.isPending ? (
        <SkeletonRows />
      ) : (
        <>
          {companies.length > 1 && (
            <AgentFilters companies={companies} search={search} filterBy={filterBy} total={agents.data?.total} />
          )}
          <ListTable
            label="Agents"
            query={agents}
            columns={agentColumns({ withCompany: companies.length > 1 && !grouped && !search.company_id })}
            search={search}
            defaultSort="name"
            onSort={sortBy}
            groups={grouped ? (items) => groupByCompany(items) : undefined}
            empty={<NoAgents companies={companies} search={search} filterBy={filterBy} />}
          />
        </>
      )}
    </Page>
  );
}
