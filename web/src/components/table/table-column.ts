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
  /** The narrowest readable width of the column, in pixels. */
  minWidth?: number;
  /**
   * Which columns stay where there is no room for all of them: those with 1 always do, those with the highest number are
   * left out first. By default 1.
   */
  priority?: 1 | 2 | 3;
  /**
   * How the value appears in the card that a row becomes in a narrow container, and under the first cell when its column
   * is left out; by default after its title ("labelled").
   */
  onPhone?: "first" | "labelled" | "quiet" | "bare" | "hidden";
}
