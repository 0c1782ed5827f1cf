import { Select } from "@mantine/core";
import type { Company } from "../../api/schema";
import styles from "./agent-filters.module.css";
import type { AgentsSearch } from "./agents-search";

interface Props {
  companies: Company[];
  search: AgentsSearch;
  filterBy: (filter: Partial<AgentsSearch>) => void;
  total: number | undefined;
}

export function AgentFilters({ companies, search, filterBy, total }: Props) {
  return (
    <div className={styles.filters}>
      <Select
        aria-label="Company"
        placeholder="All companies"
        className={styles.company}
        data={companies.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.company_id ?? null}
        onChange={(company) => filterBy({ company_id: company ?? undefined })}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "Show all companies" }}
        nothingFoundMessage="No such company"
        comboboxProps={{ withinPortal: false }}
      />
      {total !== undefined && (
        <span className={styles.count} role="status">
          {total.toLocaleString("en")} {total === 1 ? "agent" : "agents"}
        </span>
      )}
    </div>
  );
}
