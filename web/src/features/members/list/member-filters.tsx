import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { List } from "../../../api/list";
import { getMembersFile, membersTotalQuery } from "../../../api/members";
import type { PermissionName } from "../../../api/schema";
import { formatCount } from "../../../lib/numbers";
import { useTypedText } from "../../../lib/use-typed-text";
import { AgentFilter, useAgentName } from "../../../shared/agents/agent-filter";
import { CompanyFilter, useCompanyName } from "../../../shared/companies/company-filter";
import { FilterBar } from "../../../shared/list/filter-bar";
import type { Chip } from "../../../shared/list/filter-chips";
import { FilterPanel } from "../../../shared/list/filter-panel";
import { ListCount } from "../../../shared/list/list-count";
import { NoMatches } from "../../../shared/list/no-matches";
import { SelectFilter } from "../../../shared/list/select-filter";
import type { ListControls } from "../../../shared/list/use-list-search";
import { permissionLabel, permissions } from "../../../shared/members/permissions";
import { roleWords, statusWords } from "../member-words";
import { getFilter, readDays, type MembersSearch } from "../members-search";

/** For the regular review of which members still need access (M44). */
const reviewDays = 90;
const permissionWords = Object.fromEntries(permissions.map(({ name, label }) => [name, label])) as Record<
  PermissionName,
  string
>;

interface Props {
  controls: ListControls<MembersSearch>;
  /** The page of the list that is shown; undefined while it is loading. */
  list: List<unknown> | undefined;
}

/** The filters of the list of members, and how many members match. */
export function MemberFilters({ controls, list }: Props) {
  const { search, filterBy } = controls;
  const chips = useChips(search);
  const isReview = search.inactive_days === reviewDays;
  return (
    <FilterBar
      controls={controls}
      searchLabel="Search members"
      panel={<MemberFilterPanel controls={controls} />}
      shortcuts={
        <Button
          variant={isReview ? "light" : "default"}
          aria-pressed={isReview}
          onClick={() => filterBy({ inactive_days: isReview ? undefined : reviewDays })}
        >
          Inactive for {reviewDays} days
        </Button>
      }
      csv={getMembersFile({ ...getFilter(search), sort: search.sort })}
      count={<MemberCount search={search} list={list} />}
      chips={chips}
    />
  );
}

/** A list of a single page is counted without a query. */
function MemberCount({ search, list }: { search: MembersSearch; list: List<unknown> | undefined }) {
  const isWhole = list !== undefined && !list.next_cursor && !list.previous_cursor;
  const total = useQuery({ ...membersTotalQuery(getFilter(search)), enabled: list !== undefined && !isWhole });
  return <ListCount noun="member" count={isWhole ? list.items.length : total.data} />;
}

function useChips(search: MembersSearch): Chip<MembersSearch>[] {
  const agent = useAgentName(search.agent_id);
  const company = useCompanyName(search.company_id);
  const chips: Chip<MembersSearch>[] = [];
  if (search.status) chips.push({ name: "status", text: statusWords[search.status] });
  if (search.role) chips.push({ name: "role", text: roleWords[search.role] });
  if (search.permission) chips.push({ name: "permission", text: permissionLabel(search.permission) });
  if (search.company_id) chips.push({ name: "company_id", text: `Has access to ${company}` });
  if (search.agent_id) chips.push({ name: "agent_id", text: `Has access to ${agent}` });
  if (search.inactive_days) {
    chips.push({ name: "inactive_days", text: `Inactive for ${formatCount(search.inactive_days, "day")}` });
  }
  return chips;
}

function MemberFilterPanel({ controls: { search, filterBy } }: { controls: ListControls<MembersSearch> }) {
  // A text that is no number of days leaves the filter as it is, so that the field keeps the text and its error.
  const days = useTypedText(search.inactive_days?.toString() ?? "", (text) => {
    if (areDaysValid(text)) filterBy({ inactive_days: readDays(text) });
  });

  return (
    <FilterPanel>
      <SelectFilter
        label="Status"
        words={statusWords}
        value={search.status}
        onChange={(status) => filterBy({ status })}
      />
      <SelectFilter label="Role" words={roleWords} value={search.role} onChange={(role) => filterBy({ role })} />
      <SelectFilter
        label="Permission"
        words={permissionWords}
        value={search.permission}
        onChange={(permission) => filterBy({ permission })}
      />
      <CompanyFilter
        label="Has access to company"
        value={search.company_id}
        onChange={(company_id) => filterBy({ company_id })}
      />
      <AgentFilter
        label="Has access to agent"
        value={search.agent_id}
        onChange={(agent_id) => filterBy({ agent_id })}
      />
      <TextInput
        label="Inactive for at least … days"
        placeholder="Any"
        inputMode="numeric"
        value={days.text}
        onChange={(event) => days.type(event.currentTarget.value)}
        error={!areDaysValid(days.text) && "Enter a whole number of days."}
      />
    </FilterPanel>
  );
}

/** Whether the text of the field is a number of days or empty. */
function areDaysValid(text: string): boolean {
  return text === "" || readDays(text) !== undefined;
}

/** In place of the list. */
export function NoMatchingMembers({ controls }: { controls: ListControls<MembersSearch> }) {
  const { search, ...filters } = getFilter(controls.search);
  const text = search?.trim();
  const hint = Object.values(filters).some((value) => value !== undefined) && " Try fewer filters.";
  return (
    <NoMatches title="No members match" showAll="Show all members" onShowAll={controls.clearFilters}>
      {text ? (
        <>
          No name, email or job title contains <bdi>“{text}”</bdi>.{hint}
        </>
      ) : (
        "Try fewer filters."
      )}
    </NoMatches>
  );
}
