import type { UseQueryResult } from "@tanstack/react-query";
import { Fragment } from "react";
import type { List } from "../api/list";
import { ListProblem } from "./list-problem";
import type { ListSearch } from "./list-search";
import { Pager } from "./pager";
import { QueryState } from "./query-state";
import { SkeletonRows } from "./skeleton-rows";
import { SortButton } from "./sort-button";
import { SortChoice } from "./sort-choice";
import type { TableColumn } from "./table-column";
import { TableRow } from "./table-row";
import styles from "./data-table.module.css";

interface Props<Item> {
  /** What the table holds, for screen readers. */
  label: string;
  query: UseQueryResult<List<Item>>;
  columns: TableColumn<Item>[];
  search: ListSearch;
  onSort?: (sort: string) => void;
  /** The order of a list whose address names none. */
  defaultSort?: string;
  /** Stands in the place of a list that has nothing in it. */
  empty: React.ReactNode;
  /** Puts a heading over each run of rows. The rows of one group stand together. */
  groups?: (items: Item[]) => { title: React.ReactNode; key: string; items: Item[] }[];
}

/** A list with its states, its order and its pages. On a phone each row becomes a small card. */
export function DataTable<Item extends { id: string }>(props: Props<Item>) {
  const { label, query, columns, search, onSort, defaultSort, empty, groups } = props;
  const sort = search.sort ?? defaultSort;
  const row = (item: Item) => <TableRow key={item.id} item={item} columns={columns} />;

  if (query.isError && search.cursor) return <ListProblem query={query} search={search} />;
  return (
    <QueryState query={query} skeleton={<SkeletonRows />}>
      {(list) =>
        list.items.length === 0 && !list.previous_cursor ? (
          empty
        ) : (
          <div className={styles.list} aria-busy={query.isPlaceholderData}>
            {onSort && <SortChoice columns={columns} sort={sort} onSort={onSort} />}
            <table role="table" aria-label={label} className={styles.table}>
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
                        column.title
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {groups
                  ? groups(list.items).map((group) => (
                      <Fragment key={group.key}>
                        <tr role="row" className={styles.group}>
                          <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                            <bdi>{group.title}</bdi>
                          </th>
                        </tr>
                        {group.items.map(row)}
                      </Fragment>
                    ))
                  : list.items.map(row)}
              </tbody>
            </table>
            <Pager list={list} search={search} />
          </div>
        )
      }
    </QueryState>
  );
}

function ariaSort(column: string | undefined, sort: string | undefined) {
  if (!column) return undefined;
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : "none";
}
