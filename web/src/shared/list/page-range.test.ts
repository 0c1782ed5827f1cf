import { expect, test } from "vitest";
import { describeRange, getPositions } from "./page-range";

function page(
  count: number,
  { previous = false, next = false, total }: { previous?: boolean; next?: boolean; total?: number } = {},
) {
  const items = Array.from({ length: count }, (_, index) => index);
  return { items, previous_cursor: previous ? "p" : null, next_cursor: next ? "n" : null, ...(total ? { total } : {}) };
}

test("a page is described by the numbers of its items, and the total where it is known", () => {
  expect(describeRange({ list: page(50, { next: true }), position: undefined })).toBe("1–50");
  expect(describeRange({ list: page(50, { next: true, previous: true }), position: 51, total: 5002 })).toBe(
    "51–100 of 5,002",
  );
  expect(describeRange({ list: page(50, { next: true, previous: true, total: 1200 }), position: 1001 })).toBe(
    "1,001–1,050 of 1,200",
  );
  expect(describeRange({ list: page(2, { previous: true }), position: 5001 })).toBe("5,001–5,002 of 5,002");
  expect(describeRange({ list: page(1, { previous: true }), position: 5001 })).toBe("5,001 of 5,001");
});

test("what is not known or no longer true is not said", () => {
  expect(describeRange({ list: page(50, { previous: true }), position: undefined })).toBeUndefined();
  expect(describeRange({ list: page(50, { previous: true, next: true }), position: 51, total: 90 })).toBe("51–100");
  expect(describeRange({ list: page(0, { previous: true }), position: 51 })).toBeUndefined();
});

test("the first page begins with 1, whatever the address says", () => {
  expect(describeRange({ list: page(50, { next: true }), position: 51 })).toBe("1–50");
  expect(getPositions({ list: page(50, { next: true }), position: 51 })).toEqual({ previous: 1, next: 51 });
});

test("the positions of the pages beside this one follow from it", () => {
  const list = page(20, { previous: true, next: true });
  expect(getPositions({ list, position: 61, limit: 20 })).toEqual({ previous: 41, next: 81 });
  expect(getPositions({ list, position: 11, limit: 20 })).toEqual({ previous: 1, next: 31 });
  expect(getPositions({ list, position: undefined })).toEqual({});
});
