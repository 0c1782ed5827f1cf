import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import { memberQuery, membersQuery } from "../../api/members";
import { describeClearButton } from "../../components/form/clear-button";
import { describeChoices } from "../../shared/list/describe-choices";
import { SelectFilter } from "../../shared/list/select-filter";
import { involvementWords, type PersonFilter } from "./audit-filters";

const mostChoices = 20;
const pause = 200;

interface Props {
  value: PersonFilter | undefined;
  /** Whether the person can only be the one who did it: where the log is filtered by an object. */
  onlyAsActor: boolean;
  onChange: (person: PersonFilter | undefined) => void;
}

/** A filter by a member, who is searched on the server, and by how he or she is involved. */
export function PersonFilterFields({ value, onlyAsActor, onChange }: Props) {
  const involvement = value?.involvement ?? (onlyAsActor ? "actor_id" : "member_id");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), pause);
  const name = useMemberName(value?.id);
  const found = useQuery(membersQuery({ limit: mostChoices, ...(search && search !== name ? { search } : {}) }));
  const choices = new Map((found.data?.items ?? []).map((member) => [member.id, member.name]));
  if (value) choices.set(value.id, name);

  return (
    <>
      <Select
        label="Person"
        placeholder="Anyone"
        data={[...choices].map(([id, label]) => ({ value: id, label }))}
        value={value?.id ?? null}
        onChange={(id) => onChange(id ? { id, involvement } : undefined)}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        // The server has searched.
        filter={({ options }) => options}
        clearable
        clearButtonProps={describeClearButton("Show everyone")}
        {...describeChoices(found, found.isFetching ? "Searching…" : "No members match")}
        comboboxProps={{ withinPortal: false }}
      />
      {value && !onlyAsActor && (
        <SelectFilter
          label="Involved"
          words={involvementWords}
          value={involvement}
          onChange={(chosen) => onChange({ id: value.id, involvement: chosen ?? "member_id" })}
        />
      )}
    </>
  );
}

/** Also of a person who is no member any more. */
function useMemberName(id: string | undefined): string {
  const member = useQuery({ ...memberQuery(id ?? ""), enabled: id !== undefined, retry: false });
  if (member.data) return member.data.name;
  if (member.error instanceof ApiError && member.error.status === 404) return "Not a member";
  return member.isError ? "Name could not be read" : "…";
}
