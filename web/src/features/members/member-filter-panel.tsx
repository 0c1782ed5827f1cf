import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { permissions } from "../../components/permissions";
import { useTypedText } from "../../components/use-typed-text";
import { roleWords, statusWords } from "./member-filter-words";
import { readDays, type MembersSearch } from "./members-search";
import styles from "../../components/filter-panel.module.css";

interface Props {
  search: MembersSearch;
  filterBy: (filter: Partial<MembersSearch>) => void;
}

/** Every filter of the list, each with what it may be. */
export function MemberFilterPanel({ search, filterBy }: Props) {
  const companies = useQuery(allCompaniesQuery).data ?? [];
  const agents = useQuery(allAgentsQuery).data ?? [];
  const days = useTypedText(search.inactive_days?.toString() ?? "", (text) =>
    filterBy({ inactive_days: readDays(text) }),
  );
  const daysAreWrong = days.text !== "" && readDays(days.text) === undefined;

  return (
    <div className={styles.panel}>
      <NativeSelect
        label="Status"
        value={search.status ?? ""}
        onChange={(event) => filterBy({ status: (event.currentTarget.value || undefined) as MembersSearch["status"] })}
        data={[{ value: "", label: "Any" }, ...choices(statusWords)]}
      />
      <NativeSelect
        label="Role"
        value={search.role ?? ""}
        onChange={(event) => filterBy({ role: (event.currentTarget.value || undefined) as MembersSearch["role"] })}
        data={[{ value: "", label: "Any" }, ...choices(roleWords)]}
      />
      <NativeSelect
        label="Permission"
        value={search.permission ?? ""}
        onChange={(event) =>
          filterBy({ permission: (event.currentTarget.value || undefined) as MembersSearch["permission"] })
        }
        data={[{ value: "", label: "Any" }, ...permissions.map(({ name, label }) => ({ value: name, label }))]}
      />
      <Select
        label="Sees company"
        placeholder="Any"
        data={companies.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.company_id ?? null}
        onChange={(id) => filterBy({ company_id: id ?? undefined })}
        searchable
        clearable
        nothingFoundMessage="No such company"
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label="Sees agent"
        placeholder="Any"
        data={agents.map(({ id, name, company_name }) => ({ value: id, label: `${name} (${company_name})` }))}
        value={search.agent_id ?? null}
        onChange={(id) => filterBy({ agent_id: id ?? undefined })}
        searchable
        clearable
        limit={100}
        nothingFoundMessage="No such agent"
        comboboxProps={{ withinPortal: false }}
      />
      <TextInput
        label="Inactive for so many days"
        placeholder="Any"
        inputMode="numeric"
        value={days.text}
        onChange={(event) => days.type(event.currentTarget.value)}
        error={daysAreWrong && "A whole number of days."}
      />
    </div>
  );
}

function choices(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
