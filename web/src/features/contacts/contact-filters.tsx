import { TextInput } from "@mantine/core";
import type { List } from "../../api/list";
import { useTypedText } from "../../lib/use-typed-text";
import { CompanyFilter, useCompanyName, useHasSeveralCompanies } from "../../shared/companies/company-filter";
import { FilterBar } from "../../shared/list/filter-bar";
import type { Chip } from "../../shared/list/filter-chips";
import { FilterPanel } from "../../shared/list/filter-panel";
import { ListCount } from "../../shared/list/list-count";
import { SelectFilter } from "../../shared/list/select-filter";
import type { ListControls } from "../../shared/list/use-list-search";
import { doNotCallWords, type ContactsSearch } from "./contacts-search";

interface Props {
  controls: ListControls<ContactsSearch>;
  /** The page of the list that is shown; undefined while it is loading. */
  list: List<unknown> | undefined;
}

/** The filters of the list of contacts, and how many contacts match. */
export function ContactFilters({ controls, list }: Props) {
  const chips = useChips(controls.search);
  const isFirst = list !== undefined && !list.previous_cursor;
  return (
    <FilterBar
      controls={controls}
      searchLabel="Search contacts"
      panel={<ContactFilterPanel controls={controls} />}
      count={
        <ListCount
          noun="contact"
          count={isFirst ? list.items.length : undefined}
          isMinimum={Boolean(list?.next_cursor)}
        />
      }
      chips={chips}
    />
  );
}

function useChips(search: ContactsSearch): Chip<ContactsSearch>[] {
  const company = useCompanyName(search.company_id);
  const chips: Chip<ContactsSearch>[] = [];
  if (search.company_id) chips.push({ name: "company_id", text: company });
  if (search.tag) chips.push({ name: "tag", text: `Tag: ${search.tag.trim()}` });
  if (search.do_not_call) chips.push({ name: "do_not_call", text: doNotCallWords[search.do_not_call] });
  return chips;
}

function ContactFilterPanel({ controls: { search, filterBy } }: { controls: ListControls<ContactsSearch> }) {
  const withCompany = useHasSeveralCompanies();
  return (
    <FilterPanel>
      {withCompany && <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />}
      <TextFilter label="Tag" value={search.tag} onChange={(tag) => filterBy({ tag })} />
      <SelectFilter
        label="Do not call"
        words={doNotCallWords}
        value={search.do_not_call}
        onChange={(do_not_call) => filterBy({ do_not_call })}
      />
    </FilterPanel>
  );
}

interface TextFilterProps {
  label: string;
  value: string | undefined;
  onChange: (text: string | undefined) => void;
}

/** A filter by a text, which filters while the user types. */
export function TextFilter({ label, value, onChange }: TextFilterProps) {
  const { text, type, finish } = useTypedText(value ?? "", (typed) => onChange(typed.trim() ? typed : undefined));
  return (
    <TextInput
      label={label}
      placeholder="Any"
      dir="auto"
      maxLength={200}
      autoComplete="off"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && finish(text)}
    />
  );
}
