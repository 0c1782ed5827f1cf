import { Button } from "@mantine/core";
import { AgentFilter } from "../../shared/agents/agent-filter";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { DayFilter } from "../../shared/list/day-filter";
import { FilterPanel } from "../../shared/list/filter-panel";
import type { ListControls } from "../../shared/list/use-list-search";
import { getLimits, getRange, listNamedRanges, type Range, type UsageSearch } from "./usage-search";
import styles from "./usage.module.css";

interface Props {
  controls: ListControls<UsageSearch>;
  today: string;
}

/** The range of days, the company and the agent. */
export function UsageFilters({ controls: { search, filterBy }, today }: Props) {
  const withCompany = useHasSeveralCompanies();
  const range = getRange(search, today);
  const limits = getLimits(range);
  const choose = ({ from, to }: Range) => filterBy({ from, to });
  return (
    <section aria-label="Filters" className={styles.filters}>
      <div className={styles.ranges}>
        {listNamedRanges(today).map(({ name, range: named }) => {
          const isChosen = named.from === range.from && named.to === range.to;
          return (
            <Button
              key={name}
              size="xs"
              variant={isChosen ? "light" : "default"}
              aria-pressed={isChosen}
              onClick={() => choose(named)}
            >
              {name}
            </Button>
          );
        })}
      </div>
      <FilterPanel>
        <DayFilter
          label="From"
          value={range.from}
          {...limits.from}
          onChange={(from) => from && choose({ ...range, from })}
        />
        <DayFilter label="To" value={range.to} {...limits.to} onChange={(to) => to && choose({ ...range, to })} />
        {withCompany && (
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
