import { expect, test } from "../support/browser.ts";
import { administrator } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { recordingOf } from "../support/recordings.ts";
import { wav } from "../support/wav.ts";
import {
  create,
  createButton,
  emailField,
  fillIn,
  memberOf,
  memberRow,
  nameField,
  newcomer,
  openInvite,
  passwordField,
  permissionLabels,
} from "./invite.ts";
import { callRows, newCall, talk } from "./calls.ts";

test("M1 the Members section is open to administrators and to nobody else", async ({ cast, as }) => {
  const administrators = await as(cast.ada);
  await administrators.goto("/account/members");
  await expect(administrators.getByRole("table", { name: "Members" })).toBeVisible();

  const members = await as(await cast.member({ agents: ["Sales"] }));
  await members.goto("/account/members");
  await expect(members.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await expect(members.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(members.getByRole("table")).toBeHidden();
  await expect(members.getByRole("button", { name: "+ Invite" })).toBeHidden();
  await expect(members.getByRole("navigation", { name: "Main" }).getByText("Account")).toBeHidden();
});

test("M2 it is reached by Account in the main menu, then Members", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/");
  const menu = page.getByRole("navigation", { name: "Main" });
  await menu.getByRole("button", { name: "Account" }).click();
  await menu.getByRole("link", { name: "Members" }).click();
  await expect(page).toHaveURL(/\/account\/members$/);
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
});

test.describe("with a known number of members", () => {
  test.use({ house: "own" });

  test("M3 it shows all current members", async ({ cast, as }) => {
    const names = ["Eva Lindqvist", "José Müller", "田中太郎", "ليلى حداد"];
    for (const name of names) await cast.member({ name });
    const page = await as(cast.ada);
    await page.goto("/account/members");
    const rows = page.getByRole("table", { name: "Members" }).locator("tbody").getByRole("row");
    await expect(rows).toHaveCount(5);
    for (const name of [administrator.name, ...names]) await expect(rows.filter({ hasText: name })).toHaveCount(1);
  });
});

test.describe("a row", () => {
  test("M4 has an initial where there is no profile picture", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/account/members");
    const avatar = memberRow(page, cast.ada.email).getByText("A", { exact: true });
    await expect(avatar).toBeVisible();
    await expect(memberRow(page, cast.ada.email).getByRole("img")).toHaveCount(0);
  });

  test("M5 has the full name and the job title", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const who = newcomer();
    const dialog = await openInvite(page);
    await fillIn(dialog, who);
    await dialog.getByLabel("Job title").fill("Night shift lead");
    await create(dialog);
    const row = memberRow(page, who.email);
    await expect(row.getByText(who.name, { exact: true })).toBeVisible();
    await expect(row.getByText("Night shift lead", { exact: true })).toBeVisible();
  });

  test("M6 has the email address", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/account/members");
    await expect(memberRow(page, cast.ada.name).getByRole("cell", { name: cast.ada.email, exact: true })).toBeVisible();
  });
});

test("M8 the button + Invite opens the form", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/members");
  const dialog = page.getByRole("dialog", { name: "Invite a new member" });
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "+ Invite", exact: true }).click();
  await expect(dialog).toBeVisible();
  await expect(emailField(dialog)).toBeFocused();
});

test("M9 the email is required", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  await nameField(dialog).fill("Nora Berg");
  await createButton(dialog).click();
  await expect(emailField(dialog)).toHaveAccessibleDescription("Enter the member’s email address.");
  await expect(emailField(dialog)).toBeFocused();
  await expect(nameField(dialog)).toHaveValue("Nora Berg");
});

test("M10 the full name is required", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  const who = newcomer();
  await emailField(dialog).fill(who.email);
  await createButton(dialog).click();
  await expect(nameField(dialog)).toHaveAccessibleDescription("Enter the member’s name.");
  await expect(nameField(dialog)).toBeFocused();
  expect(await memberOf(cast, who.email)).toBeUndefined();
});

test("M11 the job title is optional", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  const who = newcomer();
  await fillIn(dialog, who);
  await expect(dialog.getByLabel("Job title")).toHaveValue("");
  await create(dialog);
  expect((await memberOf(cast, who.email))?.job_title).toBeNull();
});

test("M12 what a new member can do is set in the form by five switches", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  const who = newcomer();
  await fillIn(dialog, who);
  for (const name of permissionLabels) await expect(dialog.getByRole("switch", { name })).toBeVisible();
  await dialog.getByRole("switch", { name: "Can access CRM" }).check();
  await dialog.getByRole("switch", { name: "Can view recordings" }).check();
  await create(dialog);
  expect((await memberOf(cast, who.email))?.permissions).toEqual({
    edit_agents: false,
    use_advanced_editor: false,
    access_crm: true,
    view_billable_minutes: false,
    view_recordings: true,
  });
});

test("M13 with Can edit agents the configuration can be changed, without it it cannot", async ({ cast, as }) => {
  const path = `/agents/${cast.agent("Sales").id}`;

  const editor = await as(await cast.member({ agents: ["Sales"], permissions: { edit_agents: true } }));
  await editor.goto(path);
  await editor.getByLabel("Voice").fill("Alva");
  await editor.getByRole("button", { name: "Save changes" }).click();
  await expect(editor.getByText("Sales was saved.")).toBeVisible();

  const viewer = await as(await cast.member({ agents: ["Sales"] }));
  await viewer.goto(path);
  await expect(viewer.getByText("View only")).toBeVisible();
  await expect(viewer.getByText("Alva")).toBeVisible();
  await expect(viewer.getByRole("textbox")).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Save changes" })).toHaveCount(0);
});

test("M15 with Can access CRM there are contacts, segments and campaigns, without it none of them", async ({
  cast,
  as,
}) => {
  await cast.newCompany("Pilots");
  await cast.newAgent("Pilot desk", "Pilots");
  const contact = await cast.newContact("Pilots", { name: "Nour Haddad" });
  const segment = await cast.newSegment("Pilots", { name: "Ferry skippers" });
  const body = { name: "Ask for the autumn", agent_id: cast.agent("Pilot desk").id, segment_ids: [segment.id] };
  const campaign = (await cast.ada.post("/campaigns", body)).body;
  const things = [
    { menu: "Contacts", name: contact.name, path: "/contacts", id: contact.id },
    { menu: "Segments", name: segment.name, path: "/segments", id: segment.id },
    { menu: "Campaigns", name: campaign.name, path: "/campaigns", id: campaign.id },
  ];

  const holder = await as(await cast.member({ agents: ["Pilot desk"], permissions: { access_crm: true } }));
  await holder.goto("/");
  const menu = holder.getByRole("navigation", { name: "Main" });
  await menu.getByRole("button", { name: "CRM" }).click();
  for (const { menu: entry, name } of things) {
    await menu.getByRole("link", { name: entry }).click();
    await expect(holder.getByRole("heading", { level: 1, name: entry })).toBeVisible();
    await expect(holder.getByRole("table", { name: entry })).toContainText(name);
  }
  await holder.getByRole("link", { name: campaign.name }).click();
  await expect(holder.getByRole("heading", { level: 1, name: campaign.name })).toBeVisible();
  await expect(holder.getByRole("button", { name: /^Launch/ })).toBeVisible();

  const other = await as(await cast.member({ agents: ["Pilot desk"] }));
  await other.goto("/");
  await expect(other.getByRole("navigation", { name: "Main" }).getByText("Agents")).toBeVisible();
  await expect(other.getByRole("navigation", { name: "Main" }).getByText("CRM")).toHaveCount(0);
  for (const path of [...things.map(({ path }) => path), `/contacts/${contact.id}`, `/campaigns/${campaign.id}`]) {
    await other.goto(path);
    await expect(other.getByText("You don’t have access to the CRM.")).toBeVisible();
    for (const { name } of things) await expect(other.getByRole("main")).not.toContainText(name);
  }
  for (const { path, id } of things) {
    expect((await other.request.get(`/api/v1${path}`)).status()).toBe(403);
    expect((await other.request.get(`/api/v1${path}/${id}`)).status()).toBe(403);
  }
});

test("M16 with Can view billable minutes there are minutes and usage, without it there are none", async ({
  cast,
  as,
}) => {
  await cast.newAgent("Billing desk", "North");
  // At the beginning of the day, so that it is of this month whenever the test runs.
  const started_at = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
  const { id } = await newCall(cast, "Billing desk", { started_at, duration_seconds: 75 });

  const viewer = await as(
    await cast.member({ agents: ["Billing desk"], permissions: { view_billable_minutes: true } }),
  );
  await viewer.goto("/");
  await expect(viewer.getByRole("region", { name: "Billable minutes this month" })).toContainText("1.25");
  await viewer.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Usage" }).click();
  await expect(viewer.getByText("1.25 minutes")).toBeVisible();
  await viewer.goto(`/calls/${id}`);
  await expect(viewer.getByText("Billable minutes")).toBeVisible();

  const other = await as(await cast.member({ agents: ["Billing desk"] }));
  await other.goto("/");
  await expect(
    other.getByRole("region", { name: "Last calls" }).getByRole("link", { name: /Billing desk/ }),
  ).toBeVisible();
  await expect(other.getByRole("region", { name: "Billable minutes this month" })).toHaveCount(0);
  await expect(other.getByRole("navigation", { name: "Main" }).getByText("Usage")).toHaveCount(0);
  await other.goto("/usage");
  await expect(other.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(other.getByText("You don’t have access to usage.")).toBeVisible();
  await other.goto(`/calls/${id}`);
  await expect(other.getByRole("heading", { name: "Transcript" })).toBeVisible();
  await expect(other.getByText("Billable minutes")).toHaveCount(0);
});

test("M17 with Can view recordings a call is heard, without it not", async ({ cast, recordings, as }) => {
  const { id } = await newCall(cast, "Sales", {
    transcript: talk,
    recording_url: recordings.serve(wav({ seconds: 20 })),
  });
  await recordingOf(cast, id);

  const listener = await as(await cast.member({ agents: ["Sales"], permissions: { view_recordings: true } }));
  await listener.goto(`/calls/${id}`);
  await listener.getByRole("button", { name: "Play", exact: true }).click();
  await expect(listener.getByRole("slider", { name: "Position" })).not.toHaveAttribute("aria-valuenow", "0");

  const reader = await as(await cast.member({ agents: ["Sales"] }));
  await reader.goto(`/calls/${id}`);
  await expect(reader.getByText(talk[0]!.text)).toBeVisible();
  await expect(reader.getByText("You don’t have access to recordings.")).toBeVisible();
  await expect(reader.getByRole("button", { name: "Play", exact: true })).toHaveCount(0);
  expect((await reader.request.get(`/api/v1/calls/${id}/recording`)).status()).toBe(403);
});

test("M18 which agents the member can view or edit is chosen in the form", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  const who = newcomer();
  await fillIn(dialog, who);
  await dialog.getByRole("checkbox", { name: "Reception" }).check();
  await dialog.getByRole("checkbox", { name: "Night desk" }).check();
  await create(dialog);
  const chosen = [cast.agent("Reception").id, cast.agent("Night desk").id];
  expect((await memberOf(cast, who.email))?.agent_ids.toSorted()).toEqual(chosen.toSorted());
});

test("M19 each agent has a check box", async ({ cast, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  for (const name of ["Reception", "Sales", "Support", "Night desk"]) {
    await expect(dialog.getByRole("checkbox", { name, exact: true })).toHaveCount(1);
  }
});

test("M20 a member sees calls and data of assigned agents only", async ({ cast, as }) => {
  await cast.newAgent("Open desk", "North");
  await cast.newAgent("Closed desk", "North");
  const mine = await newCall(cast, "Open desk", { duration_seconds: 60, transcript: talk });
  const others = await newCall(cast, "Closed desk", { duration_seconds: 600, transcript: talk });
  const page = await as(await cast.member({ agents: ["Open desk"], permissions: { view_billable_minutes: true } }));

  await page.goto("/calls?search=ketch");
  await expect(callRows(page)).toHaveCount(1);
  await expect(callRows(page)).toContainText("Open desk");
  await page.goto("/usage?by=agent");
  await expect(page.getByText("1.00 minutes in 1 call")).toBeVisible();
  await expect(page.getByText("Closed desk")).toHaveCount(0);
  await page.goto(`/calls/${mine.id}`);
  await expect(page.getByText(talk[0]!.text)).toBeVisible();
  await page.goto(`/calls/${others.id}`);
  await expect(page.getByRole("heading", { name: "Call not found" })).toBeVisible();
});

test("M20 a member sees assigned agents only", async ({ cast, as }) => {
  const page = await as(await cast.member({ agents: ["Sales", "Night desk"] }));
  await page.goto("/agents");
  await expect(page.getByRole("table", { name: "Agents" }).getByRole("link")).toHaveText(["Sales", "Night desk"]);

  await page.goto(`/agents/${cast.agent("Support").id}`);
  await expect(page.getByRole("heading", { name: "Agent not found" })).toBeVisible();
  await expect(page.getByText("Hej!")).toBeHidden();
});

test("M21 with several companies, agents are organised by company", async ({ cast, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  const north = dialog.getByRole("group", { name: "North" });
  await expect(north.getByRole("checkbox", { name: "Sales" })).toBeVisible();
  await expect(north.getByRole("checkbox", { name: "Support" })).toHaveCount(0);
  await expect(dialog.getByRole("group", { name: "South" }).getByRole("checkbox", { name: "Support" })).toBeVisible();
});

test("M23 without an invitation the account is made and no mail goes out", async ({ cast, server, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  const who = newcomer();
  await fillIn(dialog, who);
  await create(dialog);
  expect((await new Client(server).signIn(who.email, who.password)).body.member?.email).toBe(who.email);
  const { items } = (await cast.ada.get("/mail", { limit: 200 })).body;
  expect(items.filter((mail) => mail.recipient_email === who.email)).toEqual([]);
});

test("M24 without an invitation the button reads Create Member and adds the member", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  const who = newcomer();
  await fillIn(dialog, who);
  await dialog.getByRole("button", { name: "Create Member", exact: true }).click();
  await page.getByRole("dialog", { name: "Member created" }).getByRole("button", { name: "Done" }).click();
  await expect(memberRow(page, who.email)).toHaveCount(1);
});

test("M42 nothing is granted unless it is switched on", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  for (const name of [...permissionLabels, "Administrator"]) {
    await expect(dialog.getByRole("switch", { name })).not.toBeChecked();
  }
  const who = newcomer();
  await fillIn(dialog, who);
  await create(dialog);
  const member = await memberOf(cast, who.email);
  expect(member?.role).toBe("member");
  expect(Object.values(member!.permissions)).toEqual([false, false, false, false, false]);
});

test("M43 no agent is assigned unless it is ticked", async ({ cast, server, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  for (const box of await dialog.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  const who = newcomer();
  await fillIn(dialog, who);
  await create(dialog);

  const browser = new Client(server);
  await browser.signIn(who.email, who.password);
  const page = await as(browser);
  await page.goto("/agents");
  await expect(page.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();
});

test("M45 the first password has a meter and a generator", async ({ cast, server, as }) => {
  const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
  const dialog = await openInvite(page);
  const meter = dialog.getByRole("meter", { name: "Password strength" });
  const who = newcomer();
  await fillIn(dialog, { ...who, password: "12345" });
  await expect(meter).toHaveAttribute("aria-valuetext", "At least 6 characters");
  await passwordField(dialog).fill("password");
  await expect(meter).toHaveAttribute("aria-valuetext", "Very weak");

  await dialog.getByRole("button", { name: "Generate" }).click();
  await expect(meter).toHaveAttribute("aria-valuetext", "Strong");
  await expect(passwordField(dialog)).toHaveAttribute("type", "text");
  await expect(passwordField(dialog)).toHaveValue(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  const generated = await passwordField(dialog).inputValue();
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(generated);

  await create(dialog);
  expect((await new Client(server).signIn(who.email, generated)).status).toBe(201);
});
