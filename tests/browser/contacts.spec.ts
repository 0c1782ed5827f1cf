import { expect, test, type Page } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { violations } from "./axe.ts";
import { newCall } from "./calls.ts";
import { meanwhile } from "./conflict.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { isOfCrm, watchRequests } from "./requests.ts";

test.use({ house: "own" });

const openMenuGroup = (page: Page) => page.getByRole("button", { name: "CRM", exact: true }).click();
const table = (page: Page) => page.getByRole("table", { name: "Contacts" });
const row = (page: Page, name: string) => table(page).getByRole("row", { name });

async function openAddContact(page: Page) {
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Add contact" }).click();
  return page.getByRole("dialog", { name: "Add contact" });
}

test("a member with access to the CRM finds Contacts in the menu", async ({ cast, as }) => {
  await cast.newContact("North", { name: "Nour Haddad", job_title: "Harbour master" });
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await page.goto("/");
  await openMenuGroup(page);
  await page.getByRole("link", { name: "Contacts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Contacts" })).toBeVisible();
  await expect(row(page, "Nour Haddad")).toContainText("Harbour master");
});

test("without access to the CRM there is no menu entry, and the pages say what is missing", async ({ cast, as }) => {
  const contact = await cast.newContact("North");
  const page = await as(await cast.member({ agents: ["Sales"] }));
  const requests = watchRequests(page);
  const paths = ["/contacts", "/contacts?segment_id=x", `/contacts/${contact.id}`];
  for (const path of [...paths, "/do-not-call", "/account/contact-fields"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
    await expect(page.getByText("You don’t have access to the CRM.")).toBeVisible();
    await expect(page.getByText(`An administrator of ${accountName} can grant it.`)).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(contact.name);
  }
  expect(requests.filter(isOfCrm)).toEqual([]);
  await expect(page.getByRole("button", { name: "CRM", exact: true })).toHaveCount(0);
});

test("with the CRM off for the account, administrators have no menu entry either", async ({ cast, as }) => {
  await cast.ada.patch("/settings", { crm_enabled: false });
  const page = await as(cast.ada);
  await page.goto("/contacts");
  await expect(page.getByText("The CRM is off for this account.")).toBeVisible();
  await expect(page.getByRole("button", { name: "CRM", exact: true })).toHaveCount(0);

  const member = await as(await cast.member({ permissions: { edit_agents: true } }));
  await member.goto("/contacts");
  await expect(member.getByText("The CRM is off for this account.")).toBeVisible();
  await expect(member.getByText(`An administrator of ${accountName} can switch it on.`)).toBeVisible();
  await expect(member.getByText("can grant it")).toHaveCount(0);

  await expect(page.getByText("can grant it")).toHaveCount(0);
  await page.getByRole("link", { name: "Account > Settings" }).click();
  await page.getByRole("switch", { name: "CRM" }).check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("button", { name: "CRM", exact: true })).toBeVisible();
});

test("a contact is added with all its fields", async ({ cast, as }) => {
  const { id, etag } = cast.company("North");
  await cast.ada.patch(`/companies/${id}`, { country: "DE" }, { headers: { "If-Match": etag } });
  await cast.ada.post("/contact-fields", { key: "tier", label: "Tier", kind: "choice", choices: ["Gold", "Silver"] });
  await cast.ada.post("/contact-fields", { key: "boats", label: "船の数", kind: "number" });
  await cast.ada.post("/contact-fields", { key: "member", label: "Member", kind: "boolean" });
  await cast.ada.post("/contact-fields", { key: "since", label: "Since", kind: "date" });
  const page = await as(cast.ada);
  const dialog = await openAddContact(page);
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "North" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("نور حداد");
  await dialog.getByLabel("Phone").fill("030 12345678");
  await dialog.getByLabel("Email").fill("nour@harbour.example");
  await dialog.getByLabel("Job title").fill("港長");
  await dialog.getByRole("combobox", { name: "Time zone" }).fill("berlin");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  const tags = dialog.getByRole("combobox", { name: "Tags" });
  await tags.fill("Ferry");
  await tags.press("Enter");
  await tags.fill("VIP");
  await dialog.getByRole("switch", { name: "Do not call" }).check();
  await dialog.getByLabel("Tier").selectOption("Gold");
  await dialog.getByLabel("船の数").fill("12.5");
  await dialog.getByLabel("Member").selectOption("No");
  await dialog.getByLabel("Since").fill("2024-02-29");
  await dialog.getByRole("switch", { name: "Has agreed to be called" }).check();
  await dialog.getByLabel("Purpose").fill("Offers");
  await dialog.getByLabel("Source").fill("Boat show");
  await dialog.getByLabel("Wording").fill("Call me.");
  await dialog.getByRole("button", { name: "Add contact" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "نور حداد" })).toBeVisible();
  const contact = (await cast.ada.get("/contacts")).body.items[0]!;
  expect(contact).toMatchObject({
    company_name: "North",
    phone: "+493012345678",
    email: "nour@harbour.example",
    job_title: "港長",
    time_zone: "Europe/Berlin",
    tags: ["Ferry", "VIP"],
    do_not_call: true,
    fields: { tier: "Gold", boats: 12.5, member: false, since: "2024-02-29" },
    consent: { purpose: "Offers", source: "Boat show", wording: "Call me.", withdrawn_at: null },
  });
  for (const text of ["030 12345678", "Do not call", "Europe/Berlin", "Gold", "12.5", "29 Feb 2024", "Boat show"]) {
    await expect(page.getByRole("main")).toContainText(text);
  }
  await page.getByRole("link", { name: "Contacts" }).first().click();
  await expect(row(page, "نور حداد")).toContainText("030 12345678");
});

test("what is wrong with a contact is said at its field, and nothing typed is lost", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "boats", label: "Boats", kind: "number" });
  const page = await as(cast.ada);
  const dialog = await openAddContact(page);
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Enter the contact’s name.");
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "South" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Li");
  await dialog.getByLabel("Phone").fill("030 123");
  await dialog.getByLabel("Email").fill("li@");
  await dialog.getByLabel("Boats").fill("a few");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await expect(dialog.getByLabel("Phone")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Phone")).toBeFocused();
  await expect(dialog.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Boats")).toHaveAccessibleDescription("This must be a number such as 12 or 12.5.");
  await expect(dialog.getByLabel("Boats")).toHaveValue("a few");
});

test("a contact is edited, and what somebody else saved meanwhile is not overwritten", async ({ cast, as }) => {
  await cast.ada.post("/contact-fields", { key: "licensed", label: "Licensed", kind: "boolean" });
  const contact = await cast.newContact("North", { name: "Li", job_title: "Pilot", tags: ["one"] });
  const page = await as(cast.ada);
  await page.goto(`/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit Li" });
  await expect(dialog.getByRole("button", { name: "Save changes" })).toBeDisabled();
  await dialog.getByLabel("Name", { exact: true }).fill("Li Na");
  await dialog.getByLabel("Job title").fill("Skipper");
  await cast.ada.patch(`/contacts/${contact.id}`, {
    job_title: "Captain",
    email: "li@harbour.example",
    tags: ["one", "two"],
    do_not_call: true,
    fields: { licensed: true },
  });
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(meanwhile(dialog).getByRole("listitem")).toHaveText([
    "Email: none → li@harbour.example",
    "Job title: Pilot → Captain",
    "Tags: one → one, two",
    "Do not call: Off → On",
    "Licensed: none → Yes",
  ]);
  await expect(dialog.getByLabel("Email")).toHaveValue("li@harbour.example");
  await expect(dialog.getByLabel("Job title")).toHaveAccessibleDescription(/Someone changed this to “Captain”/);
  await dialog.getByRole("button", { name: "Use this" }).click();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes to Li Na are saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Li Na" })).toBeVisible();
  expect((await cast.ada.get(`/contacts/${contact.id}`)).body).toMatchObject({
    name: "Li Na",
    job_title: "Captain",
    email: "li@harbour.example",
    tags: ["one", "two"],
  });
});

test("a save that does not reach the server keeps the dialog and what was typed", async ({ cast, as, faults }) => {
  faults.expect(/net::ERR_FAILED/);
  const contact = await cast.newContact("North", { name: "Li", job_title: "Pilot" });
  const page = await as(cast.ada);
  await page.goto(`/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit Li" });
  await dialog.getByLabel("Job title").fill("港長");
  await page.route("**/api/v1/**", (route) => route.abort());
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The server cannot be reached.");
  await expect(dialog.getByLabel("Job title")).toHaveValue("港長");

  await page.unroute("**/api/v1/**");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes to Li are saved.")).toBeVisible();
});

test("a contact is deleted after a question that says what goes", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Rita Fox" });
  const page = await as(cast.ada);
  await page.goto(`/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete Rita Fox?" });
  await expect(dialog).toContainText("Calls with the phone number are kept");
  await expect(dialog).not.toContainText("is put on");
  await dialog.getByRole("button", { name: "Delete contact" }).click();
  await expect(page.getByRole("heading", { name: "No contacts yet" })).toBeVisible();
  expect(await cast.ada.get(`/contacts/${contact.id}`)).toMatchObject({ status: 404 });
  await page.goto(`/contacts/${contact.id}`);
  await expect(page.getByRole("heading", { name: "Contact not found" })).toBeVisible();
});

test("the number of a contact that is not to be called stays on the do-not-call list", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { phone: "+493012345600", do_not_call: true });
  const page = await as(cast.ada);
  // The list was seen before: it is read again.
  await page.goto("/do-not-call");
  await expect(page.getByRole("heading", { name: "No numbers yet" })).toBeVisible();
  const menu = page.getByRole("navigation");
  await menu.getByRole("link", { name: "Contacts" }).click();
  await page.getByRole("link", { name: contact.name }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${contact.name}?` });
  await expect(dialog).toContainText("The phone number is put on the do-not-call list");
  await dialog.getByRole("button", { name: "Delete contact" }).click();
  await expect(page.getByRole("heading", { name: "No contacts yet" })).toBeVisible();
  await menu.getByRole("link", { name: "Do-not-call list" }).click();
  await expect(page.getByRole("row", { name: "+49 30 12345600" })).toContainText(
    "The contact with this number was deleted.",
  );
});

test("consent is recorded, and withdrawn", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Li" });
  const page = await as(cast.ada);
  await page.goto(`/contacts/${contact.id}`);
  const consent = page.getByRole("region", { name: "Consent" });
  await expect(consent).toContainText("No consent recorded.");
  await consent.getByRole("button", { name: "Record consent" }).click();
  const recording = page.getByRole("dialog", { name: "Record consent" });
  await recording.getByRole("button", { name: "Record consent" }).click();
  await expect(recording.getByLabel("Purpose")).toHaveAccessibleDescription("Enter what the calls are about.");
  await recording.getByLabel("Purpose").fill("Berth offers");
  await recording.getByLabel("Source").fill("Letter of 3 March");
  await recording.getByLabel("Given on").fill("2999-03-03");
  await recording.getByRole("button", { name: "Record consent" }).click();
  await expect(recording.getByLabel("Given on")).toHaveAccessibleDescription("This is in the future.");
  await recording.getByLabel("Given on").fill("2026-03-03");
  await recording.getByRole("button", { name: "Record consent" }).click();
  await expect(consent).toContainText("Berth offers");
  await expect(consent).toContainText("3 Mar");

  await consent.getByRole("button", { name: "Withdraw consent" }).click();
  const question = page.getByRole("dialog", { name: "Withdraw the consent of Li?" });
  await question.getByRole("button", { name: "Withdraw consent" }).click();
  await expect(consent).toContainText("Withdrawn");
  expect((await cast.ada.get(`/contacts/${contact.id}`)).body.consent!.withdrawn_at).not.toBeNull();
});

test("consent is recorded and withdrawn where the clock of the browser is wrong", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Li" });
  const page = await as(cast.ada);
  // The same day in any case, since the day on which a consent was given is that of the browser.
  const minutes = new Date().getUTCHours() < 12 ? 40 : -40;
  await page.clock.setSystemTime(new Date(Date.now() + minutes * 60_000));
  await page.goto(`/contacts/${contact.id}`);
  const consent = page.getByRole("region", { name: "Consent" });
  await consent.getByRole("button", { name: "Record consent" }).click();
  const recording = page.getByRole("dialog", { name: "Record consent" });
  await recording.getByLabel("Purpose").fill("Berth offers");
  await recording.getByLabel("Source").fill("Letter of 3 March");
  await recording.getByRole("button", { name: "Record consent" }).click();
  await expect(consent).toContainText("Berth offers");
  await consent.getByRole("button", { name: "Withdraw consent" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw consent" }).click();
  await expect(consent).toContainText("Withdrawn");
  const { at, withdrawn_at } = (await cast.ada.get(`/contacts/${contact.id}`)).body.consent!;
  for (const time of [at, withdrawn_at!]) expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
});

test("the day of a consent is one of the account, also in a browser in another time zone", async ({ cast, as }) => {
  const accountZone = "Pacific/Kiritimati"; // 25 hours ahead of the browser, so that the days always differ
  expect((await cast.ada.patch("/settings", { time_zone: accountZone })).status).toBe(200);
  const contact = await cast.newContact("North", { name: "Li" });
  const page = await as(cast.ada, { timezoneId: "Pacific/Pago_Pago" });
  await page.goto(`/contacts/${contact.id}`);
  const consent = page.getByRole("region", { name: "Consent" });
  await consent.getByRole("button", { name: "Record consent" }).click();
  const recording = page.getByRole("dialog", { name: "Record consent" });
  const given = recording.getByLabel("Given on");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: accountZone }).format(new Date());
  await expect(given).toHaveValue(today);
  await expect(given).toHaveAttribute("max", today);
  await recording.getByLabel("Purpose").fill("Berth offers");
  await recording.getByLabel("Source").fill("Letter of 3 March");
  await given.fill("2026-03-03");
  await recording.getByRole("button", { name: "Record consent" }).click();
  await expect(consent).toContainText("3 Mar");
  expect((await cast.ada.get(`/contacts/${contact.id}`)).body.consent!.at).toMatch(/^2026-03-02T10:00:00/);
});

test("a call names its contact, and only for those with access to the CRM", async ({ cast, as }) => {
  await cast.ada.patch(`/companies/${cast.company("North").id}`, { country: "GB" });
  const contact = await cast.newContact("North", { name: "Nour Haddad", phone: "+442079460018" });
  await cast.newContact("South", { name: "Somebody else", phone: "+442079460018" });
  const call = await newCall(cast, "Sales");
  const page = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  for (const from_number of ["020 7946 0018", "00442079460018", "442079460018"]) {
    await page.goto(`/calls/${(await newCall(cast, "Sales", { from_number })).id}`);
    await expect(page.getByRole("link", { name: "Nour Haddad" })).toHaveAttribute("href", `/contacts/${contact.id}`);
  }
  await page.goto(`/calls/${call.id}`);
  await page.getByRole("link", { name: "Nour Haddad" }).click();
  await expect(page).toHaveURL(`/contacts/${contact.id}`);

  const without = await as(await cast.member({ agents: ["Sales"] }));
  const requests = watchRequests(without);
  await without.goto(`/calls/${call.id}`);
  await expect(without.getByText("+44 20 7946 0018").first()).toBeVisible();
  await expect(without.getByText("Nour Haddad")).toHaveCount(0);
  expect(requests.filter(isOfCrm)).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the pages of the CRM in ${colorScheme}`, async ({ cast, as }) => {
    await cast.ada.post("/contact-fields", { key: "tier", label: "Tier", kind: "choice", choices: ["Gold"] });
    const at = new Date().toISOString();
    const contact = await cast.newContact("North", {
      name: "Nour Haddad",
      phone: "+442079460018",
      tags: ["Ferry"],
      do_not_call: true,
      fields: { tier: "Gold" },
      consent: { purpose: "Offers", source: "Boat show", at },
    });
    await cast.newDoNotCallEntry("North");
    const page = await as(cast.ada, { colorScheme });
    for (const path of ["/contacts", `/contacts/${contact.id}`, "/do-not-call", "/account/contact-fields"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
      expect.soft(await violations(page), path).toEqual([]);
    }
    await openAddContact(page);
    const dialog = page.getByRole("dialog", { name: "Add contact" });
    await dialog.getByRole("switch", { name: "Has agreed to be called" }).check();
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await expect(dialog.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    expect.soft(await violations(page), "Add contact").toEqual([]);
  });
}

test("long names and other scripts fit on every width", async ({ cast, as }) => {
  const long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewaren";
  await cast.ada.post("/contact-fields", { key: "long", label: `${long} label`, kind: "text" });
  const contact = await cast.newContact("North", {
    name: `${long} ليلى 田中太郎`,
    job_title: long,
    email: "a.very.long.address.of.somebody@a-long-domain-of-a-harbour.example",
    phone: "+442079460018",
    tags: [long, "محطة", "港"],
    fields: { long },
    do_not_call: true,
  });
  const page = await as(cast.ada);
  for (const width of [320, 360, 768, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/contacts", `/contacts/${contact.id}`, "/do-not-call", "/account/contact-fields"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
      await expectNoSidewaysScroll(page);
    }
    await openAddContact(page);
    await expectNoSidewaysScroll(page);
  }
});
