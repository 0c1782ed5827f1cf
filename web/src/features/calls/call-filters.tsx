import { getCallsFile } from "../../api/calls";
import type { List } from "../../api/list";
import { formatDay } from "../../lib/days";
import { AgentFilter, useAgentName } from "../../shared/agents/agent-filter";
import { directionWords, statusWords } from "../../shared/calls/call-words";
import { CompanyFilter, useCompanyName, useHasSeveralCompanies } from "../../shared/companies/company-filter";
import { DayFilter } from "../../shared/list/day-filter";
import { FilterBar } from "../../shared/list/filter-bar";
import type { Chip } from "../../shared/list/filter-chips";
import { FilterPanel } from "../../shared/list/filter-panel";
import { ListCount } from "../../shared/list/list-count";
import { SelectFilter } from "../../shared/list/select-filter";
import type { ListControls } from "../../shared/list/use-list-search";
import { toCallFilter, type CallsSearch } from "./calls-search";

interface Props {
  controls: ListControls<CallsSearch>;
  /** The page of the list that is shown; undefined while it is loading. */
  list: List<unknown> | undefined;
  children?: React.ReactNode;
}

/** The filters of the list of calls, and how many calls match. */
export function CallFilters({ controls, list, children }: Props) {
  const chips = useChips(controls.search);
  return (
    <FilterBar
      controls={controls}
      searchLabel="Search transcripts"
      panel={<CallFilterPanel controls={controls} />}
      csv={getCallsFile(toCallFilter(controls.search))}
      count={<CallCount list={list} />}
      chips={chips}
    >
      {children}
    </FilterBar>
  );
}

/** Counting millions of calls takes longer than reading a page of them, so only the first page gives a number. */
function CallCount({ list }: { list: List<unknown> | undefined }) {
  const isFirst = list !== undefined && !list.previous_cursor;
  return (
    <ListCount noun="call" count={isFirst ? list.items.length : undefined} isMinimum={Boolean(list?.next_cursor)} />
  );
}

function useChips(search: CallsSearch): Chip<CallsSearch>[] {
  const agent = useAgentName(search.agent_id);
  const company = useCompanyName(search.company_id);
  const chips: Chip<CallsSearch>[] = [];
  if (search.agent_id) chips.push({ name: "agent_id", text: agent });
  if (search.company_id) chips.push({ name: "company_id", text: company });
  if (search.from) chips.push({ name: "from", text: `From ${formatDay(search.from)}` });
  if (search.to) chips.push({ name: "to", text: `To ${formatDay(search.to)}` });
  if (search.status) chips.push({ name: "status", text: statusWords[search.status] });
  if (search.direction) chips.push({ name: "direction", text: directionWords[search.direction] });
  return chips;
}

function CallFilterPanel({ controls: { search, filterBy } }: { controls: ListControls<CallsSearch> }) {
  const withCompany = useHasSeveralCompanies();
  return (
    <FilterPanel>
      <AgentFilter value={search.agent_id} onChange={(agent_id) => filterBy({ agent_id })} />
      {withCompany && <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />}
      <DayFilter label="From" max={search.to} value={search.from} onChange={(from) => filterBy({ from })} />
      <DayFilter label="To" min={search.from} value={search.to} onChange={(to) => filterBy({ to })} />
      <SelectFilter
        label="Status"
        words={statusWords}
        value={search.status}
        onChange={(status) => filterBy({ status })}
      />
      <SelectFilter
        label="Direction"
        words={directionWords}
        value={search.direction}
        onChange={(direction) => filterBy({ direction })}
      />
    </FilterPanel>
  );
}
