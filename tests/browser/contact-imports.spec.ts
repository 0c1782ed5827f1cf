import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test.use({ house: "own" });

const csv = [
  "Full name;Mobile;Mail;Vessels;Note",
  "ليلى حداد;+44 20 7946 0018;leila@harbour.example;3;first",
  "田中太郎;+81 3 1234 5678;;12;",
  "Too short;12;;;",
  "Li Na;;li@harbour.example;;",
].join("\r\n");

async function upload(page: Page, text = csv, name = "guests.csv") {
  await page.getByRole("button", { name: "Import contacts" }).click();
  const dialog = page.getByRole("dialog", { name: "Import contacts" });
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "North" }).click();
  await dialog
    .getByLabel("CSV file")
    .setInputFiles({ name, mimeType: "application/vnd.ms-excel", buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

const column = (page: Page, name: string) => page.getByRole("combobox", { name: `Read ${name} as` });
const state = (page: Page, name: string) => page.getByRole("region", { name });

test("segments that cannot be read are said at their field", async ({ cast, faults, as }) => {
  faults.expect(/503/);
  const page = await as(cast.ada);
  await page.route(/\/api\/v1\/segments\?/, (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto("/contact-imports");
  await upload(page);
  const field = page.getByRole("combobox", { name: "Add all contacts to a segment" });
  await expect(field).toHaveAccessibleDescription(/The server answered with 503/);
});

test("a file is imported: its columns, a preview, a dry run, the report, and the undo", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "boats", label: "船の数", kind: "number" });
  const page = await as(cast.ada);
  await page.goto("/");
  await page.getByRole("button", { name: "CRM", exact: true }).click();
  await page.getByRole("link", { name: "Imports" }).click();
  await expect(page.getByRole("heading", { name: "No imports yet" })).toBeVisible();
  await upload(page);

  await expect(column(page, "Full name")).toHaveValue("Name");
  await expect(column(page, "Mobile")).toHaveValue("Phone");
  await expect(column(page, "Mail")).toHaveValue("Email");
  await expect(column(page, "Note")).toHaveValue("");
  await column(page, "Vessels").click();
  await page.getByRole("option", { name: "船の数" }).click();
  await expect(column(page, "Vessels")).toHaveValue("船の数");
  const preview = page.getByRole("table", { name: "Preview" });
  await expect(preview.getByRole("row", { name: "ليلى حداد" })).toContainText("New");
  await expect(preview.getByRole("row", { name: "Too short" })).toContainText("Refused");

  // Two choices, the second before the first is saved.
  let save = () => {};
  const mayBeSaved = new Promise<void>((resolve) => (save = resolve));
  await page.route("**/api/v1/contact-imports/*", async (route) => {
    if (route.request().method() === "PATCH") await mayBeSaved;
    await route.continue();
  });
  await column(page, "Note").click();
  await page.getByRole("option", { name: "Second name" }).click();
  const existing = page.getByRole("radiogroup", { name: "Existing contacts" });
  await existing.getByRole("radio", { name: "Fill in empty fields" }).click();
  await expect(existing.getByRole("radio", { name: "Fill in empty fields" })).toBeChecked();
  await expect(column(page, "Note")).toHaveValue("Second name");
  await expect(page.getByRole("button", { name: "Check the file" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Import 4 rows" })).toBeDisabled();
  save();
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(state(page, "Checked")).toContainText("Dry run: nothing is stored yet.");
  const { columns, ...stored } = (await cast.ada.get(`/contact-imports/${page.url().split("/").at(-1)}`)).body;
  expect(stored.existing).toBe("fill");
  expect(columns).toContainEqual({ column: 5, name: "Note", field: "second_name" });
  await expect(state(page, "Checked")).toContainText(/New contacts\s*3/);
  await expect(state(page, "Checked")).toContainText(/Refused\s*1/);
  expect((await cast.ada.get("/contacts")).body.items).toEqual([]);

  await page.getByRole("button", { name: "Import 4 rows" }).click();
  await expect(state(page, "Imported")).toContainText(/Created\s*3/);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download refused rows" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("Too short");
  expect((await cast.ada.get("/contacts")).body.items).toHaveLength(3);
  expect((await cast.ada.get("/contacts", { phone: "+442079460018" })).body.items).toMatchObject([
    { name: "ليلى حداد", fields: { boats: 3 }, email: "leila@harbour.example" },
  ]);

  await page.getByRole("button", { name: "Undo import" }).click();
  const question = page.getByRole("dialog", { name: "Undo this import?" });
  await question.getByRole("button", { name: "Undo import" }).click();
  await expect(state(page, "Undone")).toContainText("3 contacts deleted.");
  expect((await cast.ada.get("/contacts")).body.items).toEqual([]);

  await page.getByRole("button", { name: "Delete" }).click();
  await page
    .getByRole("dialog", { name: "Delete the import of guests.csv?" })
    .getByRole("button", { name: "Delete import" })
    .click();
  await expect(page.getByRole("heading", { name: "No imports yet" })).toBeVisible();
});

test("an import that only added contacts to a segment is undone: they are taken out of it", async ({ cast, as }) => {
  const company_id = cast.company("North").id;
  const { id } = await cast.newContact("North", { name: "Li Na", email: "li@harbour.example" });
  const segment = (await cast.ada.post("/segments", { company_id, name: "Spring", kind: "static" })).body;
  const inSegment = async () => (await cast.ada.get("/contacts", { segment_id: segment.id })).body.items;
  const page = await as(cast.ada);
  await page.goto("/contact-imports");
  await upload(page, "Name;Email\r\nLi Na;li@harbour.example");
  await page.getByRole("combobox", { name: "Add all contacts to a segment" }).click();
  await page.getByRole("option", { name: "Spring" }).click();
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(state(page, "Imported")).toContainText(/Unchanged\s*1/);
  expect(await inSegment()).toMatchObject([{ id }]);

  await page.getByRole("button", { name: "Undo import" }).click();
  const question = page.getByRole("dialog", { name: "Undo this import?" });
  await expect(question).toContainText("Contacts that it added to the segment are taken out of it.");
  await question.getByRole("button", { name: "Undo import" }).click();
  await expect(state(page, "Undone")).toContainText("Contacts that it added to the segment were taken out of it.");
  expect(await inSegment()).toEqual([]);
  expect((await cast.ada.get(`/contacts/${id}`)).body.name).toBe("Li Na");
});

test("what is wrong with an upload is said in the dialog", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/contact-imports");
  await page.getByRole("button", { name: "Import contacts" }).click();
  const dialog = page.getByRole("dialog", { name: "Import contacts" });
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(dialog.getByLabel("CSV file")).toHaveAccessibleDescription("Choose a file.");
  await expect(dialog.getByRole("combobox", { name: "Company" })).toHaveAccessibleDescription("Choose a company.");
  await expect(dialog.getByRole("combobox", { name: "Company" })).toBeFocused();
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "North" }).click();
  await dialog
    .getByLabel("CSV file")
    .setInputFiles({ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("") });
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(dialog.getByLabel("CSV file")).toHaveAccessibleDescription("The file is empty.");
  await expect(dialog.getByLabel("CSV file")).toBeFocused();
});

test("an import that was not started says why its file is gone, and has a name without it", async ({ cast, as }) => {
  const company_id = cast.company("North").id;
  const { body } = await cast.ada.post("/contact-imports", Buffer.from(csv), {
    query: { company_id, file_name: "guests.csv" },
    headers: { "Content-Type": "text/csv" },
  });
  await cast.ada.post("/erasures", { phone: "+442079460018", add_to_do_not_call: false });
  const page = await as(cast.ada);
  await page.goto("/contact-imports");
  await page.getByRole("link", { name: "Deleted file" }).click();
  await expect(page).toHaveURL(`/contact-imports/${body.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Deleted file" })).toBeVisible();
  await expect(state(page, "Not started")).toContainText(
    "The file was deleted because a number in it was erased. Upload it again.",
  );
  await page.getByRole("button", { name: "Delete" }).click();
  await page
    .getByRole("dialog", { name: "Delete this import?" })
    .getByRole("button", { name: "Delete import" })
    .click();
  await expect(page.getByText("The import was deleted.")).toBeVisible();
});

test("the list of contacts is exported with its filters", async ({ cast, as }) => {
  await cast.newContact("North", { name: "ليلى حداد", tags: ["Ferry"] });
  await cast.newContact("North", { name: "Li Na" });
  const page = await as(cast.ada);
  await page.goto("/contacts?tag=ferry");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toContain("ليلى حداد");
  expect(text).not.toContain("Li Na");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on an import in ${colorScheme}, and it fits a phone`, async ({ cast, as }) => {
    const page = await as(cast.ada, { colorScheme });
    await page.goto("/contact-imports");
    await upload(page, `${csv}\r\n${"Wolfeschlegelsteinhausenberger".repeat(5)};;;;`, `${"long-name-".repeat(12)}.csv`);
    await expect(page.getByRole("table", { name: "Preview" })).toBeVisible();
    expect.soft(await violations(page), "an import").toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Import 5 rows" }).click();
    await expect(page.getByRole("link", { name: "Download refused rows" })).toBeVisible();
    expect.soft(await violations(page), "its report").toEqual([]);
    await expectNoSidewaysScroll(page);
    await page.goto("/contact-imports");
    await expect(page.getByRole("table", { name: "Imports" })).toBeVisible();
    expect.soft(await violations(page), "the list").toEqual([]);
    await expectNoSidewaysScroll(page);
  });
}
