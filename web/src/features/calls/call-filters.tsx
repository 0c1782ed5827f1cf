import { useQuery } from "@tanstack/react-query";
import { callCountQuery, getCallsFile, type CallFilter } from "../../api/calls";
import type { List } from "../../api/list";
import { formatDay } from "../../lib/days";
import { formatCount } from "../../lib/numbers";
import { formatDuration } from "../../lib/times";
import { AgentFilter, useAgentName } from "../../shared/agents/agent-filter";
import { directionWords, outcomeWords, statusWords } from "../../shared/calls/call-words";
import { CompanyFilter, useCompanyName } from "../../shared/companies/company-filter";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { DayFilter } from "../../shared/list/day-filter";
import { FilterBar } from "../../shared/list/filter-bar";
import type { Chip } from "../../shared/list/filter-chips";
import { FilterPanel } from "../../shared/list/filter-panel";
import { ListCount } from "../../shared/list/list-count";
import { SelectFilter } from "../../shared/list/select-filter";
import type { ListControls } from "../../shared/list/use-list-search";
import { useSession } from "../../shared/session/session-context";
import type { CallsSearch } from "./calls-search";

interface Props {
  controls: ListControls<CallsSearch>;
  filter: CallFilter;
  /** The page of the list that is shown; undefined while it is loading. */
  list: List<unknown> | undefined;
  children?: React.ReactNode;
}

/** The filters of the list of calls, and how many calls match. */
export function CallFilters({ controls, filter, list, children }: Props) {
  const chips = useChips(controls.search);
  return (
    <FilterBar
      controls={controls}
      searchLabel="Search words or phone number"
      panel={<CallFilterPanel controls={controls} />}
      csv={getCallsFile(filter)}
      count={<CallCount filter={filter} list={list} />}
      chips={chips}
    >
      {children}
    </FilterBar>
  );
}

/** Where the list has several pages, the calls are counted, up to a limit of the server. */
function CallCount({ filter, list }: { filter: CallFilter; list: List<unknown> | undefined }) {
  const isWhole = list !== undefined && !list.previous_cursor && !list.next_cursor;
  const counted = useQuery({ ...callCountQuery(filter), enabled: list !== undefined && !isWhole });
  if (isWhole) return <ListCount noun="call" count={list.items.length} />;
  const isKnown = list !== undefined && !counted.isPlaceholderData;
  return (
    <ListCount
      noun="call"
      count={isKnown ? counted.data?.count : undefined}
      isMinimum={counted.data?.has_more ?? false}
    />
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
  if (search.outcome) chips.push({ name: "outcome", text: outcomeWords[search.outcome] });
  if (search.direction) chips.push({ name: "direction", text: directionWords[search.direction] });
  if (search.min_seconds !== undefined) {
    chips.push({ name: "min_seconds", text: `At least ${describeLength(search.min_seconds)}` });
  }
  if (search.max_seconds !== undefined) {
    chips.push({ name: "max_seconds", text: `At most ${describeLength(search.max_seconds)}` });
  }
  if (search.has_recording) chips.push({ name: "has_recording", text: "Has a recording" });
  return chips;
}

function CallFilterPanel({ controls: { search, filterBy } }: { controls: ListControls<CallsSearch> }) {
  const withCompany = useHasSeveralCompanies();
  const { permissions } = useSession();
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
        label="Outcome"
        words={outcomeWords}
        value={search.outcome}
        onChange={(outcome) => filterBy({ outcome })}
      />
      <SelectFilter
        label="Direction"
        words={directionWords}
        value={search.direction}
        onChange={(direction) => filterBy({ direction })}
      />
      <LengthFilter
        label="Length, at least"
        value={search.min_seconds}
        max={search.max_seconds}
        onChange={(min_seconds) => filterBy({ min_seconds })}
      />
      <LengthFilter
        label="Length, at most"
        value={search.max_seconds}
        min={search.min_seconds}
        onChange={(max_seconds) => filterBy({ max_seconds })}
      />
      {permissions.view_recordings && (
        <SelectFilter
          label="Recording"
          words={{ yes: "Has a recording" }}
          value={search.has_recording && "yes"}
          onChange={(yes) => filterBy({ has_recording: yes && true })}
        />
      )}
    </FilterPanel>
  );
}

const offeredSeconds = [5, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600];

interface LengthProps {
  label: string;
  /** In seconds, like the limits. */
  value: number | undefined;
  min?: number;
  max?: number;
  onChange: (seconds: number | undefined) => void;
}

/** A filter by the length of calls. A length in the address that is not offered is offered besides. */
function LengthFilter({ label, value, min = 0, max = Infinity, onChange }: LengthProps) {
  const seconds = [...new Set([...offeredSeconds, ...(value === undefined ? [] : [value])])]
    .filter((one) => one === value || (one >= min && one <= max))
    .sort((one, other) => one - other);
  return (
    <SelectFilter
      label={label}
      words={Object.fromEntries(seconds.map((one) => [one, describeLength(one)]))}
      value={value === undefined ? undefined : String(value)}
      onChange={(chosen) => onChange(chosen === undefined ? undefined : Number(chosen))}
    />
  );
}

/** "30 seconds", "2 minutes", "1:30". */
function describeLength(seconds: number): string {
  if (seconds < 60) return formatCount(seconds, "second");
  if (seconds % 3_600 === 0) return formatCount(seconds / 3_600, "hour");
  return seconds % 60 === 0 ? formatCount(seconds / 60, "minute") : formatDuration(seconds);
}
