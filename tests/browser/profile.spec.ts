import { expect, test } from "../support/browser.ts";
import { Client } from "../support/client.ts";
import { Program } from "../support/program.ts";

const firefox = { "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0" };

test("a new password needs the current one, and ends every other session", async ({ cast, server, as }) => {
  const member = await cast.member();
  const other = await member.elsewhere();
  const page = await as(await member.elsewhere());
  await page.goto("/profile");
  const section = page.getByRole("region", { name: "Change password" });
  await section.getByLabel("Current password", { exact: true }).fill("not the password");
  await section.getByLabel("New password").fill("a tide of its own");
  await section.getByRole("button", { name: "Change password" }).click();
  await expect(section.getByLabel("Current password", { exact: true })).toHaveAccessibleDescription(
    "This is not your current password.",
  );

  await section.getByLabel("Current password", { exact: true }).fill(member.password);
  await section.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password was changed. All other sessions ended.")).toBeVisible();
  await expect(section.getByLabel("New password")).toHaveValue("");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();

  expect((await other.get("/profile")).status).toBe(401);
  expect((await new Client(server).signIn(member.email, member.password)).status).toBe(401);
  expect((await new Client(server).signIn(member.email, "a tide of its own")).status).toBe(201);
});

test("an administrator is asked whether a new password ends the API tokens too", async ({ cast, as }) => {
  for (const ends of [true, false]) {
    const member = await cast.member({ role: "administrator" });
    const program = await Program.of(member);
    const page = await as(member);
    await page.goto("/profile");
    const section = page.getByRole("region", { name: "Change password" });
    await section.getByLabel("Current password", { exact: true }).fill(member.password);
    await section.getByLabel("New password").fill("a tide of its own");
    const choice = section.getByRole("checkbox", { name: "Also end my API tokens" });
    await expect(choice).toBeChecked();
    if (!ends) await choice.uncheck();
    await section.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Your password was changed. All other sessions ended.")).toBeVisible();
    expect((await program.get("/agents")).status).toBe(ends ? 401 : 200);
  }
});

test("own sessions are listed, and another one can be ended", async ({ cast, as }) => {
  const member = await cast.member();
  const other = await member.elsewhere(firefox);
  const page = await as(await member.elsewhere());
  await page.goto("/profile");
  const rows = page.getByRole("table", { name: "Sessions" }).locator("tbody").getByRole("row");
  await expect(rows.filter({ hasText: "This session" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "This session" }).getByRole("button")).toHaveCount(0);

  await page
    .getByRole("button", { name: /^End the session of Firefox on Windows, signed in \d.*\d\d:\d\d:\d\d/ })
    .click();
  await expect(rows.filter({ hasText: "Firefox on Windows" })).toHaveCount(0);
  expect((await other.get("/profile")).status).toBe(401);
  expect((await member.get("/profile")).status).toBe(200);
});

test("while one session is being ended, no other can be", async ({ cast, as }) => {
  const member = await cast.member();
  await member.elsewhere(firefox);
  await member.elsewhere(firefox);
  const page = await as(member);
  await page.goto("/profile");
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/v1/profile/sessions/*", async (route) => {
    await isAnswered;
    await route.continue();
  });
  const ends = page.getByRole("button", { name: /^End the session of Firefox on Windows/ });
  await ends.first().click();
  await expect(ends.nth(1)).toBeDisabled();
  answer();
  await expect(ends).toHaveCount(1);
  await expect(ends).toBeEnabled();
});

test("why another session could not be ended is said", async ({ cast, faults, as }) => {
  faults.expect(/503/);
  const member = await cast.member();
  const other = await member.elsewhere(firefox);
  const page = await as(member);
  await page.goto("/profile");
  await page.route("**/api/v1/profile/sessions/*", (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
  const end = page.getByRole("button", { name: /^End the session of Firefox on Windows/ });
  await end.click();
  const reason = page.getByText("The server answered with 503 and gave no reason.");
  await expect(reason).toBeVisible();
  await end.click();
  await expect(end).toHaveCount(0);
  await expect(reason).toHaveCount(0);
  expect((await other.get("/profile")).status).toBe(401);
});

test("the last sign-ins are listed, with those in a new browser", async ({ cast, as }) => {
  const member = await cast.member();
  const other = await member.elsewhere(firefox);
  await other.signIn(member.email, member.password);
  const page = await as(member);
  await page.goto("/profile");
  const rows = page.getByRole("table", { name: "Recent sign-ins" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText("Firefox on Windows");
  await expect(rows.nth(0)).not.toContainText("Used for the first time");
  await expect(rows.nth(1)).toContainText("Firefox on Windows");
  await expect(rows.nth(1)).toContainText("Used for the first time");
  await expect(rows.nth(2)).toContainText("127.0.0.1");
});

test("signing out everywhere ends this session too", async ({ cast, as }) => {
  const member = await cast.member();
  const page = await as(await member.elsewhere());
  await page.goto("/profile");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  expect((await member.get("/profile")).status).toBe(401);
});

test("what is known of oneself and what one may do is shown", async ({ cast, as }) => {
  const member = await cast.member({ permissions: { view_recordings: true } });
  const page = await as(member);
  await page.goto("/profile");
  await expect(page.getByRole("definition").filter({ hasText: member.email })).toBeVisible();
  await expect(page.getByText("Can view recordings")).toBeVisible();
  await expect(page.getByText("Can edit agents")).toHaveCount(0);
});
