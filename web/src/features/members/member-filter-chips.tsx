import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { FilterChip } from "../../components/filter-chip";
import { permissionLabel } from "../../components/permissions";
import { everybody, isFiltered, type MembersSearch } from "./members-search";
import { roleWords, statusWords } from "./member-filter-words";

interface Props {
  search: MembersSearch;
  filterBy: (filter: Partial<MembersSearch>) => void;
}

/** The filters in force, each with the way to lift it, and all at once. */
export function MemberFilterChips({ search, filterBy }: Props) {
  const agents = useQuery({ ...allAgentsQuery, enabled: search.agent_id !== undefined });
  const companies = useQuery({ ...allCompaniesQuery, enabled: search.company_id !== undefined });
  const named = (things: { id: string; name: string }[] | undefined, id: string) =>
    things?.find((thing) => thing.id === id)?.name ?? "…";

  const chips: [keyof typeof everybody, string][] = [];
  if (search.status) chips.push(["status", statusWords[search.status]]);
  if (search.role) chips.push(["role", roleWords[search.role]]);
  if (search.permission) chips.push(["permission", permissionLabel(search.permission)]);
  if (search.company_id) chips.push(["company_id", `Sees ${named(companies.data, search.company_id)}`]);
  if (search.agent_id) chips.push(["agent_id", `Sees ${named(agents.data, search.agent_id)}`]);
  if (search.inactive_days) {
    chips.push([
      "inactive_days",
      `Inactive for ${search.inactive_days} ${search.inactive_days === 1 ? "day" : "days"}`,
    ]);
  }

  return (
    <>
      {chips.map(([name, text]) => (
        <FilterChip key={name} label={`Lift the filter: ${text}`} onRemove={() => filterBy({ [name]: undefined })}>
          {text}
        </FilterChip>
      ))}
      {isFiltered(search) && (
        <Button variant="subtle" size="compact-sm" onClick={() => filterBy(everybody)}>
          Clear
        </Button>
      )}
    </>
  );
}
