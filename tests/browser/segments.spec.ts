import { expect, test, type Page } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { meanwhile } from "./conflict.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { holdRequests, isOfCrm, watchRequests } from "./requests.ts";

test.use({ house: "own" });

const contacts = (page: Page) => page.getByRole("table", { name: "Contacts" });
const names = (page: Page) => contacts(page).locator("tbody").getByRole("link");
const segments = (page: Page) => page.getByRole("table", { name: "Segments" });

const select = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` }).check();
const bar = (page: Page) => page.getByRole("region", { name: "Selected contacts" });

test("contacts are selected and added to a segment, and removed from it", async ({ cast, as }) => {
  for (const name of ["Li Na", "田中太郎", "ليلى حداد"]) await cast.newContact("North", { name });
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/");
  await page.getByRole("button", { name: "CRM", exact: true }).click();
  await page.getByRole("link", { name: "Segments" }).click();
  await expect(page.getByRole("heading", { name: "No segments yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create segment" }).click();
  const creating = page.getByRole("dialog", { name: "Create segment" });
  await creating.getByRole("button", { name: "Create segment" }).click();
  await expect(creating.getByLabel("Name")).toHaveAccessibleDescription("Give the segment a name.");
  await creating.getByLabel("Name").fill("船の客");
  await creating.getByRole("button", { name: "Create segment" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Contacts" })).toBeVisible();
  await select(page, "Li Na");
  await select(page, "ليلى حداد");
  await expect(bar(page).getByRole("status")).toHaveText("2 contacts selected");
  await bar(page).getByRole("button", { name: "Add to segment" }).click();
  const adding = page.getByRole("dialog", { name: "Add 2 contacts to a segment" });
  await adding.getByRole("combobox", { name: "Segment" }).click();
  await page.getByRole("option", { name: "船の客" }).click();
  await adding.getByRole("button", { name: "Add to segment" }).click();
  await expect(page.getByText("2 contacts changed.")).toBeVisible();

  await page.getByRole("link", { name: "Segments" }).click();
  await expect(segments(page).getByRole("row", { name: "船の客" })).toContainText("2 contacts");
  await segments(page).getByRole("link", { name: "船の客" }).click();
  await expect(names(page)).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Remove filter: Segment: 船の客" })).toBeVisible();
  await select(page, "Li Na");
  await bar(page).getByRole("button", { name: "Remove from segment" }).click();
  const removing = page.getByRole("dialog", { name: "Remove 1 contact from the segment?" });
  await removing.getByRole("button", { name: "Remove from segment" }).click();
  await expect(names(page)).toHaveText(["ليلى حداد"]);
  await expect(bar(page)).toHaveCount(0);
});

test("the current filters are saved as a segment, which follows its contacts", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "boats", label: "Boats", kind: "number" });
  await cast.newContact("North", { name: "Li Na", tags: ["VIP"], fields: { boats: 12 } });
  await cast.newContact("North", { name: "José Müller", tags: ["VIP"] });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Tag", { exact: true }).fill("vip");
  await page.getByLabel("Tag", { exact: true }).press("Enter");
  await page.getByLabel("Boats from").fill("2");
  await expect(names(page)).toHaveText(["Li Na"]);
  await page.getByRole("button", { name: "Save as segment" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as segment" });
  await dialog.getByLabel("Name").fill("Fleet owners");
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "North" }).click();
  await dialog.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByRole("button", { name: "Remove filter: Segment: Fleet owners" })).toBeVisible();
  await expect(names(page)).toHaveText(["Li Na"]);
  expect((await cast.ada.get("/segments")).body.items).toMatchObject([
    { kind: "filter", company_name: "North", filter: { tag: "vip", fields: { boats: { from: 2 } } } },
  ]);

  await cast.newContact("North", { name: "田中太郎", tags: ["VIP"], fields: { boats: 2 } });
  await page.getByRole("button", { name: "CRM", exact: true }).waitFor();
  await page.getByRole("link", { name: "Segments" }).click();
  const row = segments(page).getByRole("row", { name: "Fleet owners" });
  await expect(row).toContainText("2 contacts");
  await expect(row).toContainText("Saved filter");
});

test("a segment is changed and deleted; its contacts stay", async ({ cast, as }) => {
  const { id } = cast.company("North");
  await cast.newContact("North", { name: "Li Na" });
  for (const name of ["Ferry guests", "VIP"])
    await cast.ada.post("/segments", { company_id: id, name, kind: "static" });
  const page = await as(cast.ada);
  await page.goto("/segments");
  await page.getByRole("button", { name: "Edit VIP" }).click();
  const editing = page.getByRole("dialog", { name: "Edit VIP" });
  await editing.getByLabel("Name").fill("FERRY GUESTS");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(editing.getByRole("alert")).toContainText("This company already has a segment with this name.");
  await editing.getByLabel("Name").fill("كبار الشخصيات");
  await editing.getByLabel("Description").fill("Invited to the boat show");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(segments(page).getByRole("row", { name: "كبار الشخصيات" })).toContainText("Invited to the boat show");

  await page.getByRole("button", { name: "Delete Ferry guests" }).click();
  const deleting = page.getByRole("dialog", { name: "Delete Ferry guests?" });
  await expect(deleting).toContainText("Its contacts are kept.");
  await deleting.getByRole("button", { name: "Delete segment" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was deleted." })).toBeVisible();
  await expect(segments(page).getByRole("link")).toHaveText(["كبار الشخصيات"]);
  expect((await cast.ada.get("/contacts")).body.items).toHaveLength(1);
});

test("a segment that somebody else changes while its form is open lists their change, and keeps it", async ({
  cast,
  as,
}) => {
  const { id } = await cast.newSegment("North", { name: "VIP", description: "Boat show" });
  const page = await as(cast.ada);
  await page.goto("/segments");
  await page.getByRole("button", { name: "Edit VIP" }).click();
  const editing = page.getByRole("dialog", { name: "Edit VIP" });
  await editing.getByLabel("Description").fill("Boat show 2027");
  await cast.ada.patch(`/segments/${id}`, { name: "Fleet owners" });
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(meanwhile(page).getByRole("listitem")).toHaveText(["Name: VIP → Fleet owners"]);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const changed = { name: "Fleet owners", description: "Boat show 2027" };
  expect((await cast.ada.get(`/segments/${id}`)).body).toMatchObject(changed);
});

test("what is typed while a save is refused stays", async ({ cast, as }) => {
  const { id } = await cast.newSegment("North", { name: "VIP", description: "Boat show" });
  const page = await as(cast.ada);
  await page.goto("/segments");
  await page.getByRole("button", { name: "Edit VIP" }).click();
  const editing = page.getByRole("dialog", { name: /^Edit/ });
  await editing.getByLabel("Name").fill("VIPs");
  await cast.ada.patch(`/segments/${id}`, { description: "Boat show 2027" });
  const refuse = await holdRequests(page, "PATCH", `/segments/${id}`);
  await editing.getByRole("button", { name: "Save changes" }).click();
  await editing.getByLabel("Name").fill("VIPs of the pier");
  refuse();
  await expect(meanwhile(page)).toBeVisible();
  await expect(editing.getByLabel("Name")).toHaveValue("VIPs of the pier");
  await expect(editing.getByLabel("Description")).toHaveValue("Boat show 2027");
});

test("a count that was given up is about that many, and exact on request", async ({ cast, as, faults }) => {
  faults.expect(/status of 503/);
  const { id } = cast.company("North");
  const { body: segment } = await cast.ada.post("/segments", {
    company_id: id,
    name: "Everyone",
    kind: "filter",
    filter: {},
  });
  const page = await as(cast.ada);
  const count = (contacts: number, exact: boolean) => ({ ...segment, count: { contacts, exact } });
  await page.route(/\/api\/v1\/segments(\?|$)/, (route) =>
    route.fulfill({ json: { items: [count(12_000, false)], next_cursor: null, previous_cursor: null } }),
  );
  const exact = "**/api/v1/segments/*?count=exact";
  await page.route(exact, (route) => route.fulfill({ status: 503, json: { error: { message: "Busy for now." } } }));
  await page.goto("/segments");
  const row = segments(page).getByRole("row", { name: "Everyone" });
  await expect(row).toContainText("about 12,000 contacts");
  await expect(segments(page).getByRole("status")).toHaveCount(0);
  const countAll = row.getByRole("button", { name: "Count all contacts of Everyone" });
  await countAll.click();
  const error = page.getByRole("alert");
  await expect(error).toBeVisible();
  await page.unroute(exact);
  await page.route(exact, (route) => route.fulfill({ json: count(123_456, true) }));
  await countAll.click();
  await expect(row.getByRole("status")).toHaveText("123,456 contacts");
  await expect(error).toHaveCount(0);
  await expect(row).not.toContainText("about");
});

test("without access to the CRM the pages say what is missing", async ({ cast, as }) => {
  const page = await as(await cast.member({ agents: ["Sales"] }));
  const requests = watchRequests(page);
  for (const path of ["/segments", "/contact-imports", "/contact-imports/x"]) {
    await page.goto(path);
    await expect(page.getByText("You don’t have access to the CRM.")).toBeVisible();
  }
  expect(requests.filter(isOfCrm)).toEqual([]);
});

test("a segment whose filter uses a field that was deleted says why it has no contacts", async ({ cast, as }) => {
  const { body: field } = await cast.ada.post("/contact-fields", { key: "boats", label: "Boats", kind: "number" });
  const { body: segment } = await cast.ada.post("/segments", {
    company_id: cast.company("North").id,
    name: "船主",
    kind: "filter",
    filter: { fields: { boats: { from: 2 } } },
  });
  await cast.newContact("North", { fields: { boats: 3 } });
  const page = await as(cast.ada);
  await page.goto("/segments");
  await expect(segments(page).getByRole("row", { name: "船主" })).toContainText("1 contact");
  await cast.ada.delete(`/contact-fields/${field.id}`);
  await page.reload();
  const reason = "No contacts: its filter uses a field, choice or phone number that was deleted.";
  await expect(segments(page).getByRole("row", { name: "船主" })).toContainText(reason);
  await page.goto(`/contacts?segment_id=${segment.id}`);
  await expect(page.getByRole("heading", { name: "船主" })).toBeVisible();
  await expect(page.getByText(reason)).toBeVisible();
});

test("somebody without companies cannot save filters as a segment", async ({ cast, as }) => {
  const page = await as(await cast.member({ permissions: { access_crm: true } }));
  await page.goto("/contacts?tag=VIP");
  await expect(page.getByRole("heading", { name: "No contacts match" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as segment" })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on segments and selected contacts in ${colorScheme}`, async ({ cast, as }) => {
    const { id } = cast.company("North");
    for (const name of ["Li Na", "田中太郎"]) await cast.newContact("North", { name });
    await cast.ada.post("/segments", { company_id: id, name: "VIP", kind: "static" });
    const page = await as(cast.ada, { colorScheme });
    await page.goto("/segments");
    await expect(segments(page)).toBeVisible();
    expect.soft(await violations(page), "segments").toEqual([]);
    await page.goto("/contacts?tag=VIP");
    await page.getByRole("button", { name: "Save as segment" }).click();
    await expect(page.getByRole("dialog", { name: "Save as segment" })).toBeVisible();
    expect.soft(await violations(page), "save as segment").toEqual([]);
    await page.goto("/contacts");
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    expect.soft(await violations(page), "selected contacts").toEqual([]);
    await bar(page).getByRole("button", { name: "Merge" }).click();
    await expect(page.getByRole("dialog", { name: "Merge two contacts" })).toBeVisible();
    expect.soft(await violations(page), "merge").toEqual([]);
  });
}

test("selected contacts and segments fit on every width", async ({ cast, as }) => {
  const long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewaren";
  const { id } = cast.company("North");
  for (const name of [long, "田中太郎"]) await cast.newContact("North", { name });
  await cast.ada.post("/segments", { company_id: id, name: long, description: long, kind: "static" });
  const page = await as(cast.ada);
  for (const width of [320, 768, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/segments");
    await expect(segments(page)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.goto("/contacts");
    await select(page, "田中太郎");
    await select(page, long);
    await expectNoSidewaysScroll(page);
    await bar(page).getByRole("button", { name: "Merge" }).click();
    await expect(page.getByRole("dialog", { name: "Merge two contacts" })).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});
