import { Button } from "@mantine/core";
import { AgentFilter } from "../../shared/agents/agent-filter";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { DayFilter } from "../../shared/list/day-filter";
import { FilterPanel } from "../../shared/list/filter-panel";
import styles from "./usage-filters.module.css";
import { rangeOf, usualRanges, withEnd, type Range, type UsageSearch } from "./usage-search";

interface Props {
  search: UsageSearch;
  today: string;
  companies: { id: string; name: string }[];
  filterBy: (filter: Partial<UsageSearch>) => void;
}

/** Which days, and of whom. */
export function UsageFilters({ search, today, companies, filterBy }: Props) {
  const range = rangeOf(search, today);
  const choose = (next: Range) => filterBy({ from: next.from, to: next.to });
  return (
    <section aria-label="Filters" className={styles.filters}>
      <div className={styles.row}>
        {usualRanges(today).map(({ name, range: usual }) => {
          const isChosen = usual.from === range.from && usual.to === range.to;
          return (
            <Button
              key={name}
              size="xs"
              variant={isChosen ? "light" : "default"}
              aria-pressed={isChosen}
              onClick={() => choose(usual)}
            >
              {name}
            </Button>
          );
        })}
      </div>
      <FilterPanel>
        <DayFilter label="From" value={range.from} onChange={(from) => from && choose(withEnd(range, { from }))} />
        <DayFilter label="To" value={range.to} onChange={(to) => to && choose(withEnd(range, { to }))} />
        {companies.length > 1 && (
          <CompanyFilter
            placeholder="All"
            value={search.company_id}
            onChange={(company_id) => filterBy({ company_id })}
          />
        )}
        <AgentFilter placeholder="All" value={search.agent_id} onChange={(agent_id) => filterBy({ agent_id })} />
      </FilterPanel>
    </section>
  );
}
