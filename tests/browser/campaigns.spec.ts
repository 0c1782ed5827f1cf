import { readFileSync } from "node:fs";
import { expect, test as base, type Page } from "../support/browser.ts";
import { place } from "../../fixtures/stand-in/account.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import type { Schemas } from "../support/answer.ts";
import { callable, connectLine, draftCampaign, launch } from "../support/campaigns.ts";
import { violations } from "./axe.ts";
import { expectFocusIn } from "./invite.ts";

/** Each server calls through a stand-in of the platforms. */
const test = base.extend<{ standIn: StandIn }>({
  standIn: async ({}, use) => {
    const standIn = await StandIn.start();
    await use(standIn);
    standIn.stop();
  },
  house: "own",
  settings: async ({ standIn }, use) => use({ flags: standIn.flags }),
});

const state = (page: Page, name: string) => page.getByRole("region", { name });
const calls = (page: Page) => page.getByRole("table", { name: "Calls of the campaign" });
const phone = (last: number) => `+44207946${String(last).padStart(4, "0")}`;

/** Changes a draft to call at any time, as quickly as a campaign may. */
async function callAtAnyTime(page: Page) {
  for (const day of ["Saturday", "Sunday"]) await page.getByRole("checkbox", { name: day }).check();
  await page.getByLabel("From", { exact: true }).selectOption("08:00");
  await page.getByLabel("Until", { exact: true }).selectOption("21:00");
  await page.getByLabel("Calls per hour").fill("3600");
}

test("a campaign from its draft until it is completed", async ({ cast, standIn, as }) => {
  const line = await connectLine(cast, standIn, "Reception");
  line.account.next.push(place({ outcome: "answered", ringsFor: 0, talksFor: 200 }));
  const segment = await cast.newSegment("North", { name: "船の客" });
  const people: Partial<Schemas["CreateContact"]>[] = [
    { name: "ليلى حداد", job_title: "船長", ...callable(phone(18)) },
    { name: "Li Na", ...callable(phone(19)), consent: null },
    { name: "田中太郎", phone: null },
  ];
  const contacts = [];
  for (const person of people) contacts.push((await cast.newContact("North", person)).id);
  await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: contacts });

  const page = await as(cast.ada);
  await page.goto("/");
  await page.getByRole("button", { name: "CRM", exact: true }).click();
  await page.getByRole("link", { name: "Campaigns" }).click();
  await expect(page.getByRole("heading", { name: "No campaigns yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create campaign" }).click();
  const creating = page.getByRole("dialog", { name: "Create campaign" });
  await creating.getByRole("button", { name: "Create campaign" }).click();
  await expect(creating.getByLabel("Name")).toHaveAccessibleDescription("Give the campaign a name.");
  await expect(creating.getByLabel("Name")).toBeFocused();
  await creating.getByLabel("Name").fill("夏の船");
  await creating.getByRole("combobox", { name: "Agent" }).click();
  await page.getByRole("option", { name: "Reception" }).click();
  await creating.getByRole("combobox", { name: "Segments" }).click();
  await page.getByRole("option", { name: "船の客" }).click();
  await creating.getByRole("button", { name: "Create campaign" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "夏の船" })).toBeVisible();
  const audience = page.getByRole("region", { name: "Audience" });
  await expect(page.getByRole("button", { name: "Launch" })).toBeDisabled();
  await expect(audience).toContainText("It cannot be launched yet:");
  await page.getByRole("combobox", { name: "Number to call from" }).click();
  await page.getByRole("option", { name: "+4533119988 (The harbour)" }).click();
  await callAtAnyTime(page);
  const form = page.getByRole("form", { name: "Campaign" });
  await expect(form).toContainText("called again after no answer, a busy line or voicemail. They are not");
  const reached = page.getByLabel("A contact is reached when");
  await reached.selectOption("A person or voicemail answered");
  await expect(form).toContainText("called again after no answer or a busy line. They are not");
  await reached.selectOption("The platform judges the call successful");
  await expect(form).toContainText(
    "or voicemail, and after a call that the platform judges unsuccessful. They are not",
  );
  await reached.selectOption("A person answered");
  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByLabel("Name of variable 1").fill("role");
  await page.getByLabel("Value of variable 1").selectOption("Job title");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("夏の船 was saved.")).toBeVisible();

  await page.getByRole("combobox", { name: "Preview for a contact" }).click();
  await page.getByRole("option", { name: "ليلى حداد" }).click();
  await expect(page.getByText("船長")).toBeVisible();
  await expect(audience).toContainText("1 contact will be called");
  await expect(audience).toContainText(/No consent\s*1/);
  await expect(audience).toContainText(/No usable phone number\s*1/);
  await expect(audience).toContainText("National do-not-call registers are not checked.");

  await page.getByRole("button", { name: "Launch" }).click();
  const question = page.getByRole("dialog", { name: "Launch 夏の船?" });
  await expect(question).toContainText("1 contact will be called by Reception from +45 33 11 99 88.");
  await expect(question).toContainText("2 contacts will not be called.");
  await question.getByRole("button", { name: "Call 1 contact" }).click();
  await expect(page.getByText("夏の船 was launched.")).toBeVisible();

  await expect(state(page, "Completed")).toContainText("1 of 3 contacts reached, 1 call completed");
  await expect(state(page, "Outcomes")).toContainText(/Answered\s*1/);
  await expect(state(page, "Not called")).toContainText(/No consent\s*1/);
  const row = calls(page).getByRole("row", { name: "ليلى حداد" });
  await expect(row).toContainText("Answered");
  await expect(calls(page).getByRole("row", { name: "Li Na" })).toContainText("Skipped: no consent");
  expect(line.account.calls.map(({ order }) => order.to)).toEqual([phone(18)]);
  expect(line.account.calls[0]!.order.repeated.variables).toMatchObject({ role: "船長" });
  await row.getByRole("link").last().click();
  await expect(page).toHaveURL(/\/calls\//);
});

test("a campaign is paused, changed, resumed and cancelled at once; a contact is called again by hand", async ({
  cast,
  standIn,
  as,
}) => {
  const line = await connectLine(cast, standIn, "Reception");
  line.account.next.push(
    place({ outcome: "no_answer", ringsFor: 0, talksFor: 0 }),
    place({ ringsFor: 0, talksFor: 1 }),
  );
  const { id: contact } = await cast.newContact("North", { name: "Li Na", ...callable(phone(20)) });
  const campaign = await draftCampaign(cast, line, "Reception", "North", [contact], { name: "Ferry", attempts: 1 });
  await launch(cast, campaign);
  const page = await as(cast.ada);
  await page.goto("/campaigns");
  await page.getByRole("link", { name: "Ferry" }).click();
  await expect(state(page, "Completed")).toContainText("0 of 1 contact reached, 1 call completed");
  const row = calls(page).getByRole("row", { name: "Li Na" });
  await expect(row).toContainText("No answer");
  await row.getByRole("button", { name: "Call Li Na again" }).click();
  await expect(page.getByText("Another call to Li Na is planned.")).toBeVisible();
  await expect(state(page, "Completed")).toContainText("1 of 1 contact reached, 2 calls completed", {
    timeout: 60_000,
  });
  expect(line.account.calls).toHaveLength(2);

  const { id: other } = await cast.newContact("North", { name: "田中太郎", ...callable(phone(21)) });
  const later = await draftCampaign(cast, line, "Reception", "North", [other], {
    name: "Later",
    starts_at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  });
  await launch(cast, later);
  await page.goto(`/campaigns/${later.id}`);
  await expect(state(page, "Scheduled")).toContainText(/Starts: \w+ \d+:\d\d/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(state(page, "Paused")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  const editing = page.getByRole("dialog", { name: "Edit Later" });
  await editing.getByLabel("Attempts per contact").fill("0");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(editing.getByLabel("Attempts per contact")).toHaveAccessibleDescription(
    "Enter a whole number from 1 to 10.",
  );
  await editing.getByLabel("Attempts per contact").fill("2");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("2 attempts per contact")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel campaign" }).click();
  const question = page.getByRole("dialog", { name: "Cancel Later?" });
  await expect(question).toContainText("Calls in progress are not interrupted.");
  await question.getByRole("button", { name: "Cancel campaign" }).click();
  await expect(state(page, "Cancelled")).toBeVisible();
  await expect(calls(page).getByRole("row", { name: "田中太郎" })).toContainText("Skipped: campaign cancelled");
  await expect(page.getByRole("button", { name: "Pause" })).toHaveCount(0);
  expect(line.account.calls).toHaveLength(2);
});

test("contacts of an agent at no platform are sent to a webhook, whose secret is shown once", async ({ cast, as }) => {
  await cast.newSegment("North", { name: "VIP" });
  const page = await as(cast.ada);
  await page.goto("/campaigns");
  await page.getByRole("button", { name: "Create campaign" }).click();
  const creating = page.getByRole("dialog", { name: "Create campaign" });
  await creating.getByLabel("Name").fill("By webhook");
  await creating.getByRole("combobox", { name: "Agent" }).click();
  await page.getByRole("option", { name: "Sales" }).click();
  await creating.getByRole("combobox", { name: "Segments" }).click();
  await page.getByRole("option", { name: "VIP" }).click();
  await creating.getByRole("button", { name: "Create campaign" }).click();
  const secret = await creating.getByLabel("Webhook secret").inputValue();
  expect(secret.length).toBeGreaterThan(20);
  await creating.getByRole("button", { name: "Done" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "By webhook" })).toBeVisible();
  await page.getByLabel("Webhook URL").fill("harbour.example/calls");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("Webhook URL")).toHaveAccessibleDescription(/This is not a web address/);
  await page.getByLabel("Webhook URL").fill("https://harbour.example/calls");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("By webhook was saved.")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Number to call from" })).toHaveCount(0);
  await page.getByRole("button", { name: "Create new webhook secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Create new webhook secret" });
  await dialog.getByRole("button", { name: "Create secret" }).click();
  await expect(dialog.getByLabel("Webhook secret")).not.toHaveValue(secret);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole("button", { name: "Delete" }).click();
  await page
    .getByRole("dialog", { name: "Delete By webhook?" })
    .getByRole("button", { name: "Delete campaign" })
    .click();
  await expect(page.getByText("By webhook was deleted.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No campaigns yet" })).toBeVisible();
});

test("a connection takes the platform's API key, lists its numbers, and never shows the key", async ({
  cast,
  standIn,
  as,
}) => {
  const account = standIn.open("vapi");
  const { body: connection } = await cast.ada.post("/connections", { platform: "vapi", name: "Vapi of the north" });
  const page = await as(cast.ada);
  await page.goto(`/account/connections/${connection.id}`);
  const section = state(page, "API key for campaigns");
  const key = section.getByLabel("API key for campaigns", { exact: true });
  await section.getByRole("button", { name: "Set API key" }).click();
  await expect(key).toHaveAccessibleDescription(/Enter the API key\./);
  await key.fill("a-key-that-nobody-has");
  await section.getByRole("button", { name: "Set API key" }).click();
  await expect(key).toHaveAccessibleDescription(/Vapi refuses this key: .*Invalid API key/i);
  await expect(key).toBeFocused();
  await key.fill(account.key);
  await section.getByRole("button", { name: "Set API key" }).click();
  await expect(page.getByText("The API key was set.")).toBeVisible();
  await expect(section.getByRole("list", { name: "Phone numbers" })).toContainText("+4533119988The harbour");
  expect(await page.content()).not.toContain(account.key);
  expect.soft(await violations(page), "a connection with a key").toEqual([]);

  await section.getByRole("button", { name: "Replace API key" }).click();
  await expect(section.getByLabel("New API key for campaigns", { exact: true })).toHaveValue("");
  await section.getByRole("button", { name: "Cancel" }).click();
  await section.getByRole("button", { name: "Remove API key" }).click();
  const question = page.getByRole("dialog", { name: "Remove the API key of Vapi of the north?" });
  await expect(question).toContainText("Campaigns that call through this connection are paused.");
  await question.getByRole("button", { name: "Remove API key" }).click();
  await expect(key).toBeVisible();
  await expect(section.getByRole("list", { name: "Phone numbers" })).toHaveCount(0);
  expect((await cast.ada.get(`/connections/${connection.id}`)).body.has_key).toBe(false);
});

test("calling hours, limits and consent are settings; a contact says what blocks campaigns", async ({ cast, as }) => {
  const { id } = await cast.newContact("North", { name: "Li Na", do_not_call: true });
  const page = await as(cast.ada);
  await page.goto("/account/settings");
  await page.getByLabel("Call from", { exact: true }).selectOption("10:00");
  await page.getByLabel("Call until").selectOption("09:30");
  await page.getByLabel("Calls per number and day").fill("21");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("Call until")).toHaveAccessibleDescription("Choose a later time.");
  await expect(page.getByLabel("Calls per number and day")).toHaveAccessibleDescription(
    /^Enter a whole number from 1 to 20\./,
  );
  await page.getByLabel("Call until").selectOption("20:00");
  await page.getByLabel("Calls per number and day").fill("2");
  await page.getByLabel("Consent").selectOption("Warning: contacts without consent are called");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  expect((await cast.ada.get("/settings")).body).toMatchObject({
    call_hours: { from: "10:00", to: "20:00" },
    calls_per_number_and_day: 2,
    consent: "warning",
  });

  await page.goto(`/contacts/${id}`);
  const consent = state(page, "Consent");
  await expect(consent).toContainText("Campaigns cannot call this contact: it has no phone number.");
  await expect(consent).toContainText("it is marked “do not call”");
  await expect(consent).toContainText("it has no consent on record");
});

test("an agent that has campaigns says so when it is to be deleted", async ({ cast, as }) => {
  const segment = await cast.newSegment("North");
  const campaign = { name: "Ferry", agent_id: cast.agent("Sales").id, segment_ids: [segment.id] };
  void (await cast.ada.post("/campaigns", campaign as Schemas["CreateCampaign"])).body;
  const page = await as(cast.ada);
  await page.goto(`/agents/${cast.agent("Sales").id}`);
  await page.getByRole("button", { name: "Delete agent" }).click();
  const question = page.getByRole("dialog", { name: "Delete Sales?" });
  await expect(question).toContainText("An agent with calls or campaigns cannot be deleted.");
  await question.getByRole("button", { name: "Delete agent" }).click();
  await expect(question.getByRole("alert")).toContainText(/campaign/);
});

test("campaigns of others are not found, and a member launches with the keyboard alone", async ({
  cast,
  standIn,
  as,
}) => {
  const line = await connectLine(cast, standIn, "Reception");
  const contact = await cast.newContact("North", { name: "Li Na", ...callable(phone(22)) });
  const campaign = await draftCampaign(cast, line, "Reception", "North", [contact.id], { name: "Ferry" });
  const stranger = await as(await cast.member({ agents: ["Support"], permissions: { access_crm: true } }));
  await stranger.goto("/campaigns");
  await expect(stranger.getByRole("heading", { name: "No campaigns yet" })).toBeVisible();
  await stranger.goto(`/campaigns/${campaign.id}`);
  await expect(stranger.getByRole("heading", { name: "Campaign not found" })).toBeVisible();

  const page = await as(await cast.member({ agents: ["Reception"], permissions: { access_crm: true } }));
  await page.goto(`/campaigns/${campaign.id}`);
  await expect(page.getByRole("region", { name: "Audience" })).toContainText("1 contact will be called");
  await page.getByRole("button", { name: "Launch" }).focus();
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Launch Ferry?" });
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Launch" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectFocusIn(question);
  await question.getByRole("button", { name: "Call 1 contact" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ferry was launched.")).toBeVisible();
});

test("a start at a later time is shown in the account's time too", async ({ cast, as }) => {
  const { time_zone } = (await cast.ada.get("/settings")).body;
  const { id } = await cast.newCampaign("Reception", { name: "Next year" });
  const page = await as(cast.ada, { timezoneId: "Pacific/Kiritimati" }); // 14 hours ahead of UTC
  await page.goto(`/campaigns/${id}`);
  await page.getByRole("radio", { name: "At a later time" }).check();
  const start = page.getByLabel("Start time");
  await start.fill("2031-05-02T10:00");
  const inAccount = new Date("2031-05-02T10:00+14:00").toLocaleString("en-GB", {
    timeZone: time_zone,
    hour: "2-digit",
    minute: "2-digit",
  });
  await expect(start).toHaveAccessibleDescription(
    new RegExp(`^In your time \\(Pacific/Kiritimati\\)\\. In the account’s: 1 May 2031, ${inAccount} `),
  );
});

test("the calls of a campaign can be had as a file, as the list is filtered", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Nour Haddad", phone: "+493012349876" });
  const segment = await cast.newSegment("North");
  await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [contact.id] });
  const campaign = await cast.launchedCampaign("Reception", { segment_ids: [segment.id] });
  const page = await as(cast.ada);
  await page.goto(`/campaigns/${campaign.id}`);
  await expect(page.getByRole("table", { name: "Calls of the campaign" })).toContainText("Nour Haddad");
  const read = async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("campaign-calls.csv");
    return readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\r\n");
  };
  expect((await read())[1]).toContain('"Nour Haddad","+493012349876","1","skipped","no_consent"');
  await page.getByLabel("Show", { exact: true }).selectOption("done");
  await expect(page.getByText("No calls with this status.")).toBeVisible();
  expect(await read()).toHaveLength(1);
});
