import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { directionWords, statusWords } from "../../components/call-words";
import { dayInWords } from "../../components/days";
import { FilterChip } from "../../components/filter-chip";
import { everyCall, isFiltered, type CallsSearch } from "./calls-search";

interface Props {
  search: CallsSearch;
  filterBy: (filter: Partial<CallsSearch>) => void;
}

/** The filters in force, each with the way to lift it, and all at once. */
export function CallFilterChips({ search, filterBy }: Props) {
  const agents = useQuery({ ...allAgentsQuery, enabled: search.agent_id !== undefined });
  const companies = useQuery({ ...allCompaniesQuery, enabled: search.company_id !== undefined });
  const named = (things: { id: string; name: string }[] | undefined, id: string) =>
    things?.find((thing) => thing.id === id)?.name ?? "…";

  const chips: [keyof typeof everyCall, string][] = [];
  if (search.agent_id) chips.push(["agent_id", named(agents.data, search.agent_id)]);
  if (search.company_id) chips.push(["company_id", named(companies.data, search.company_id)]);
  if (search.from) chips.push(["from", `From ${dayInWords(search.from)}`]);
  if (search.to) chips.push(["to", `To ${dayInWords(search.to)}`]);
  if (search.status) chips.push(["status", statusWords[search.status]]);
  if (search.direction) chips.push(["direction", directionWords[search.direction]]);

  return (
    <>
      {chips.map(([name, text]) => (
        <FilterChip key={name} label={`Lift the filter: ${text}`} onRemove={() => filterBy({ [name]: undefined })}>
          {text}
        </FilterChip>
      ))}
      {isFiltered(search) && (
        <Button variant="subtle" size="compact-sm" onClick={() => filterBy(everyCall)}>
          Clear
        </Button>
      )}
    </>
  );
}
