import { Button, TextInput } from "@mantine/core";
import { AgentFilter } from "../../components/agent-filter";
import { CompanyFilter } from "../../components/company-filter";
import { readDay } from "../../components/days";
import panel from "../../components/filter-panel.module.css";
import { rangeOf, usualRanges, withEnd, type Range, type UsageSearch } from "./usage-search";
import styles from "./usage-filters.module.css";

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
      <div className={panel.panel}>
        <TextInput
          type="date"
          label="From"
          value={range.from}
          onChange={(event) => {
            const from = readDay(event.currentTarget.value);
            if (from) choose(withEnd(range, { from }));
          }}
        />
        <TextInput
          type="date"
          label="To"
          value={range.to}
          onChange={(event) => {
            const to = readDay(event.currentTarget.value);
            if (to) choose(withEnd(range, { to }));
          }}
        />
        {companies.length > 1 && (
          <CompanyFilter
            placeholder="All"
            value={search.company_id}
            onChange={(company_id) => filterBy({ company_id })}
          />
        )}
        <AgentFilter placeholder="All" value={search.agent_id} onChange={(agent_id) => filterBy({ agent_id })} />
      </div>
    </section>
  );
}
