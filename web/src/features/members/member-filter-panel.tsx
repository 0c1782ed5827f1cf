import { NativeSelect, TextInput } from "@mantine/core";
import { AgentFilter } from "../../components/agent-filter";
import { choices } from "../../components/choices";
import { CompanyFilter } from "../../components/company-filter";
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
      <CompanyFilter
        label="Sees company"
        value={search.company_id}
        onChange={(company_id) => filterBy({ company_id })}
      />
      <AgentFilter label="Sees agent" value={search.agent_id} onChange={(agent_id) => filterBy({ agent_id })} />
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
