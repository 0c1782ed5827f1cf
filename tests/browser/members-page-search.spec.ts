import { readFileSync } from "node:fs";
import type { Request } from "@playwright/test";
import { expect, test, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";
import { letTimePass } from "../support/past.ts";
import { violations } from "./axe.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test.use({ house: "own" });

const names = ["Eva Lindqvist", "José Müller", "ليلى حداد", "田中太郎"]; // as the list sorts them
const everybody = ["Ada Okafor", ...names];

async function withMembers(cast: Cast) {
  for (const name of names) await cast.member({ name });
}

const table = (page: Page) => page.getByRole("table", { name: "Members" });
const field = (page: Page) => page.getByRole("searchbox", { name: "Search members" });
const count = (page: Page) => page.getByRole("region", { name: "Filters" }).getByRole("status");

async function expectNames(page: Page, expected: string[]) {
  const rows = table(page).getByRole("row").filter({ hasText: "@" });
  await expect(rows).toHaveCount(expected.length);
  for (const [index, name] of expected.entries()) await expect(rows.nth(index)).toContainText(name);
}

async function openMembers(page: Page, query = "") {
  await page.goto(`/account/members${query}`);
  await expect(table(page)).toBeVisible();
}

test("M40 a search bar finds members by name, without accents and in any script", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await openMembers(page);
  for (const [text, name] of [
    ["jose", "José Müller"],
    ["MULL", "José Müller"],
    ["太郎", "田中太郎"],
    ["حدا", "ليلى حداد"],
    ["eva@", "Eva Lindqvist"],
  ] as const) {
    await field(page).fill(text);
    await expectNames(page, [name]);
    await expect(count(page)).toHaveText("1 member");
  }
  await field(page).fill("nobody at all");
  await expect(page.getByRole("heading", { name: "No members match" })).toBeVisible();
  await expect(count(page)).toHaveText("0 members");
  await page.getByRole("button", { name: "Show all members" }).click();
  await expectNames(page, everybody);
  await expect(field(page)).toHaveValue("");
});

test("M41 the results filter while one types, and stand in the address", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await openMembers(page);
  await field(page).pressSequentially("li");
  await expectNames(page, ["Eva Lindqvist"]);
  await expect(page).toHaveURL(/\?search=li$/);
  await field(page).pressSequentially("ndq");
  await expect(page).toHaveURL(/\?search=lindq$/);
  await page.reload();
  await expect(field(page)).toHaveValue("lindq");
  await expectNames(page, ["Eva Lindqvist"]);

  // What was typed in one go is one step back.
  await page.goBack();
  await expectNames(page, everybody);
  await expect(field(page)).toHaveValue("");
  await page.goForward();
  await expect(field(page)).toHaveValue("lindq");
  await field(page).press("Escape");
  await expectNames(page, everybody);
});

test("an older answer never takes the place of a newer one", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await openMembers(page);
  let answerOlder = () => {};
  const held = new Promise<void>((go) => (answerOlder = go));
  let olderIsHere = () => {};
  const older = new Promise<void>((go) => (olderIsHere = go));
  await page.route(/\/api\/v1\/members\?search=e(&|$)/, async (route) => {
    olderIsHere();
    await held;
    await route.continue().catch(() => {}); // the page may have given it up
  });
  const isOlder = (request: Request) => /\/api\/v1\/members\?search=e(&|$)/.test(request.url());
  const olderIsOver = Promise.race([
    page.waitForEvent("requestfinished", isOlder),
    page.waitForEvent("requestfailed", isOlder),
  ]);
  await field(page).pressSequentially("e");
  await older;
  await expectNames(page, everybody);
  await field(page).pressSequentially("va");
  await expectNames(page, ["Eva Lindqvist"]);
  answerOlder();
  await olderIsOver;
  await expectNames(page, ["Eva Lindqvist"]);
});

test("the list stays while the next one is on its way", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await openMembers(page);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/api/v1/members?search=jos*", async (route) => {
    await held;
    await route.continue();
  });
  await Promise.all([page.waitForRequest(/search=jos/), field(page).fill("jos")]);
  await expectNames(page, everybody);
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  answer();
  await expectNames(page, ["José Müller"]);
});

test("filters are chosen, combined, shown and lifted, all in the address", async ({ cast, as }) => {
  await cast.member({ name: "Eva Lindqvist", agents: ["Reception"], permissions: { view_recordings: true } });
  await cast.member({ name: "José Müller", companies: ["North"], permissions: { edit_agents: true } });
  const tanaka = await cast.member({ name: "田中太郎", companies: ["South"] });
  await cast.ada.put(`/members/${tanaka.id}/suspension`);
  const page = await as(cast.ada);
  await openMembers(page);
  const filters = page.getByRole("region", { name: "Filters" });
  await filters.getByRole("button", { name: "Filters" }).click();

  await filters.getByLabel("Status").selectOption("Suspended");
  await expectNames(page, ["田中太郎"]);
  await filters.getByLabel("Status").selectOption("Active");
  await expectNames(page, ["Ada Okafor", "Eva Lindqvist", "José Müller"]);
  await filters.getByRole("combobox", { name: "Has access to agent" }).click();
  await page.getByRole("option", { name: "Sales (North)" }).click();
  await expectNames(page, ["Ada Okafor", "José Müller"]);
  await filters.getByLabel("Role").selectOption("Member");
  await expectNames(page, ["José Müller"]);
  await expect(page).toHaveURL(/status=active&agent_id=[^&]+&role=member$/);

  await page.reload();
  await expectNames(page, ["José Müller"]);
  await filters.getByRole("button", { name: "Remove filter: Has access to Sales" }).click();
  await expectNames(page, ["Eva Lindqvist", "José Müller"]);
  await page.goBack();
  await expectNames(page, ["José Müller"]);
  await filters.getByRole("button", { name: "Clear", exact: true }).click();
  await expectNames(page, ["Ada Okafor", "Eva Lindqvist", "José Müller", "田中太郎"]);
  await expect(page).toHaveURL(/\/account\/members$/);
});

test("M44 inactive members are found in one click, or by any number of days, and removed", async ({
  cast,
  server,
  as,
}) => {
  const eva = await cast.member({ name: "Eva Lindqvist" });
  const jose = await cast.member({ name: "José Müller" });
  await letTimePass(server, eva.id, 100, "active");
  await letTimePass(server, jose.id, 40, "never active");
  const page = await as(cast.ada);
  await openMembers(page);
  const filters = page.getByRole("region", { name: "Filters" });
  await filters.getByRole("button", { name: "Inactive for 90 days", exact: true }).click();
  await expectNames(page, ["Eva Lindqvist"]);
  await expect(page).toHaveURL(/\?inactive_days=90$/);

  await filters.getByRole("button", { name: "Filters" }).click();
  await filters.getByLabel("Inactive for at least … days").fill("30");
  await expectNames(page, ["Eva Lindqvist", "José Müller"]);
  await filters.getByLabel("Inactive for at least … days").fill("many");
  await expect(filters.getByText("Enter a whole number of days.")).toBeVisible();
  await filters.getByLabel("Inactive for at least … days").fill("60");
  await expectNames(page, ["Eva Lindqvist"]);

  await page.getByRole("button", { name: "Remove: Eva Lindqvist" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove Eva Lindqvist" }).click();
  await expect(page.getByRole("heading", { name: "No members match" })).toBeVisible();
});

test("M44 access can be reviewed in a file that holds what is listed", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await openMembers(page, "?search=jose");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("members.csv");
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"José Müller","jose@harbour.example"');
});

test("the audit log can be had as a file, with its filters", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await page.goto("/account/audit-log?action=member.created");
  await expect(page.getByRole("table", { name: "Audit log" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("audit-log.csv");
  expect(
    readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\r\n"),
  ).toHaveLength(1 + names.length);
});

test("search and filters are whole on a phone, and hold nothing against assistive technology", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada, { viewport: { width: 375, height: 700 } });
  await page.goto("/account/members?status=active&inactive_days=1&search=eva");
  await expect(page.getByRole("heading", { name: "No members match" })).toBeVisible();
  const filters = page.getByRole("region", { name: "Filters" });
  await filters.getByRole("button", { name: "Filters" }).click();
  await expectNoSidewaysScroll(page);
  expect(await violations(page)).toEqual([]);
  await filters.getByRole("button", { name: "Remove filter: Inactive for 1 day" }).click();
  await expectNames(page, ["Eva Lindqvist"]);
  await expectNoSidewaysScroll(page);
});

test("search and filters work by keyboard alone", async ({ cast, as }) => {
  await withMembers(cast);
  const page = await as(cast.ada);
  await openMembers(page);
  await field(page).focus();
  await page.keyboard.type("müller");
  await expectNames(page, ["José Müller"]);
  await page.keyboard.press("Escape");
  await expectNames(page, everybody);
  await page.getByRole("button", { name: "Inactive for 90 days" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No members match" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expectNames(page, everybody);
});

test("M44 a text that is no number of days stays in the field, and leaves the filter as it is", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  await page.clock.install();
  await page.goto("/account/members?inactive_days=90");
  const filters = page.getByRole("region", { name: "Filters" });
  await filters.getByRole("button", { name: "Filters" }).click();
  const days = filters.getByLabel("Inactive for at least … days");
  for (const text of ["900000", "many"]) {
    await days.fill(text);
    await page.clock.runFor(1_000);
    await expect(days).toHaveValue(text);
    await expect(filters.getByText("Enter a whole number of days.")).toBeVisible();
    await expect(page).toHaveURL(/\?inactive_days=90$/);
  }
  await days.fill("");
  await page.clock.runFor(1_000);
  await expect(page).toHaveURL(/\/account\/members$/);
});
