import { expect, test } from "vitest";
import type { ContactField, ContactImport } from "../../api/schema";
import { describeUndo, getFileName, listCounts, listFieldChoices } from "./import-words";

const counts = { created: 1, updated: 0, unchanged: 2, skipped: 0, refused: 3 };

test("counts that are zero are not shown, and a dry run says what would be done", () => {
  const list = (state: string) => listCounts({ ...counts, state } as ContactImport).map(({ name }) => name);
  expect(list("done")).toEqual(["Created", "Unchanged", "Refused"]);
  expect(list("checked")).toEqual(["New contacts", "Unchanged", "Refused"]);
  const skipped = { ...counts, created: 0, unchanged: 0, refused: 0, skipped: 1 };
  expect(listCounts({ ...skipped, state: "done" } as ContactImport)[0]!.name).toBe("Skipped (already exist)");
});

test("an undo says what became of the contacts", () => {
  expect(describeUndo({ deleted: 1, restored: 0, kept: 1200, gone: 0 })).toBe(
    "1 contact deleted, 1,200 contacts kept because they were changed since.",
  );
  expect(describeUndo({ deleted: 0, restored: 0, kept: 0, gone: 0 })).toBe("There was nothing to undo.");
});

test("own fields are offered under their labels", () => {
  const fields = [{ key: "boats", label: "船の数" } as ContactField];
  expect(listFieldChoices(fields)).toContainEqual({ value: "field.boats", label: "船の数" });
});

test("an import whose file name was erased has a name", () => {
  expect(getFileName({ file_name: "客戶.csv" })).toBe("客戶.csv");
  expect(getFileName({ file_name: "" })).toBe("Deleted file");
});
