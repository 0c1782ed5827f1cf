import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { allAgentsQuery } from "../../api/agents";
import { campaignsQuery } from "../../api/campaigns";
import { allCompaniesQuery } from "../../api/companies";
import type { Campaign } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { AgentFilter } from "../../shared/agents/agent-filter";
import { NoAgentsToList } from "../../shared/agents/no-agents-to-list";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { FilterChips } from "../../shared/list/filter-chips";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { SelectFilter } from "../../shared/list/select-filter";
import { useListSearch } from "../../shared/list/use-list-search";
import { CampaignStatus } from "./campaign-status";
import { describeReached } from "./campaign-words";
import { stateWords } from "./state-words";
import { campaignFilters, campaignsMemory, type CampaignsSearch } from "./campaigns-search";
import { CreateCampaignButton } from "./create-campaign";
import { ProgressBar } from "./progress-bar";

/** The campaigns of the caller's agents. */
export function CampaignsPage() {
  const mayAccess = useMayAccessCrm();
  const controls = useListSearch<CampaignsSearch>(campaignFilters);
  const { search, position, sortBy, filterBy, isFiltered, clearFilters } = controls;
  const campaigns = useQuery({ ...campaignsQuery(search), enabled: mayAccess });
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayAccess }).data ?? [];
  const agents = useQuery({ ...allAgentsQuery, enabled: mayAccess });
  useEffect(() => campaignsMemory.remember({ search, position }), [search, position]);
  const withCompany = companies.length > 1 && !search.company_id;
  const columns = useMemo(() => createCampaignColumns({ withCompany }), [withCompany]);
  const hasAgents = (agents.data ?? []).length > 0;

  return (
    <CrmPage title="Campaigns" action={hasAgents && <CreateCampaignButton agentId={search.agent_id} />}>
      <FilterRow>
        {companies.length > 1 && (
          <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />
        )}
        <AgentFilter value={search.agent_id} onChange={(agent_id) => filterBy({ agent_id })} />
        <SelectFilter
          label="Status"
          words={stateWords}
          value={search.state}
          onChange={(state) => filterBy({ state })}
        />
        <FilterChips controls={controls} />
      </FilterRow>
      <ListTable
        label="Campaigns"
        query={campaigns}
        columns={columns}
        search={search}
        defaultSort="-created_at"
        onSort={sortBy}
        empty={
          isFiltered ? (
            <NoMatches title="No campaigns match" showAll="Show all campaigns" onShowAll={clearFilters}>
              Try fewer filters.
            </NoMatches>
          ) : agents.isSuccess && !hasAgents ? (
            <NoAgentsToList items="Campaigns" first="agent" />
          ) : (
            <Message title="No campaigns yet">
              <p>
                A campaign calls the contacts of a <Link to="/segments">segment</Link> with one of your agents, within
                the hours that you choose.
              </p>
              <p>Create one here. No calls start until you launch it.</p>
            </Message>
          )
        }
      />
    </CrmPage>
  );
}

function createCampaignColumns({ withCompany }: { withCompany: boolean }): TableColumn<Campaign>[] {
  return [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "30%",
      onPhone: "first",
      cell: ({ id, name, agent, company }) => (
        <TwoLines
          first={
            <RowLink to="/campaigns/$id" params={{ id }}>
              {name}
            </RowLink>
          }
          second={withCompany ? `${agent.name} · ${company.name}` : agent.name}
        />
      ),
    },
    {
      key: "state",
      title: "Status",
      width: "32%",
      minWidth: 170,
      onPhone: "bare",
      cell: (campaign) => <CampaignStatus campaign={campaign} />,
    },
    {
      key: "progress",
      title: "Progress",
      priority: 2,
      minWidth: 140,
      onPhone: "bare",
      cell: (campaign) =>
        campaign.launched_at && (
          <div>
            {describeReached(campaign)}
            <ProgressBar campaign={campaign} label={`Progress of ${campaign.name}`} />
          </div>
        ),
    },
    {
      key: "created_at",
      title: "Created",
      sort: "created_at",
      firstDescending: true,
      width: "116px",
      priority: 3,
      onPhone: "hidden",
      cell: ({ created_at }) => <Moment at={created_at} as="date" />,
    },
  ];
}
