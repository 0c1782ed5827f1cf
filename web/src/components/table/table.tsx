import { Fragment } from "react";
import { SortButton, SortChoice } from "./sorting";
import type { TableColumn } from "./table-column";
import styles from "./table.module.css";

/** A run of rows under a heading of its own. */
export interface TableGroup<Item> {
  key: string;
  title: React.ReactNode;
  items: Item[];
}

interface Props<Item> {
  /** The accessible name of the table. */
  label: string;
  columns: TableColumn<Item>[];
  items: Item[];
  /** Divides the rows into groups. */
  groups?: (items: Item[]) => TableGroup<Item>[];
  /** The current order, such as "name" or "-created_at". */
  sort?: string;
  /** Without it, no column can be sorted. */
  onSort?: (sort: string) => void;
}

/** Rows under column titles that sort them. On a phone each row becomes a small card. */
export function Table<Item extends { id: string }>({ label, columns, items, groups, sort, onSort }: Props<Item>) {
  const row = (item: Item) => <TableRow key={item.id} item={item} columns={columns} />;
  return (
    <>
      {onSort && <SortChoice columns={columns} sort={sort} onSort={onSort} />}
      <table role="table" data-takes-lost-focus aria-label={label} className={styles.table}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                style={{ width: column.width }}
                aria-sort={ariaSort(column.sort, sort)}
              >
                {column.sort && onSort ? (
                  <SortButton column={column} sort={sort} onSort={onSort} />
                ) : (
                  (column.head ?? column.title)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {groups
            ? groups(items).map((group) => (
                <Fragment key={group.key}>
                  <tr role="row" className={styles.group}>
                    <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                      <bdi>{group.title}</bdi>
                    </th>
                  </tr>
                  {group.items.map(row)}
                </Fragment>
              ))
            : items.map(row)}
        </tbody>
      </table>
    </>
  );
}

function TableRow<Item>({ item, columns }: { item: Item; columns: TableColumn<Item>[] }) {
  return (
    <tr role="row" className={styles.row}>
      {columns.map((column) => (
        <td key={column.key} role="cell" data-phone={column.onPhone ?? "labelled"} data-label={column.title}>
          {column.cell(item)}
        </td>
      ))}
    </tr>
  );
}

function ariaSort(column: string | undefined, sort: string | undefined) {
  if (!column) return undefined;
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : "none";
}
