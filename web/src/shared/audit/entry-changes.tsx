import { Text } from "@mantine/core";
import type { AuditDifference, AuditEntry } from "../../api/schema";
import { Moment } from "../../components/text/moment";

/** What an entry changed, a line for each field: "Recordings: off → on", "Agents: + Reception, − Sales". */
export function EntryChanges({ entry }: { entry: AuditEntry }) {
  return entry.differences.map((difference) => (
    <Text key={difference.field} size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {difference.label}
      <Values difference={withPersonalValues(entry, difference)} />
    </Text>
  ));
}

function Values({ difference }: { difference: AuditDifference }) {
  const { before, after, added, removed, is_time: isTime } = difference;
  const items = [...added.map((name) => ["+", name] as const), ...removed.map((name) => ["−", name] as const)];
  if (items.length > 0) {
    return (
      <>
        {": "}
        {items.map(([sign, name], index) => (
          <span key={`${sign}${index}`}>
            {index > 0 && ", "}
            {sign} <bdi>{name}</bdi>
          </span>
        ))}
      </>
    );
  }
  if (before === null && after === null) return null;
  return (
    <>
      {": "}
      {before !== null && (
        <>
          <Value value={before} isTime={isTime} /> →{" "}
        </>
      )}
      <Value value={after} isTime={isTime} />
    </>
  );
}

function Value({ value, isTime }: { value: string | null; isTime: boolean }) {
  if (value === null || value === "") return <>none</>;
  return isTime ? <Moment at={value} as="exact" /> : <bdi>{value}</bdi>;
}

/** Names and job titles are kept apart from the entry, as long as the person is a member. */
function withPersonalValues(entry: AuditEntry, difference: AuditDifference): AuditDifference {
  const values = entry.details[entry.subject_id]?.[difference.field];
  if (typeof values !== "object" || values === null) return difference;
  const { before, after } = values as { before?: string; after?: string };
  return { ...difference, before: before || "none", after: after || "none" };
}
