/** One column of a table. */
export interface TableColumn<Item> {
  /** Names the column in code; never shown. */
  key: string;
  title: string;
  cell: (item: Item) => React.ReactNode;
  /** The API's name of its sort order; without it, the column cannot be sorted. */
  sort?: string;
  /** Newest first, largest first: what a first click on the column asks for. */
  firstDescending?: boolean;
  width?: string;
  /** How it stands in the small card that a row becomes on a phone: with its title before it, unless told otherwise. */
  onPhone?: "first" | "labelled" | "quiet" | "bare" | "hidden";
}
