import { Fragment, Suspense, useMemo } from "react";
import { lazyPart } from "../../lib/lazy-part";
import { useWidth } from "../../lib/use-width";
import { SortButton } from "./sorting";
import type { TableColumn } from "./table-column";
import { layOutTable } from "./table-layout";
import styles from "./table.module.css";

// Loaded where it is shown: Home has tables without it.
const SortChoice = lazyPart(async () => (await import("./sort-choice")).SortChoice);

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

/** Rows under column titles that sort them. Its layout follows the width of its container: see `layOutTable`. */
export function Table<Item extends { id: string }>(props: Props<Item>) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.container}>
      {width !== undefined && <TableOfWidth {...props} width={width} />}
    </div>
  );
}

function TableOfWidth<Item extends { id: string }>(props: Props<Item> & { width: number }) {
  const { label, columns, items, groups, sort, onSort, width } = props;
  const { isCards, shown, leftOut } = useMemo(() => layOutTable(columns, width), [columns, width]);
  const hasUntitledOrder = isCards || leftOut.some((column) => column.sort);
  const shownColumns = shown.map(({ column }) => column);
  const row = (item: Item) => <TableRow key={item.id} item={item} columns={shownColumns} leftOut={leftOut} />;
  return (
    <>
      {onSort && hasUntitledOrder && (
        <Suspense fallback={<div className={styles.sortChoice} />}>
          <SortChoice columns={columns} sort={sort} onSort={onSort} />
        </Suspense>
      )}
      <table
        role="table"
        data-takes-lost-focus
        data-layout={isCards ? "cards" : "columns"}
        aria-label={label}
        className={styles.table}
      >
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {shown.map(({ column, width }) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                style={{ width }}
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
                    <th role="rowheader" scope="rowgroup" colSpan={shown.length}>
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

interface RowProps<Item> {
  item: Item;
  columns: TableColumn<Item>[];
  leftOut: TableColumn<Item>[];
}

function TableRow<Item>({ item, columns, leftOut }: RowProps<Item>) {
  return (
    <tr role="row" className={styles.row}>
      {columns.map((column) => (
        <td key={column.key} role="cell" data-phone={column.onPhone ?? "labelled"} data-label={column.title}>
          {column.cell(item)}
          {column.onPhone === "first" && leftOut.length > 0 && <LeftOut item={item} columns={leftOut} />}
        </td>
      ))}
    </tr>
  );
}

/** Under what the first cell shows: the values of the columns that have no room, as in a card. */
function LeftOut<Item>({ item, columns }: { item: Item; columns: TableColumn<Item>[] }) {
  return (
    <div className={styles.leftOut} data-left-out>
      {columns.map((column) => (
        <span key={column.key} data-phone={column.onPhone ?? "labelled"} data-label={column.title}>
          {column.cell(item)}
        </span>
      ))}
    </div>
  );
}

function ariaSort(column: string | undefined, sort: string | undefined) {
  if (!column) return undefined;
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : "none";
}
