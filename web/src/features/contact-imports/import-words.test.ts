import { expect, test } from "vitest";
import type { ContactField, ContactImport } from "../../api/schema";
import { describeUndo, getFileName, hasChangedSomething, listCounts, listFieldChoices } from "./import-words";

const counts = { created: 1, updated: 0, unchanged: 2, skipped: 0, refused: 3 };

test("counts that are zero are not shown, and a dry run says what would be done", () => {
  const list = (state: string) => listCounts({ ...counts, state } as ContactImport).map(({ name }) => name);
  expect(list("done")).toEqual(["Created", "Unchanged", "Refused"]);
  expect(list("checked")).toEqual(["New contacts", "Unchanged", "Refused"]);
  const skipped = { ...counts, created: 0, unchanged: 0, refused: 0, skipped: 1 };
  expect(listCounts({ ...skipped, state: "done" } as ContactImport)[0]!.name).toBe("Skipped (already exist)");
});

test("an undo says what became of the contacts", () => {
  expect(describeUndo({ deleted: 1, restored: 0, kept: 1200, gone: 0 }, false)).toBe(
    "1 contact deleted, 1,200 contacts kept because they were changed since.",
  );
  const nothing = { deleted: 0, restored: 0, kept: 0, gone: 0 };
  expect(describeUndo(nothing, false)).toBe("There was nothing to undo.");
  expect(describeUndo(nothing, true)).toBe("Contacts that it added to the segment were taken out of it.");
  expect(describeUndo({ ...nothing, deleted: 2 }, true)).toBe(
    "2 contacts deleted. Contacts that it added to the segment were taken out of it.",
  );
});

test("an import that left all contacts as they were has changed something if it has a segment", () => {
  const nothing = { created: 0, updated: 0, unchanged: 0, skipped: 0, segment_id: null };
  expect(hasChangedSomething(nothing)).toBe(false);
  expect(hasChangedSomething({ ...nothing, created: 1 })).toBe(true);
  expect(hasChangedSomething({ ...nothing, skipped: 1, unchanged: 1 })).toBe(false);
  expect(hasChangedSomething({ ...nothing, skipped: 1, segment_id: "spring" })).toBe(true);
  expect(hasChangedSomething({ ...nothing, segment_id: "spring" })).toBe(false);
});

test("own fields are offered under their labels", () => {
  const fields = [{ key: "boats", label: "船の数" } as ContactField];
  expect(listFieldChoices(fields)).toContainEqual({ value: "field.boats", label: "船の数" });
});

test("an import whose file name was erased has a name", () => {
  expect(getFileName({ file_name: "客戶.csv" })).toBe("客戶.csv");
  expect(getFileName({ file_name: "" })).toBe("Deleted file");
});
