import { expect, test, type Page } from "../support/browser.ts";
import { meanwhile } from "./conflict.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test.use({ house: "own" });

async function openSettings(page: Page) {
  await page.goto("/agents");
  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
}

async function openMembers(page: Page) {
  await page.getByRole("link", { name: "Members", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
}

const save = (page: Page) => page.getByRole("button", { name: "Save changes" }).click();

test("settings are changed under Account, and hold at once", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await openSettings(page);
  await expect(page.getByRole("button", { name: "Save changes" })).toBeDisabled();
  await page.getByLabel("Account name").fill("Quay");
  await page.getByLabel("Billing increment").selectOption("1 minute, rounded up");
  await page.getByRole("combobox", { name: "Time zone" }).fill("berlin");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await page.getByLabel("Minimum password length").fill("30");
  await page.getByRole("switch", { name: "Security emails" }).uncheck();
  await save(page);
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save changes" })).toBeDisabled();
  await expect(page.getByRole("complementary", { name: "Menu" })).toContainText("Quay");
  expect((await cast.ada.get("/settings")).body).toMatchObject({
    account_name: "Quay",
    rounding_rule: "per_minute",
    time_zone: "Europe/Berlin",
    minimum_password_length: 30,
    invitation_lifetime_days: 7,
    security_emails: false,
  });

  await openMembers(page);
  await page.getByRole("button", { name: "+ Invite" }).click();
  const invite = page.getByRole("dialog", { name: "Invite a new member" });
  await invite.getByRole("radio", { name: "First password" }).check();
  await expect(invite.getByText("At least 30 characters")).toBeVisible();
  await invite.getByRole("button", { name: "Generate" }).click();
  await expect(invite.getByText("At least 30 characters")).toHaveCount(0);
});

test("a wrong setting is told at its field, and nothing typed is lost", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await openSettings(page);
  await page.getByLabel("Account name").fill(" ");
  await page.getByLabel("Minimum password length").fill("5");
  await save(page);
  await expect(page.getByLabel("Account name")).toHaveAccessibleDescription(/Give the account a name\./);
  await expect(page.getByLabel("Account name")).toBeFocused();
  await expect(page.getByLabel("Minimum password length")).toHaveAccessibleDescription(
    /Enter a whole number from 6 to 64\./,
  );
  await expect(page.getByLabel("Minimum password length")).toHaveValue("5");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByLabel("Minimum password length")).toHaveValue("6");
});

test("what somebody else has saved meanwhile is listed, and not overwritten", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await openSettings(page);
  await page.getByLabel("Account name").fill("Pier");
  await cast.ada.patch("/settings", { account_name: "Quay", invitation_lifetime_days: 3, consent: "warning" });
  await save(page);
  await expect(meanwhile(page)).toContainText("Someone else changed this");
  await expect(meanwhile(page).getByRole("listitem")).toHaveText([
    /^Account name: .* → Quay$/,
    "Invitations expire after (days): 7 → 3",
    "Consent: Required: contacts without consent are not called → Warning: contacts without consent are called",
  ]);
  await expect(page.getByLabel("Invitations expire after (days)")).toHaveValue("3");
  await save(page);
  await expect(page.getByText("Settings saved.")).toBeVisible();
  expect((await cast.ada.get("/settings")).body).toMatchObject({ account_name: "Pier", invitation_lifetime_days: 3 });
});

test("with the CRM switched off it is offered to nobody", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await openSettings(page);
  await page.getByRole("switch", { name: "CRM" }).uncheck();
  await save(page);
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await openMembers(page);
  await page.getByRole("button", { name: "+ Invite" }).click();
  const crm = page.getByRole("dialog", { name: "Invite a new member" }).getByRole("switch", { name: "Can access CRM" });
  await expect(crm).toBeDisabled();
  await expect(crm).toHaveAccessibleDescription(/is off for this account/);
});

test("settings are for administrators", async ({ cast, as }) => {
  const page = await as(await cast.member());
  await page.goto("/account/settings");
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(page.getByLabel("Account name")).toHaveCount(0);
});

test("settings are in sections with addresses of their own, and can be saved from anywhere", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/settings#passwords");
  await expect(page.getByRole("heading", { name: "Passwords" })).toBeFocused();
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "CRM and campaigns" }).click();
  await expect(page).toHaveURL(/#crm$/);
  for (const width of [360, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 700 });
    await page.getByLabel("Account name").fill(`Quay ${width}`);
    await expect(page.getByRole("button", { name: "Save changes" })).toBeInViewport();
    await expectNoSidewaysScroll(page);
  }
});

test("without a mail server, a test email says that none was sent", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await openSettings(page);
  const email = page.getByRole("region", { name: "Email" });
  await expect(email).toContainText("No mail server is set");
  await email.getByRole("button", { name: "Send a test email" }).click();
  await expect(email.getByRole("status")).toHaveText("Not sent: no mail server is set.");
});
