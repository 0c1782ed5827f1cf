import type { TableColumn } from "./table-column";

/** How a table shows its rows in the room it has. */
export interface TableLayout<Item> {
  /** Each row is a card: there is no room for columns. */
  isCards: boolean;
  /** The columns that are shown, each with its width in pixels. */
  shown: { column: TableColumn<Item>; width: number }[];
  /** The columns that are left out. The first cell shows their values. */
  leftOut: TableColumn<Item>[];
}

/** In a narrower container rows are cards, whatever the columns need. */
const narrowestTable = 480;
const defaultMinWidth = 112;
const defaultMinWidthOfFirst = 168;

/**
 * Chooses the columns that have room in a container of this width: those with the lowest priority are left out first, of
 * equal ones the last. Where the most important ones do not all have room, rows become cards.
 */
export function layOutTable<Item>(columns: TableColumn<Item>[], room: number): TableLayout<Item> {
  const shown = [...columns];
  const leftOut: TableColumn<Item>[] = [];
  while (sum(shown.map(getMinWidth)) > room) {
    const next = findLeastImportant(shown);
    if (!next) break;
    shown.splice(shown.indexOf(next), 1);
    leftOut.push(next);
  }
  const hasRoom = room >= narrowestTable && sum(shown.map(getMinWidth)) <= room;
  if (!hasRoom) return { isCards: true, shown: columns.map((column) => ({ column, width: 0 })), leftOut: [] };
  const inOrder = columns.filter((column) => leftOut.includes(column));
  return { isCards: false, shown: assignWidths(shown, room), leftOut: inOrder };
}

function findLeastImportant<Item>(columns: TableColumn<Item>[]): TableColumn<Item> | undefined {
  const lowest = Math.max(...columns.map(({ priority = 1 }) => priority));
  return lowest === 1 ? undefined : columns.findLast(({ priority = 1 }) => priority === lowest);
}

function getMinWidth<Item>({ minWidth, width, onPhone }: TableColumn<Item>): number {
  const fixed = width?.endsWith("px") ? parseFloat(width) : undefined;
  return minWidth ?? fixed ?? (onPhone === "first" ? defaultMinWidthOfFirst : defaultMinWidth);
}

/** Every column has its narrowest width; then those with a `width` grow up to it, and those without share the rest. */
function assignWidths<Item>(columns: TableColumn<Item>[], room: number): TableLayout<Item>["shown"] {
  const shown = columns.map((column) => ({ column, width: getMinWidth(column) }));
  let rest = room - sum(shown.map(({ width }) => width));
  const wishes = shown.map(({ column, width }) => Math.max(0, getWishedWidth(column, room) - width));
  const share = Math.min(1, rest / Math.max(1, sum(wishes)));
  shown.forEach((one, index) => (one.width += wishes[index]! * share));
  rest -= sum(wishes) * share;
  const flexible = shown.filter(({ column }) => !column.width);
  const growing = flexible.length > 0 ? flexible : shown.filter(({ column }) => !column.width?.endsWith("px"));
  for (const one of growing) one.width += rest / growing.length;
  return shown;
}

function getWishedWidth<Item>({ width }: TableColumn<Item>, room: number): number {
  if (!width) return 0;
  return width.endsWith("%") ? (parseFloat(width) / 100) * room : parseFloat(width);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
