import { expect, test, type Page } from "../support/browser.ts";
import { Client } from "../support/client.ts";

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const signInTitle = (page: Page) => page.getByRole("heading", { level: 1, name: "Sign in" });

test("a wrong password and an unknown address are answered alike", async ({ page, cast }) => {
  await page.goto("/");
  for (const email of [cast.ada.email, "nobody@harbour.example"]) {
    await signIn(page, email, "not the password");
    await expect(page.getByRole("alert")).toHaveText("Wrong email or password.");
    await expect(page.getByLabel("Email")).toHaveValue(email);
    await page.reload();
  }
});

test("the page that was wanted opens after the sign-in", async ({ page, cast }) => {
  const wanted = `/agents/${cast.agent("Sales").id}`;
  await page.goto(wanted);
  await expect(signInTitle(page)).toBeVisible();
  await signIn(page, cast.ada.email, cast.ada.password);
  await expect(page.getByRole("heading", { level: 1, name: "Sales" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${wanted}$`));
});

const elsewhere = "elsewhere.example";
const hostile = [
  `https://${elsewhere}/x`,
  `https:${elsewhere}/x`,
  `//${elsewhere}/x`,
  `///${elsewhere}/x`,
  `/\\${elsewhere}/x`,
  `\\\\${elsewhere}/x`,
  `/\t/${elsewhere}/x`,
  `/\n/${elsewhere}/x`,
  `\t//${elsewhere}/x`,
  `/.//${elsewhere}/x`,
  `/agents/..//${elsewhere}/x`,
  `/%2f%2f${elsewhere}/x`,
  `%2f%2f${elsewhere}/x`,
  `/%5c${elsewhere}/x`,
  `http://user@${elsewhere}/x`,
  "javascript:document.title='taken'",
  "\u0001javascript:document.title='taken'",
  "data:text/html,<title>taken</title>",
];

test("the address of the sign-in leads to no other site", async ({ cast, server, as }) => {
  const page = await as(cast.ada);
  const left: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${server.origin}/`)) left.push(request.url());
  });
  for (const next of hostile) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.getByRole("heading", { level: 1, name: "Home" }), next).toBeVisible();
    expect(page.url(), next).toBe(`${server.origin}/`);
  }
  await page.goto(`/sign-in?next=${encodeURIComponent("/account/../agents")}`);
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  expect(left).toEqual([]);
});

test("signing in leads to no other site", async ({ page, cast, server }) => {
  for (const next of [`https://${elsewhere}/x`, `/.//${elsewhere}/x`]) {
    await page.goto(`/sign-in?ended=true&next=${encodeURIComponent(next)}`);
    await signIn(page, cast.ada.email, cast.ada.password);
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    expect(page.url()).toBe(`${server.origin}/`);
    await page.context().clearCookies();
  }
});

test("at an address that the server does not know, the sign-in says what to do", async ({
  page,
  cast,
  server,
  faults,
}) => {
  faults.expect(/Cross-Origin-Opener-Policy header has been ignored/); // Chromium, on http of another name than localhost
  await page.goto(`http://rollcall.lan:${server.port}/`);
  await signIn(page, cast.ada.email, cast.ada.password);
  await expect(page.getByRole("alert")).toContainText("--base-url");
  await expect(page.getByLabel("Email")).toHaveValue(cast.ada.email);
});

test("an ended session is begun again over the page, or at the sign-in, which leads back to the page", async ({
  cast,
  as,
}) => {
  const member = await cast.member({ agents: ["Sales"] });
  const browser = await member.elsewhere();
  const page = await as(browser);
  await page.goto(`/agents/${cast.agent("Sales").id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Sales" })).toBeVisible();

  expect((await member.delete("/profile/sessions")).status).toBeLessThan(300);
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByRole("button", { name: "Leave this page" }).click();
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await signIn(page, member.email, member.password);
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  await expect(page).toHaveURL(/\/agents$/);
});

test("signing out in one tab leaves the page in the others", async ({ cast, as }) => {
  const member = await cast.member({ agents: ["Sales"] });
  const page = await as(await member.elsewhere());
  await page.goto("/agents");
  const other = await page.context().newPage();
  await other.goto("/agents");
  await expect(other.getByRole("link", { name: "Sales" })).toBeVisible();
  await page.getByRole("button", { name: member.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(signInTitle(other)).toBeVisible();
});

test("signing out ends the session, and Back shows nothing of it", async ({ cast, as }) => {
  const member = await cast.member({ agents: ["Sales"] });
  const page = await as(await member.elsewhere());
  await page.goto("/agents");
  await expect(page.getByRole("link", { name: "Sales" })).toBeVisible();
  await page.getByRole("button", { name: member.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(signInTitle(page)).toBeVisible();

  await page.goBack();
  await expect(signInTitle(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "Sales" })).toHaveCount(0);
});

test("after ten wrong passwords the page says how long to wait", async ({ page, cast, server }) => {
  const email = "guessed@harbour.example";
  for (let guess = 0; guess < 10; guess++) {
    expect((await new Client(server).signIn(email, "not the password")).status).toBe(401);
  }
  await page.goto("/sign-in");
  await signIn(page, email, "not the password");
  await expect(page.getByRole("alert")).toHaveText(/^Too many failed attempts\. Try again in 1[0-5] minutes\.$/);
  await signIn(page, cast.ada.email, cast.ada.password);
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
});

test("a member signs in again in the same browser while somebody else guesses the password", async ({
  page,
  cast,
  server,
}) => {
  const member = await cast.memberNotSignedIn({ agents: ["Sales"] });
  await page.goto("/sign-in");
  await signIn(page, member.email, member.password);
  await page.getByRole("button", { name: member.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(signInTitle(page)).toBeVisible();

  const guess = () => new Client(server).signIn(member.email, "not the password");
  for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(401);
  expect((await guess()).status).toBe(429);

  await signIn(page, member.email, member.password);
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
});
