import { expect, test, type Page } from "../support/browser.ts";
import { accountName, administrator } from "../support/cast.ts";
import { choosePassword, expectFocusIn } from "./invite.ts";

test.use({ house: "empty" });

const guest = { name: "Eva Lindqvist", email: "eva@harbour.example", password: "seven gulls at dawn" };

async function createCompany(page: Page, name: string) {
  await page.getByRole("link", { name: "Companies", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible(); // Home has such a button too
  await page.getByRole("button", { name: "Create company" }).click();
  const dialog = page.getByRole("dialog", { name: "Create company" });
  await expectFocusIn(dialog);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create company" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("table", { name: "Companies" }).getByRole("link", { name })).toBeVisible();
}

async function createAgent(page: Page, name: string, company: string) {
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  await page.getByRole("button", { name: "Create agent" }).click();
  const dialog = page.getByRole("dialog", { name: "Create agent" });
  await expectFocusIn(dialog);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: company }).click();
  await dialog.getByRole("button", { name: "Create agent" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function setUp(page: Page, token: string) {
  await page.goto(`/setup#token=${token}`);
  const browserZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  await expect(page.getByLabel("Time zone")).toHaveValue(browserZone);
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByLabel("Account name").fill(accountName);
  await page.getByLabel("Your name").fill(administrator.name);
  await page.getByLabel("Email").fill(administrator.email);
  await page.getByLabel("Password", { exact: true }).fill(administrator.password);
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  const session = await (await page.request.get("/api/v1/session")).json();
  expect(session.account.time_zone).toBe("Asia/Tokyo");
}

test("from the printed link to a member who sees exactly the assigned agents", async ({ page, server }) => {
  await setUp(page, await server.setupToken());
  await expect(page.getByRole("heading", { name: "First steps" })).toBeVisible();

  await createCompany(page, "North");
  await createCompany(page, "South");
  await createAgent(page, "Reception", "North");
  await createAgent(page, "Sales", "North");
  await createAgent(page, "Support", "South");

  await page.getByRole("button", { name: "Account", exact: true }).click();
  await page.getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await page.getByRole("button", { name: "+ Invite" }).click();
  const invite = page.getByRole("dialog", { name: "Invite a new member" });
  await expectFocusIn(invite);
  await expect(invite.getByRole("checkbox", { name: "Support" })).toBeVisible(); // the list of agents is as long as it gets
  await invite.getByLabel("Email", { exact: true }).fill(guest.email);
  await invite.getByLabel("Name", { exact: true }).fill(guest.name);
  await invite.getByRole("checkbox", { name: "Sales" }).check();
  await invite.getByRole("checkbox", { name: "Support" }).check();
  await choosePassword(invite);
  await invite.getByLabel("Password", { exact: true }).fill(guest.password);
  await invite.getByRole("button", { name: "Create Member" }).click();
  await page.getByRole("dialog", { name: "Member created" }).getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "Members" }).getByText(guest.name)).toBeVisible();

  await page.getByRole("button", { name: `${administrator.name} ${administrator.email}` }).click();
  await expect(page.getByText(/^Rollcall \d+\.\d+\.\d+/)).toBeVisible();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();

  await page.getByLabel("Email").fill(guest.email);
  await page.getByLabel("Password", { exact: true }).fill(guest.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const agents = page.getByRole("region", { name: "Agents" });
  await expect(agents.getByRole("link")).toHaveText(["Sales", "Support"]);
  await expect(page.getByRole("button", { name: "Account", exact: true })).toBeHidden();
});

test("the token leaves the address bar at once", async ({ page, server }) => {
  const token = await server.setupToken();
  await page.goto(`/setup#token=${token}`);
  await expect(page.getByLabel("Account name")).toBeFocused();
  await expect(page).toHaveURL(`${server.address}/setup`);
});

test("an invalid link says where the right one is found", async ({ page, server }) => {
  await server.setupToken();
  await page.goto("/setup#token=from-an-earlier-start");
  await expect(page.getByRole("heading", { level: 1, name: "This setup link is no longer valid" })).toBeVisible();
  await expect(page.getByLabel("Account name")).toHaveCount(0);
  await expect(page.getByText("Set it up here")).toBeVisible();
});

test("at an address that the server does not know, set-up says what to do, and the link stays good", async ({
  page,
  server,
  faults,
}) => {
  faults.expect(/Cross-Origin-Opener-Policy header has been ignored/); // Chromium, on http of another name than localhost
  const token = await server.setupToken();
  await page.goto(`http://rollcall.lan:${server.port}/setup#token=${token}`);
  await expect(page.getByRole("alert")).toContainText("--base-url");
  await page.goto(`/setup#token=${token}`);
  await expect(page.getByLabel("Account name")).toBeVisible();
});

test("before set-up each page asks for the link", async ({ page }) => {
  for (const path of ["/", "/sign-in", "/account/members", "/setup"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "Open the setup link" })).toBeVisible();
  }
});

test("what is mandatory is said at the fields, and nothing is sent", async ({ page, server }) => {
  await page.goto(`/setup#token=${await server.setupToken()}`);
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByLabel("Account name")).toHaveAccessibleDescription(/^Enter an account name\./);
  await expect(page.getByLabel("Account name")).toBeFocused();
  await expect(page.getByLabel("Your name")).toHaveAccessibleDescription("Enter your name.");
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Enter your email.");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription("Use at least 6 characters.");
});

test("after set-up the link leads to the sign-in", async ({ page, browser, server }) => {
  const token = await server.setupToken();
  await setUp(page, token);

  const later = await browser.newPage({ baseURL: server.address });
  await later.goto(`/setup#token=${token}`);
  await expect(later.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await later.close();
});
