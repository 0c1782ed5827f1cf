import { expect, test, type Page } from "../support/browser.ts";
import { pressWhileComposing } from "./composing.ts";
import { watchRequests } from "./requests.ts";

test.use({ house: "own" });

const table = (page: Page) => page.getByRole("table", { name: "Contacts" });
const names = (page: Page) => table(page).locator("tbody").getByRole("link");

test("the list is filtered by every field, and each filter can be lifted", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "tier", label: "Tier", kind: "choice", choices: ["Gold", "Silver"] });
  await cast.ada.post("/contact-fields", { key: "boats", label: "船の数", kind: "number" });
  const at = "2026-03-03T10:00:00Z";
  await cast.newContact("North", {
    name: "ليلى حداد",
    job_title: "港長",
    email: "leila@harbour.example",
    time_zone: "Europe/Berlin",
    tags: ["Ferry"],
    fields: { tier: "Gold", boats: 3 },
    consent: { purpose: "Offers", source: "Boat show", at },
  });
  await cast.newContact("North", { name: "Li Na", tags: ["VIP"], fields: { tier: "Silver", boats: 12 } });
  await cast.newContact("South", { name: "José Müller", do_not_call: true });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await expect(names(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Filters" }).click();
  const region = page.getByRole("region", { name: "Filters" });

  const expectOnly = async (name: string, chip: string) => {
    await expect(names(page)).toHaveText([name]);
    await region.getByRole("button", { name: `Remove filter: ${chip}` }).click();
    await expect(names(page)).toHaveCount(3);
  };
  const enter = async (label: string, text: string) => {
    const field = region.getByRole("textbox", { name: label });
    await field.fill(text);
    await expect(field).toHaveAccessibleDescription("Exact match");
    await field.press("Enter");
  };
  const requests = watchRequests(page);
  const tag = region.getByRole("textbox", { name: "Tag" });
  await tag.pressSequentially("ferry", { delay: 200 });
  await tag.blur();
  await expect(names(page)).toHaveText(["ليلى حداد"]);
  expect(requests.filter((path) => path === "/api/v1/contacts")).toHaveLength(1);
  await expectOnly("ليلى حداد", "Tag: ferry");
  await region.getByLabel("Do not call").selectOption("Do not call");
  await expectOnly("José Müller", "Do not call");
  await region.getByLabel("Consent").selectOption("Consent given");
  await expectOnly("ليلى حداد", "Consent given");
  await enter("Email", "LEILA@harbour.example");
  await expectOnly("ليلى حداد", "Email: LEILA@harbour.example");
  await enter("Job title", "港長");
  await expectOnly("ليلى حداد", "Job title: 港長");
  await region.getByRole("combobox", { name: "Time zone" }).fill("berlin");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await expectOnly("ليلى حداد", "Europe/Berlin");
  await region.getByLabel("Tier").selectOption("Silver");
  await expectOnly("Li Na", "Tier: Silver");
  await region.getByLabel("船の数 from").fill("4");
  await expectOnly("Li Na", "船の数 from 4");
  await region.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "South" }).click();
  await expectOnly("José Müller", "South");

  await enter("Tag", "nobody");
  await expect(page.getByRole("heading", { name: "No contacts match" })).toBeVisible();
  await page.getByRole("button", { name: "Show all contacts" }).click();
  await expect(names(page)).toHaveCount(3);
});

test("Enter of an input method sets no filter", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Filters" }).click();
  const field = page.getByRole("textbox", { name: "Tag" });
  await field.fill("フェ");
  await pressWhileComposing(field, "Enter");
  await field.fill("フェリー");
  await field.press("Enter");
  await expect(page.getByRole("button", { name: "Remove filter: Tag: フェリー" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: /^Remove filter/ })).toHaveCount(0);
  await expect(page).toHaveURL(/\/contacts$/);
});

test("what the list shows is saved as a segment only once its own fields are known", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "tier", label: "Tier", kind: "choice", choices: ["Gold", "Silver"] });
  await cast.newContact("North", { name: "Li Na", tags: ["Ferry"], fields: { tier: "Gold" } });
  const page = await as(cast.ada);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/api/v1/contact-fields", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/contacts?tag=Ferry&field.tier=Gold");
  await expect(names(page)).toHaveText(["Li Na"]);
  await expect(page.getByRole("button", { name: "Remove filter: Tag: Ferry" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as segment" })).toHaveCount(0);
  answer();
  await expect(page.getByRole("button", { name: "Remove filter: Tier: Gold" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as segment" })).toBeVisible();
});

test("a number may have a decimal comma; what is none leaves the filter as it is, and the field says why", async ({
  cast,
  as,
}) => {
  await cast.ada.post("/contact-fields", { key: "boats", label: "Boats", kind: "number" });
  await cast.newContact("North", { name: "Li Na", fields: { boats: 12 } });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Filters" }).click();
  const from = page.getByRole("textbox", { name: "Boats from" });
  await from.fill("a few");
  await expect(from).toHaveAccessibleDescription("A number, such as 12.5.");
  await expect(names(page)).toHaveText(["Li Na"]);
  await from.fill("1,200");
  await expect(from).toHaveAccessibleDescription(/Write 1234 or 1\.234\.$/);
  await expect(names(page)).toHaveText(["Li Na"]);
  await from.fill("12,5");
  await expect(page.getByRole("heading", { name: "No contacts match" })).toBeVisible();
  await from.fill("11,5");
  await expect(names(page)).toHaveText(["Li Na"]);
});

test("a person who enters a number that a contact has is shown that contact, and adds a second name", async ({
  cast,
  as,
}) => {
  const contact = await cast.newContact("North", { name: "Nour Haddad", phone: "+442079460018", job_title: "Pilot" });
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Add contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Add contact" });
  await dialog.getByLabel("Name", { exact: true }).fill("田中太郎");
  await dialog.getByRole("textbox", { name: "Phone" }).fill("+44 (20) 7946-0018");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(dialog.getByRole("textbox", { name: "Phone" })).toHaveAttribute("aria-invalid", "true");
  const taken = dialog.getByRole("region", { name: "Contact with this phone number" });
  await expect(taken.getByRole("link", { name: "Nour Haddad" })).toHaveAttribute("href", `/contacts/${contact.id}`);
  await expect(taken).toContainText("Pilot");
  const opened = page.waitForEvent("popup");
  await taken.getByRole("link", { name: "Nour Haddad (opens in a new tab)" }).click();
  await expect((await opened).getByRole("heading", { level: 1, name: "Nour Haddad" })).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("田中太郎");
  await expect(taken).toContainText("Only the name is added, nothing else that was typed.");
  await taken.getByRole("button", { name: "Add as second name" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nour Haddad" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("田中太郎");
  expect((await cast.ada.get(`/contacts/${contact.id}`)).body.second_name).toBe("田中太郎");

  await page.getByRole("link", { name: "Contacts" }).first().click();
  await expect(table(page).getByRole("row", { name: "Nour Haddad" })).toContainText("田中太郎 · Pilot");
  await page.getByRole("button", { name: "Add contact" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Third");
  await dialog.getByRole("textbox", { name: "Phone" }).fill("+442079460018");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(taken).toContainText("田中太郎");
  await expect(taken.getByRole("button")).toHaveCount(0);
});

test("contacts are found while typing, by any part of a name, an email or a phone number", async ({ cast, as }) => {
  await cast.newContact("North", { name: "José Müller", email: "jose@harbour.example" });
  await cast.newContact("North", { name: "ليلى حداد", phone: "+493012345678" });
  await cast.newContact("South", { name: "田中太郎" });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  for (const [text, name] of [
    ["jose mu", "José Müller"],
    ["HARBOUR.ex", "José Müller"],
    ["(0)30 1234", "ليلى حداد"],
    ["太郎", "田中太郎"],
  ]) {
    await search.pressSequentially(text!);
    await expect(names(page)).toHaveText([name!]);
    await expect(page).toHaveURL(/search=/);
    await search.fill("");
    await expect(names(page)).toHaveCount(3);
  }
  await search.fill("nobody");
  await expect(page.getByText("No name, email or phone number contains “nobody”.")).toBeVisible();
  await page.getByRole("button", { name: "Show all contacts" }).click();
  await expect(names(page)).toHaveCount(3);
});
