import { expect, test, type Page } from "../support/browser.ts";
import { Client } from "../support/client.ts";
import { newCall } from "./calls.ts";
import { holdRequests } from "./requests.ts";

test.use({ house: "own" });

const names = (page: Page) => page.getByRole("table", { name: "Contacts" }).locator("tbody").getByRole("link");
const bar = (page: Page) => page.getByRole("region", { name: "Selected contacts" });

test("several contacts get a tag, lose it, and are marked as do not call", async ({ cast, as }) => {
  for (const name of ["Li Na", "田中太郎"]) await cast.newContact("North", { name });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar(page).getByRole("button", { name: "Add tag" }).click();
  const tagging = page.getByRole("dialog", { name: "Add a tag to 2 contacts" });
  await tagging.getByRole("button", { name: "Add tag" }).click();
  await expect(tagging.getByLabel("Tag")).toHaveAccessibleDescription("Enter a tag.");
  await tagging.getByLabel("Tag").fill("محطة");
  await tagging.getByRole("button", { name: "Add tag" }).click();
  await expect(page.getByText("2 contacts changed.")).toBeVisible();
  const tags = async () => (await cast.ada.get("/contacts")).body.items.map((contact) => contact.tags);
  expect(await tags()).toEqual([["محطة"], ["محطة"]]);

  await page.getByRole("checkbox", { name: "Select Li Na" }).uncheck();
  await bar(page).getByRole("button", { name: "Remove tag" }).click();
  const removing = page.getByRole("dialog", { name: "Remove a tag from 1 contact" });
  await removing.getByLabel("Tag").fill("محطة");
  await removing.getByRole("button", { name: "Remove tag" }).click();
  await expect(page.getByText("1 contact changed.")).toBeVisible();
  expect(await tags()).toEqual([["محطة"], []]);

  await bar(page).getByRole("button", { name: "Do not call" }).click();
  const marking = page.getByRole("dialog", { name: "Mark 1 contact as do not call?" });
  await expect(marking).toContainText("Campaigns no longer call them.");
  await marking.getByRole("button", { name: "Do not call" }).click();
  const row = page.getByRole("row", { name: "田中太郎" });
  await expect(row).toContainText("Do not call");
  await bar(page).getByRole("button", { name: "Clear selection" }).click();
  await expect(bar(page)).toHaveCount(0);
});

test("a contact whose dialog was closed while it was added is in the list, and changes nothing else", async ({
  cast,
  as,
}) => {
  await cast.newContact("North", { name: "Li Na" });
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/contacts");
  const dialog = page.getByRole("dialog", { name: "Add contact" });
  const name = dialog.getByLabel("Name", { exact: true });
  const answer = await holdRequests(page, "POST", "/contacts");
  await page.getByRole("button", { name: "Add contact" }).click();
  await name.fill("José Müller");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Add contact" }).click();
  await name.fill("田中太郎");
  answer();
  await expect(page.locator("tbody").getByText("José Müller")).toBeVisible();
  await page.waitForTimeout(500); // what follows the answer would have happened
  await expect(name).toHaveValue("田中太郎");
  await expect(page.getByText("was added.")).toHaveCount(0);
  await expect(page).toHaveURL(/\/contacts$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.reload();
  await expect(name).toHaveValue("田中太郎");
});

test("another search leaves nothing selected", async ({ cast, as }) => {
  for (const name of ["Li Na", "田中太郎"]) await cast.newContact("North", { name });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select Li Na" }).check();
  await expect(bar(page)).toBeVisible();
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("Li");
  await expect(names(page)).toHaveText(["Li Na"]);
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("");
  await expect(names(page)).toHaveCount(2);
  await expect(page.getByRole("checkbox", { name: "Select Li Na" })).not.toBeChecked();
});

test("selected contacts are deleted after a question; those that are gone are counted", async ({ cast, as }) => {
  const [gone] = [await cast.newContact("North", { name: "Gone" })];
  await cast.newContact("North", { name: "Li Na" });
  await cast.newContact("North", { name: "Stays" });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select Gone" }).check();
  await page.getByRole("checkbox", { name: "Select Li Na" }).check();
  await cast.ada.delete(`/contacts/${gone.id}`);
  await bar(page).getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 2 contacts?" });
  await expect(dialog).toContainText("are put on the do-not-call list.");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 contact deleted, 1 contact no longer exists.")).toBeVisible();
  await expect(names(page)).toHaveText(["Stays"]);
});

test("two contacts are merged from the list, and the number of the other is kept", async ({ cast, as }) => {
  const kept = await cast.newContact("North", { name: "Nour Haddad", phone: "+442079460018", tags: ["Ferry"] });
  await cast.newContact("North", { name: "نور حداد", phone: "+493012345678", email: "nour@harbour.example" });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar(page).getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge two contacts" });
  await dialog.getByRole("radio", { name: /Nour Haddad/ }).check();
  await expect(dialog).toContainText("The number +49 30 12345678 is kept as another number of Nour Haddad.");
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nour Haddad" })).toBeVisible();
  await expect(page).toHaveURL(`/contacts/${kept.id}`);
  for (const text of ["نور حداد", "nour@harbour.example", "Ferry", "+49 30 12345678"]) {
    await expect(page.getByRole("main")).toContainText(text);
  }
  expect((await cast.ada.get("/contacts")).body.items).toHaveLength(1);
});

test("a contact is merged with another one that is searched for", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Li Na" });
  const other = await cast.newContact("North", { name: "李娜", phone: "+442079460018" });
  await cast.newContact("South", { name: "李娜 of South" });
  const page = await as(cast.ada);
  await page.goto(`/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge Li Na with another contact" });
  await dialog.getByRole("combobox", { name: "Other contact" }).click();
  await expect(page.getByRole("option")).toHaveText(["李娜 · +44 20 7946 0018"]);
  await page.getByRole("option").click();
  await expect(dialog.getByRole("button", { name: "Merge", exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Merge" }).click();
  await expect(dialog.getByRole("combobox", { name: "Other contact" })).toHaveValue("");
  await expect(dialog.getByRole("button", { name: "Merge", exact: true })).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Other contact" }).click();
  await page.getByRole("option").click();
  await dialog.getByRole("radio", { name: /李娜/ }).check();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page).toHaveURL(`/contacts/${other.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "李娜" })).toBeVisible();
});

test("where the contacts to merge with cannot be read, the field says why", async ({ cast, faults, as }) => {
  faults.expect(/503/);
  const contact = await cast.newContact("North", { name: "Li Na" });
  const page = await as(cast.ada);
  await page.goto(`/contacts/${contact.id}`);
  await page.route("**/api/v1/contacts?*", (route) => route.fulfill({ status: 503, body: "" }));
  await page.getByRole("button", { name: "Merge" }).click();
  const field = page.getByRole("combobox", { name: "Other contact" });
  await expect(field).toHaveAccessibleDescription(/The server answered with 503/);
  await field.click();
  await expect(page.getByText("No contacts found")).toHaveCount(0);
});

test("a merge starts from both contacts as they are when its dialog opens", async ({ cast, as }) => {
  const kept = await cast.newContact("North", { name: "Li Na" });
  await cast.newContact("North", { name: "李娜", phone: "+442079460018" });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await cast.ada.patch(`/contacts/${kept.id}`, { phone: "+493012345678", do_not_call: true });
  await bar(page).getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge two contacts" });
  await dialog.getByRole("radio", { name: "Li Na" }).check();
  await expect(dialog).toContainText("The number +44 20 7946 0018 is kept as another number of Li Na.");
  await expect(dialog).toContainText("“Do not call” is kept.");
});

test("a contact that somebody has changed meanwhile is shown as it is before it is merged", async ({ cast, as }) => {
  const kept = await cast.newContact("North", { name: "Li Na" });
  const other = await cast.newContact("North", { name: "李娜" });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar(page).getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge two contacts" });
  await dialog.getByRole("radio", { name: "Li Na" }).check();
  await cast.ada.patch(`/contacts/${other.id}`, { name: "Somebody else" });
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(dialog).toContainText("The contact Somebody else is deleted.");
  await expect(dialog).toContainText("This has been changed since you opened it.");
  expect((await cast.ada.get("/contacts")).body.items).toHaveLength(2);
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(page).toHaveURL(`/contacts/${kept.id}`);
  expect((await cast.ada.get("/contacts")).body.items).toHaveLength(1);
});

test("contacts of two companies cannot be merged or added to one segment, and the dialogs say why", async ({
  cast,
  as,
}) => {
  await cast.newContact("North", { name: "Li Na" });
  await cast.newContact("South", { name: "José Müller" });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar(page).getByRole("button", { name: "Merge" }).click();
  const merging = page.getByRole("dialog", { name: "Merge two contacts" });
  await expect(merging).toContainText("Only contacts of one company can be merged");
  await merging.getByRole("button", { name: "Close" }).click();
  await bar(page).getByRole("button", { name: "Add to segment" }).click();
  const adding = page.getByRole("dialog", { name: "Add 2 contacts to a segment" });
  await expect(adding).toContainText("A segment belongs to one company.");
  await expect(adding.getByRole("button", { name: "Add to segment" })).toBeDisabled();
});

test("the page of a contact shows its calls in scope, and its history", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Nour Haddad", phone: "+442079460018" });
  await cast.ada.patch(`/contacts/${contact.id}`, { job_title: "Pilot" });
  const call = await newCall(cast, "Sales");
  await newCall(cast, "Support");
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto(`/contacts/${contact.id}`);
  const calls = page.getByRole("table", { name: "Calls with this contact" });
  await expect(calls.locator("tbody").getByRole("row")).toHaveCount(1);
  await expect(calls).toContainText("Sales");
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await expect(history.getByRole("listitem").first()).toContainText("Changed a contact: job title");
  await expect(history).toContainText(cast.ada.name);
  await page.getByRole("button", { name: "Edit" }).click();
  const editing = page.getByRole("dialog", { name: "Edit Nour Haddad" });
  await editing.getByLabel("Email").fill("nour@harbour.example");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(history.getByRole("listitem")).toHaveCount(3);
  await expect(history.getByRole("listitem").first()).toContainText("Changed a contact: email");
  await calls.getByRole("link").click();
  await expect(page).toHaveURL(`/calls/${call.id}`);
});

test("the history says who did it as the audit log does: by which kind, and for administrators as a link", async ({
  cast,
  server,
  as,
}) => {
  const contact = await cast.newContact("North", { name: "Nils Berg" });
  const { token } = (await cast.ada.post("/api-tokens", { name: "Import script", scopes: ["read", "crm"] })).body;
  const program = new Client(server, { Authorization: `Bearer ${token}` });
  const change = await program.patch(`/contacts/${contact.id}`, { job_title: "Mate" });
  expect(change.status).toBe(200);
  const historyOf = async (page: Page) => {
    await page.goto(`/contacts/${contact.id}`);
    return page.getByRole("region", { name: "History" }).getByRole("listitem");
  };
  const entries = await historyOf(await as(cast.ada));
  await expect(entries.first()).toContainText(`${cast.ada.name}by an API token`);
  await expect(entries.last().getByRole("link", { name: cast.ada.name })).toHaveAttribute("href", /actor_id=/);
  const member = await cast.member({ agents: ["Sales"], permissions: { access_crm: true } });
  await expect((await historyOf(await as(member))).last()).toContainText(cast.ada.name);
});
