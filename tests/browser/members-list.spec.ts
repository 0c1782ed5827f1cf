import { expect, test, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { memberRow, openInvite } from "./invite.ts";

test.use({ house: "own" });

const emails = (page: Page) => page.getByRole("table", { name: "Members" }).getByText(/@harbour\.example$/);
const column = (page: Page, name: string) => page.getByRole("columnheader", { name });

async function fourMembers(cast: Cast) {
  for (let count = 0; count < 4; count++) await cast.member();
}

test("the order stands in the address, and Back brings the earlier one", async ({ cast, as }) => {
  await fourMembers(cast);
  const page = await as(cast.ada);
  await page.goto("/account/members");
  await expect(column(page, "Name")).toHaveAttribute("aria-sort", "ascending");

  await column(page, "Email").getByRole("button").click();
  await expect(page).toHaveURL(/\?sort=email$/);
  const byEmail = ["ada", "eva", "jose", "layla", "tanaka"].map((name) => `${name}@harbour.example`);
  await expect(emails(page)).toHaveText(byEmail);

  await column(page, "Email").getByRole("button").click();
  await expect(page).toHaveURL(/\?sort=-email$/);
  await expect(column(page, "Email")).toHaveAttribute("aria-sort", "descending");
  await expect(emails(page)).toHaveText(byEmail.toReversed());

  await page.reload();
  await expect(emails(page)).toHaveText(byEmail.toReversed());
  await page.goBack();
  await expect(emails(page)).toHaveText(byEmail);
});

test("each page of the list has an address, and Back keeps the place", async ({ cast, as }) => {
  await fourMembers(cast);
  const page = await as(cast.ada);
  await page.goto("/account/members?sort=email&limit=2");
  await expect(emails(page)).toHaveText(["ada@harbour.example", "eva@harbour.example"]);

  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Next" }).click();
  await expect(emails(page)).toHaveText(["jose@harbour.example", "layla@harbour.example"]);
  await pages.getByRole("link", { name: "Next" }).click();
  await expect(emails(page)).toHaveText(["tanaka@harbour.example"]);
  await expect(pages.getByRole("link", { name: "Next" })).toBeDisabled();

  await page.goBack();
  await expect(emails(page)).toHaveText(["jose@harbour.example", "layla@harbour.example"]);
  await page.reload();
  await expect(emails(page)).toHaveText(["jose@harbour.example", "layla@harbour.example"]);
  await pages.getByRole("link", { name: "Previous" }).click();
  await expect(emails(page)).toHaveText(["ada@harbour.example", "eva@harbour.example"]);
});

test("while the CRM is off for the account, no row says that somebody has it", async ({ cast, as }) => {
  const some = await cast.member({ permissions: { access_crm: true, view_recordings: true } });
  const all = { edit_agents: true, use_advanced_editor: true, access_crm: true, view_billable_minutes: true };
  const every = await cast.member({ permissions: { ...all, view_recordings: true } });
  const page = await as(cast.ada);
  await page.goto("/account/members");
  await expect(memberRow(page, some.email)).toContainText("CRM, recordings");
  await expect(memberRow(page, every.email)).toContainText("all permissions");
  await expect(memberRow(page, every.email)).not.toContainText("CRM");

  await cast.ada.patch("/settings", { crm_enabled: false });
  await page.reload();
  await expect(memberRow(page, some.email)).toContainText("CRM (off), recordings");
  await expect(memberRow(page, every.email)).toContainText("all permissions (CRM is off)");
});

test("an address with a place that is no more leads to the first page", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/members?cursor=from-an-older-list");
  await page.getByRole("link", { name: "Go to the first page" }).click();
  await expect(emails(page)).toHaveText([cast.ada.email]);
});

test("names in any script and of any length leave the layout whole", async ({ cast, as }) => {
  const names = ["ليلى حداد", "田中太郎", "👩‍🚀🚀 Astro", "Wolfeschlegelsteinhausenbergerdorff".repeat(6).slice(0, 200)];
  for (const [index, name] of names.entries()) {
    const company = await cast.newCompany(name);
    await cast.newAgent(name, company);
    const email = `${"long".repeat(12)}-${index}@${"harbour".repeat(6)}.example`;
    const body = { email, name, job_title: name, password: "as long as it is", send_invitation: false };
    expect((await cast.ada.post("/members", body)).status).toBe(201);
  }
  for (const width of [375, 1280]) {
    const page = await as(cast.ada, { viewport: { width, height: 800 } });
    for (const path of ["/agents", "/companies", `/agents/${cast.agent(names[3]!).id}`, "/profile"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status", { name: "Loading" })).toBeHidden();
      await expectNoSidewaysScroll(page);
    }
    await page.goto("/account/members");
    const table = page.getByRole("table", { name: "Members" });
    for (const name of names) await expect(table.getByText(name).first()).toBeVisible();
    await expect(table.getByText("👩‍🚀", { exact: true })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await openInvite(page);
    await expectNoSidewaysScroll(page);
  }
});
