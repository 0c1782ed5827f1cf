import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { contactFieldsQuery } from "../../api/contact-fields";
import { getContactsFile } from "../../api/contacts";
import type { List } from "../../api/list";
import type { Company, ContactField, Segment } from "../../api/schema";
import { formatDay } from "../../lib/days";
import { describeDecimalError, readDecimal, withDecimalPoint } from "../../lib/decimal";
import { useTypedText } from "../../lib/use-typed-text";
import { CompanyFilter, useCompanyName } from "../../shared/companies/company-filter";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { DayFilter } from "../../shared/list/day-filter";
import { FilterBar } from "../../shared/list/filter-bar";
import type { Chip } from "../../shared/list/filter-chips";
import { FilterPanel } from "../../shared/list/filter-panel";
import { ListCount } from "../../shared/list/list-count";
import { SelectFilter } from "../../shared/list/select-filter";
import type { ListControls } from "../../shared/list/use-list-search";
import { SaveSegmentButton } from "./save-segment";
import { toSegmentFilter } from "./segment-filter";
import { TimeZoneSelect } from "./time-zone-select";
import {
  consentWords,
  doNotCallWords,
  toContactFilter,
  type ContactsSearch,
  type OwnFieldFilter,
} from "./contacts-search";

interface Props {
  controls: ListControls<ContactsSearch>;
  /** The page of the list that is shown; undefined while it is loading. */
  list: List<unknown> | undefined;
  companies: Company[];
  /** The segment that the list shows. */
  segment?: Segment;
}

/** The filters of the list of contacts, and how many contacts match. */
export function ContactFilters({ controls, list, companies, segment }: Props) {
  const fields = useQuery(contactFieldsQuery).data ?? [];
  const chips = useChips(controls.search, fields, segment);
  const segmentFilter = toSegmentFilter(controls.search, fields);
  const isFirst = list !== undefined && !list.previous_cursor;
  return (
    <FilterBar
      controls={controls}
      searchLabel="Search contacts"
      panel={<ContactFilterPanel controls={controls} fields={fields} />}
      csv={getContactsFile({ ...toContactFilter(controls.search), sort: controls.search.sort })}
      count={
        <ListCount
          noun="contact"
          count={isFirst ? list.items.length : undefined}
          isMinimum={Boolean(list?.next_cursor)}
        />
      }
      chips={chips}
    >
      {segmentFilter && !controls.search.segment_id && (
        <SaveSegmentButton filter={segmentFilter} companies={companies} companyId={controls.search.company_id} />
      )}
    </FilterBar>
  );
}

function useChips(
  search: ContactsSearch,
  fields: ContactField[],
  segment: Segment | undefined,
): Chip<ContactsSearch>[] {
  const company = useCompanyName(search.company_id);
  const chips: Chip<ContactsSearch>[] = [];
  if (search.company_id) chips.push({ name: "company_id", text: company });
  if (search.segment_id) chips.push({ name: "segment_id", text: `Segment: ${segment?.name ?? "…"}` });
  if (search.tag) chips.push({ name: "tag", text: `Tag: ${search.tag.trim()}` });
  if (search.do_not_call) chips.push({ name: "do_not_call", text: doNotCallWords[search.do_not_call] });
  if (search.consent) chips.push({ name: "consent", text: consentWords[search.consent] });
  if (search.email) chips.push({ name: "email", text: `Email: ${search.email.trim()}` });
  if (search.job_title) chips.push({ name: "job_title", text: `Job title: ${search.job_title.trim()}` });
  if (search.time_zone) chips.push({ name: "time_zone", text: search.time_zone });
  for (const field of fields) {
    for (const { name, text } of describeOwnFieldFilters(field, search)) chips.push({ name, text });
  }
  return chips;
}

/** The filters in force by one own field. */
function describeOwnFieldFilters({ key, label, kind }: ContactField, search: ContactsSearch) {
  const show = (value: string) => (kind === "date" ? formatDay(value) : value);
  const value = search[`field.${key}`];
  const from = search[`field.${key}.from`];
  const to = search[`field.${key}.to`];
  const filters: { name: OwnFieldFilter; text: string }[] = [];
  if (value) filters.push({ name: `field.${key}`, text: `${label}: ${kind === "boolean" ? yesOrNo(value) : value}` });
  if (from) filters.push({ name: `field.${key}.from`, text: `${label} from ${show(from)}` });
  if (to) filters.push({ name: `field.${key}.to`, text: `${label} to ${show(to)}` });
  return filters;
}

function yesOrNo(value: string): string {
  return value === "true" ? "Yes" : "No";
}

interface PanelProps {
  controls: ListControls<ContactsSearch>;
  fields: ContactField[];
}

function ContactFilterPanel({ controls, fields }: PanelProps) {
  const { search, filterBy } = controls;
  const withCompany = useHasSeveralCompanies();
  return (
    <FilterPanel>
      {withCompany && (
        <CompanyFilter
          value={search.company_id}
          // A segment belongs to one company.
          onChange={(company_id) => filterBy({ company_id, segment_id: undefined })}
        />
      )}
      <TextFilter label="Tag" value={search.tag} onChange={(tag) => filterBy({ tag })} />
      <SelectFilter
        label="Do not call"
        words={doNotCallWords}
        value={search.do_not_call}
        onChange={(do_not_call) => filterBy({ do_not_call })}
      />
      <SelectFilter
        label="Consent"
        words={consentWords}
        value={search.consent}
        onChange={(consent) => filterBy({ consent })}
      />
      <TextFilter label="Email" value={search.email} onChange={(email) => filterBy({ email })} />
      <TextFilter label="Job title" value={search.job_title} onChange={(job_title) => filterBy({ job_title })} />
      <TimeZoneSelect
        placeholder="Any"
        value={search.time_zone ?? ""}
        onChange={(time_zone) => filterBy({ time_zone: time_zone || undefined })}
      />
      {fields.map((field) => (
        <OwnFieldFilterFields key={field.id} field={field} controls={controls} />
      ))}
    </FilterPanel>
  );
}

/** The filters by one own field: by its value, or by a range of numbers or days. */
function OwnFieldFilterFields({ field, controls }: { field: ContactField; controls: PanelProps["controls"] }) {
  const { key, label, kind, choices } = field;
  const { search, filterBy } = controls;
  const set = (name: OwnFieldFilter, value: string | undefined) => filterBy({ [name]: value });
  const exact: OwnFieldFilter = `field.${key}`;
  const from: OwnFieldFilter = `field.${key}.from`;
  const to: OwnFieldFilter = `field.${key}.to`;
  if (kind === "number") {
    return (
      <>
        <NumberFilter label={`${label} from`} value={search[from]} onChange={(value) => set(from, value)} />
        <NumberFilter label={`${label} to`} value={search[to]} onChange={(value) => set(to, value)} />
      </>
    );
  }
  if (kind === "date") {
    return (
      <>
        <DayFilter
          label={`${label} from`}
          max={search[to]}
          value={search[from]}
          onChange={(value) => set(from, value)}
        />
        <DayFilter label={`${label} to`} min={search[from]} value={search[to]} onChange={(value) => set(to, value)} />
      </>
    );
  }
  if (kind === "text") {
    return <TextFilter label={label} value={search[exact]} onChange={(value) => set(exact, value)} />;
  }
  const values = kind === "boolean" ? ["true", "false"].map((value) => ({ value, label: yesOrNo(value) })) : choices;
  return (
    <NativeSelect
      label={<bdi>{label}</bdi>}
      value={search[exact] ?? ""}
      onChange={(event) => set(exact, event.currentTarget.value || undefined)}
      data={[{ value: "", label: "Any" }, ...values]}
    />
  );
}

interface TextFilterProps {
  label: string;
  value: string | undefined;
  onChange: (text: string | undefined) => void;
}

/** A filter by a whole text, which filters once it is entered and not while it is typed. */
function TextFilter({ label, value, onChange }: TextFilterProps) {
  const { text, type, finish } = useTypedText(value ?? "", (typed) => onChange(typed.trim() ? typed : undefined), null);
  return (
    <TextInput
      label={<bdi>{label}</bdi>}
      description="Exact match"
      placeholder="Any"
      dir="auto"
      maxLength={200}
      autoComplete="off"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => isEnter(event) && finish(text)}
    />
  );
}

/** Not an Enter that accepts what an input method proposes. */
function isEnter({ key, nativeEvent }: KeyboardEvent): boolean {
  return key === "Enter" && !nativeEvent.isComposing;
}

/** A filter by a number. A text that is none leaves the filter as it is, so that the field keeps it and its error. */
function NumberFilter({ label, value, onChange }: TextFilterProps) {
  const { text, type, finish } = useTypedText(value ?? "", (typed) => {
    if (isNumber(typed)) onChange(withDecimalPoint(typed) || undefined);
  });
  return (
    <TextInput
      label={<bdi>{label}</bdi>}
      placeholder="Any"
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={!isNumber(text) && describeDecimalError(text, "A number, such as 12.5.")}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => isEnter(event) && finish(text)}
    />
  );
}

/** Also an empty text, which filters by nothing. */
function isNumber(text: string): boolean {
  return text.trim() === "" || !Number.isNaN(readDecimal(text));
}
