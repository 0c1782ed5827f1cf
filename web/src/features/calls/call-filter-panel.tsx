import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";
import { AgentFilter } from "../../components/agent-filter";
import { directionWords, statusWords } from "../../components/call-words";
import { choices } from "../../components/choices";
import { CompanyFilter } from "../../components/company-filter";
import { readDay } from "../../components/days";
import styles from "../../components/filter-panel.module.css";
import type { CallsSearch } from "./calls-search";

interface Props {
  search: CallsSearch;
  filterBy: (filter: Partial<CallsSearch>) => void;
}

/** Every filter of the list, each with what it may be. */
export function CallFilterPanel({ search, filterBy }: Props) {
  const withCompany = (useQuery(allCompaniesQuery).data ?? []).length > 1;

  return (
    <div className={styles.panel}>
      <AgentFilter value={search.agent_id} onChange={(agent_id) => filterBy({ agent_id })} />
      {withCompany && <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />}
      <TextInput
        type="date"
        label="From"
        max={search.to}
        value={search.from ?? ""}
        onChange={(event) => filterBy({ from: readDay(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label="To"
        min={search.from}
        value={search.to ?? ""}
        onChange={(event) => filterBy({ to: readDay(event.currentTarget.value) })}
      />
      <NativeSelect
        label="Status"
        value={search.status ?? ""}
        onChange={(event) => filterBy({ status: (event.currentTarget.value || undefined) as CallsSearch["status"] })}
        data={[{ value: "", label: "Any" }, ...choices(statusWords)]}
      />
      <NativeSelect
        label="Direction"
        value={search.direction ?? ""}
        onChange={(event) =>
          filterBy({ direction: (event.currentTarget.value || undefined) as CallsSearch["direction"] })
        }
        data={[{ value: "", label: "Any" }, ...choices(directionWords)]}
      />
    </div>
  );
}
