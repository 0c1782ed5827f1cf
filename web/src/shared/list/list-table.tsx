/**
 * The list-page kit. Every list with a table is composed of these pieces, and of no others for the same purpose. The
 * unknown agents and the versions of a configuration are short lists inside a page about something else: they have no
 * address, filters or table of their own. The usage page shows sums instead of a list: it has its own region of filters,
 * with the fields of this kit.
 *
 * - `list-search.ts`: what a list shows is in the page's address. A feature has `<name>-search.ts`, which declares its
 *   search type, its sort orders and its filters (`ListFilters`: one reading function per parameter, such as `readText`,
 *   `readId`, `keyOf(words)`), and reads an address with `readListSearch(raw, sorts, filters)`.
 * - `useListSearch(filters)` returns the `ListControls` of the page: `search`, `sortBy`, `filterBy`, `isFiltered`,
 *   `clearFilters`. Pieces that show or change filters take the whole object as `controls`.
 * - `ProtectedPage` (shared/session) is the page of a list that not everyone may see; otherwise `Page`.
 * - `FilterBar`: the search field, the button that opens the filters, the CSV link, the count and the chips, in a
 *   region "Filters". A list with only one or two filters has a `FilterRow` in its place, without a region.
 * - `FilterPanel` holds the filters behind the button: `SelectFilter`, `DayFilter`, `AgentFilter`, `CompanyFilter`. A
 *   `SelectFilter` and `keyOf` share the words for the values of the API, which are complete at compile time
 *   (`satisfies Record<CallStatus, string>`).
 * - `FilterChips` shows the filters in force and the button that clears them. `FilterBar` contains it; a `FilterRow` has it
 *   after its fields.
 * - `ListCount` says how many items match. `CsvLink` downloads them. Both rows of filters place it.
 * - `ListTable` shows the query of the list: loading, no access, failed, a cursor that has become invalid, empty, the
 *   rows, the pager. Its `empty` is a `Message`, or `NoMatches` if `controls.isFiltered`.
 * - `RowLink` (components/table) is the link from a row to the page of its item.
 * - `createSearchMemory()` keeps what a list showed, for the `BackLink` of the page of one item.
 *
 *     const controls = useListSearch<CallsSearch>(callFilters);
 *     const calls = useQuery(callsQuery({ ...toCallFilter(controls.search), cursor, limit }));
 *     <Page title="Calls">
 *       <FilterBar controls={controls} searchLabel="Search transcripts" panel={<CallFilterPanel controls={controls} />}
 *         csv={getCallsFile(toCallFilter(controls.search))} count={<ListCount noun="call" … />} chips={…} />
 *       <ListTable label="Calls" query={calls} columns={columns} search={controls.search} empty={…} />
 *     </Page>
 */
import type { UseQueryResult } from "@tanstack/react-query";
import type { List } from "../../api/list";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Table, type TableGroup } from "../../components/table/table";
import type { TableColumn } from "../../components/table/table-column";
import { QueryState } from "../requests/query-state";
import { InvalidCursor, isInvalidCursor } from "./invalid-cursor";
import type { ListSearch } from "./list-search";
import styles from "./list.module.css";
import { Pager } from "./pager";

interface Props<Item> {
  /** The accessible name of the table. */
  label: string;
  query: UseQueryResult<List<Item>>;
  columns: TableColumn<Item>[];
  search: ListSearch;
  /** Without it, no column can be sorted. */
  onSort?: (sort: string) => void;
  /** How many items there are on all pages, for the pager; not needed if the list says it. */
  total?: number;
  /** The order of the list if the address has none. */
  defaultSort?: string;
  /** Shown in place of the table if the list is empty. */
  empty: React.ReactNode;
  /** Divides the rows into groups under headings. */
  groups?: (items: Item[]) => TableGroup<Item>[];
}

/** One page of a list as a table, with the states of its query and the links to other pages. */
export function ListTable<Item extends { id: string }>(props: Props<Item>) {
  const { label, query, columns, search, total, onSort, defaultSort, empty, groups } = props;

  if (search.cursor && isInvalidCursor(query.error)) return <InvalidCursor search={search} />;
  return (
    <QueryState query={query} skeleton={<SkeletonRows />}>
      {(list) =>
        list.items.length === 0 && !list.previous_cursor ? (
          empty
        ) : (
          <div className={styles.list} aria-busy={query.isPlaceholderData}>
            <Table
              label={label}
              columns={columns}
              items={list.items}
              groups={groups}
              sort={search.sort ?? defaultSort}
              onSort={onSort}
            />
            <Pager list={list} search={search} total={total} />
          </div>
        )
      }
    </QueryState>
  );
}
