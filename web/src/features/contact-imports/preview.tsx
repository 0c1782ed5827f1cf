import { useQuery } from "@tanstack/react-query";
import { importPreviewQuery } from "../../api/contact-imports";
import type { ContactImport, ContactImportRow } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Table } from "../../components/table/table";
import type { TableColumn } from "../../components/table/table-column";
import { Address } from "../../components/text/address";
import { TwoLines } from "../../components/text/two-lines";
import { QueryState } from "../../shared/requests/query-state";
import { outcomeWords } from "./import-words";
import styles from "./imports.module.css";

/** The first rows of the file, as they would be imported now. */
export function Preview({ of }: { of: ContactImport }) {
  const rows = useQuery(importPreviewQuery(of));
  return (
    <section aria-labelledby="preview">
      <h2 id="preview" className={styles.title}>
        Preview
      </h2>
      <p className={styles.lead}>The first rows of the file, as they would be imported now.</p>
      <QueryState query={rows} skeleton={<SkeletonRows count={4} />}>
        {(items) => (
          <Table label="Preview" columns={columns} items={items.map((row) => ({ ...row, id: String(row.line) }))} />
        )}
      </QueryState>
    </section>
  );
}

const columns: TableColumn<ContactImportRow>[] = [
  { key: "line", title: "Line", width: "64px", onPhone: "labelled", cell: ({ line }) => line },
  {
    key: "name",
    title: "Contact",
    onPhone: "first",
    cell: ({ contact, cells }) =>
      contact ? (
        <TwoLines first={contact.name ?? "–"} second={contact.job_title} />
      ) : (
        <bdi>{cells.filter((cell) => cell).join(", ")}</bdi>
      ),
  },
  {
    key: "phone",
    title: "Phone",
    width: "170px",
    priority: 2,
    onPhone: "quiet",
    cell: ({ contact }) => (contact?.phone_text ? <bdi>{contact.phone_text}</bdi> : "–"),
  },
  {
    key: "email",
    title: "Email",
    priority: 2,
    minWidth: 140,
    onPhone: "quiet",
    cell: ({ contact }) => (contact?.email ? <Address>{contact.email}</Address> : "–"),
  },
  {
    key: "outcome",
    title: "Result",
    width: "26%",
    minWidth: 150,
    onPhone: "bare",
    cell: ({ outcome, reason, contact }) => (
      <span>
        {outcomeWords[outcome]}
        {reason && <span className={styles.reason}>: {reason}</span>}
        {contact?.phone_is_valid === false && <span className={styles.quiet}> (number may be mistyped)</span>}
      </span>
    ),
  },
];
