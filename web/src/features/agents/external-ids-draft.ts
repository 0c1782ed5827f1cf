import type { Connection, ExternalId, ExternalIdList } from "../../api/schema";
import type { Difference } from "../../shared/requests/difference";

/** The IDs in the form. Rows may still be empty. */
export interface ExternalIdsDraft {
  rows: ExternalId[];
}

/**
 * What is to be saved; nothing where that is what is saved already. An ID that is saved may be empty, for calls in which
 * the platform names no agent; further empty rows of its connection are not saved.
 */
export function getExternalIdChanges(base: ExternalIdsDraft, draft: ExternalIdsDraft): { items?: ExternalId[] } {
  const items = draft.rows
    .map((row) => ({ ...row, external_id: row.external_id.trim() }))
    .filter((row, index, rows) => {
      if (row.external_id !== "") return true;
      const isFirst = rows.findIndex((other) => isSame(other, row)) === index;
      return isFirst && base.rows.some((saved) => isSame(saved, row));
    });
  return JSON.stringify(items) === JSON.stringify(base.rows) ? {} : { items };
}

/** What was added and removed here, on top of what somebody else has saved since. */
export function rebaseExternalIds(base: ExternalIdsDraft, draft: ExternalIdsDraft, saved: ExternalIdsDraft) {
  const removed = listMissing(base.rows, draft.rows);
  const added = listMissing(draft.rows, base.rows);
  const rows = [...listMissing(saved.rows, removed), ...listMissing(added, saved.rows)];
  return { draft: { rows }, conflicts: [] };
}

/** Which IDs somebody else has added and removed. */
export function listExternalIdDifferences(
  before: ExternalIdList,
  after: ExternalIdList,
  connections: Connection[],
): Difference[] {
  const describe = ({ connection_id, external_id }: ExternalId) => {
    const connection = connections.find(({ id }) => id === connection_id);
    return connection ? `${external_id} (${connection.name})` : external_id;
  };
  const gained = listMissing(after.items, before.items).map(describe);
  const lost = listMissing(before.items, after.items).map(describe);
  return [
    ...(gained.length > 0 ? [{ kind: "gained" as const, names: gained }] : []),
    ...(lost.length > 0 ? [{ kind: "lost" as const, names: lost }] : []),
  ];
}

/** Those of `rows` that are not among `others`. */
function listMissing(rows: ExternalId[], others: ExternalId[]): ExternalId[] {
  return rows.filter((row) => !others.some((other) => isSame(row, other)));
}

const isSame = (one: ExternalId, other: ExternalId) =>
  one.connection_id === other.connection_id && one.external_id === other.external_id;
