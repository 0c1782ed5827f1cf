import { expect, test } from "vitest";
import type { TableColumn } from "./table-column";
import { layOutTable } from "./table-layout";

const column = (key: string, more: Partial<TableColumn<unknown>> = {}): TableColumn<unknown> => ({
  key,
  title: key,
  cell: () => null,
  ...more,
});

const columns = [
  column("name", { minWidth: 200, onPhone: "first" }),
  column("summary", { minWidth: 150 }),
  column("company", { priority: 2, width: "20%", minWidth: 100 }),
  column("voice", { priority: 3, width: "100px" }),
  column("created", { priority: 3, width: "100px" }),
];

const shownAt = (room: number) => layOutTable(columns, room).shown.map(({ column }) => column.key);

test("columns with the lowest priority are left out first, of equal ones the last", () => {
  expect(shownAt(650)).toEqual(["name", "summary", "company", "voice", "created"]);
  expect(shownAt(649)).toEqual(["name", "summary", "company", "voice"]);
  expect(shownAt(549)).toEqual(["name", "summary", "company"]);
  expect(layOutTable(columns, 549).leftOut.map(({ key }) => key)).toEqual(["voice", "created"]);
});

test("rows are cards with all columns where the most important ones have no room, and in every narrow container", () => {
  const wide = [column("name", { minWidth: 400 }), column("text", { minWidth: 400 })];
  expect(layOutTable(wide, 799)).toMatchObject({ isCards: true, leftOut: [] });
  expect(layOutTable(wide, 800).isCards).toBe(false);
  expect(layOutTable([column("name")], 479).isCards).toBe(true);
  expect(shownAt(300)).toHaveLength(5);
});

test.each([480, 649, 650, 1000, 1591])(
  "at %d px the columns fill the container, none narrower than it may be",
  (room) => {
    const { shown } = layOutTable(columns, room);
    expect(shown.reduce((total, { width }) => total + width, 0)).toBeCloseTo(room);
    for (const { column, width } of shown) expect(width).toBeGreaterThanOrEqual(column.minWidth ?? 100);
  },
);

test("a column with a width grows up to it, and those without share the rest", () => {
  const widths = layOutTable(columns, 1600).shown.map(({ width }) => Math.round(width));
  expect(widths).toEqual([565, 515, 320, 100, 100]);
});

test("without a column that has no width, those with a percentage share the rest", () => {
  const { shown } = layOutTable([column("a", { width: "30%" }), column("b", { width: "200px" })], 1000);
  expect(shown.map(({ width }) => width)).toEqual([800, 200]);
});
