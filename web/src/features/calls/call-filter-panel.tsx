import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { directionWords, statusWords } from "../../components/call-words";
import { readDay } from "../../components/days";
import styles from "../../components/filter-panel.module.css";
import type { CallsSearch } from "./calls-search";

interface Props {
  search: CallsSearch;
  filterBy: (filter: Partial<CallsSearch>) => void;
}

/** Every filter of the list, each with what it may be. */
export function CallFilterPanel({ search, filterBy }: Props) {
  const companies = useQuery(allCompaniesQuery).data ?? [];
  const agents = useQuery(allAgentsQuery).data ?? [];

  return (
    <div className={styles.panel}>
      <Select
        label="Agent"
        placeholder="Any"
        data={agents.map(({ id, name, company_name }) => ({
          value: id,
          label: companies.length > 1 ? `${name} (${company_name})` : name,
        }))}
        value={search.agent_id ?? null}
        onChange={(id) => filterBy({ agent_id: id ?? undefined })}
        searchable
        clearable
        limit={100}
        nothingFoundMessage="No such agent"
        comboboxProps={{ withinPortal: false }}
      />
      {companies.length > 1 && (
        <Select
          label="Company"
          placeholder="Any"
          data={companies.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.company_id ?? null}
          onChange={(id) => filterBy({ company_id: id ?? undefined })}
          searchable
          clearable
          nothingFoundMessage="No such company"
          comboboxProps={{ withinPortal: false }}
        />
      )}
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

function choices(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
