/** One column of a table. */
export interface TableColumn<Item> {
  /** Names the column in code; never shown. */
  key: string;
  title: string;
  /** What the column has above it in place of its title. */
  head?: React.ReactNode;
  cell: (item: Item) => React.ReactNode;
  /** The API's name of the order by this column; without it, the column cannot be sorted. */
  sort?: string;
  /** Whether the first click sorts in descending order: newest or largest first. */
  firstDescending?: boolean;
  width?: string;
  /** How the value appears in the small card that a row becomes on a phone; by default after its title ("labelled"). */
  onPhone?: "first" | "labelled" | "quiet" | "bare" | "hidden";
}
