/// <reference lib="dom" />
import { expect, test, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";
import { memberRow } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test.use({ house: "own" });

const table = (page: Page) => page.getByRole("table", { name: "Members" });
const password = "seven gulls at dawn";
const emails: Record<string, string> = {
  "Eva Lindqvist": "eva@harbour.example",
  "José Müller": "jose@harbour.example",
  "Nadia None": "nadia@harbour.example",
  "ليلى حداد": "layla@harbour.example",
  田中太郎: "tanaka@harbour.example",
  "Ines Invited": "ines@harbour.example",
  "Emil Expired": "emil@harbour.example",
  "Alma Able": "alma@harbour.example",
};
const longWord = "Wolfeschlegelsteinhausenbergerdorff".repeat(5);

/** Members whose rows show all that a row can show. */
async function everyKind(cast: Cast) {
  await cast.newCompany(longWord);
  await cast.newCompany("East");
  const permissions = { view_recordings: true, view_billable_minutes: true };
  const create = async (name: string, more: object) => {
    const body = { name, email: emails[name] ?? "long.address@harbour.example", send_invitation: false, ...more };
    const answer = await cast.ada.post("/members", body.send_invitation ? body : { ...body, password });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body.id as string;
  };
  const ids = (...names: string[]) => names.map((name) => cast.company(name).id);
  const agents = (...names: string[]) => names.map((name) => cast.agent(name).id);
  await create("Eva Lindqvist", { company_ids: ids("North"), agent_ids: agents("Support", "Sales"), permissions });
  await create("José Müller", { company_ids: ids("North", "South", "East", longWord), job_title: "Küchenchef" });
  await create("Nadia None", { permissions: { access_crm: true } });
  await create(`${longWord} Ek`, { company_ids: ids(longWord), permissions, job_title: longWord });
  await create("ليلى حداد", { agent_ids: agents("Sales"), job_title: "مديرة المبيعات" });
  await create("田中太郎", { job_title: "営業部 主任" });
  const able = await create("Alma Able", { company_ids: ids("North", "East"), agent_ids: agents("Support", "Sales") });
  const all = { edit_agents: true, use_advanced_editor: true, access_crm: true, ...permissions };
  expect((await cast.ada.patch(`/members/${able}`, { permissions: all })).status).toBe(200);
  const invited = { send_invitation: true };
  await create("Ines Invited", { ...invited, job_title: "Mate" });
  const expired = await create("Emil Expired", invited);
  await cast.ada.delete(`/members/${expired}/invitation`);
}

/** Answers as a server does whose email to Ines was refused. */
async function failEmails(page: Page) {
  await page.route(/\/api\/v1\/members(\?|$)/, async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    const ines = list.items.find(({ name }: { name: string }) => name === "Ines Invited");
    const reason = "The mail server refused it: 550 5.1.1 No mailbox of that name is known here.";
    Object.assign(ines.invitation.delivery, { state: "failed", reason });
    await route.fulfill({ response, json: list });
  });
}

test("the list says who may do what, and invitations in one line; a search finds job titles", async ({ cast, as }) => {
  await everyKind(cast);
  const page = await as(cast.ada, { viewport: { width: 1920, height: 1000 } });
  await page.goto("/account/members");
  const access = (email: string) => memberRow(page, email).getByRole("cell").nth(2);
  await expect(page.getByRole("columnheader")).toHaveText([/Name/, /Email/, "Access", /Last active/, "Actions"]);
  await expect(access(cast.ada.email)).toHaveText("Administrator All agents");
  await expect(access("eva@")).toHaveText("North · 2 agents · minutes, recordings");
  await expect(memberRow(page, "eva@").getByText("Administrator", { exact: true })).toHaveCount(0);
  await expect(access("jose@")).toHaveText("East, North and 2 more");
  await expect(access("nadia@")).toHaveText("No agents · CRM");
  await expect(access("alma@")).toHaveText("East, North · 2 agents · all permissions");

  const activity = (email: string) => memberRow(page, email).getByRole("cell").nth(3);
  await expect(activity("eva@")).toContainText(/Never$/);
  await expect(activity("ines@")).toHaveText("Not sent (no mail server) · expires in 7 days");
  await expect(activity("emil@")).toHaveText("Invitation revoked");

  // What is assigned, and a new name of a company, are in the list at once.
  await cast.ada.patch(`/companies/${cast.company("North").id}`, { name: "Nordland" });
  await cast.ada.delete(`/agents/${cast.agent("Support").id}`);
  await page.reload();
  await expect(access("eva@")).toHaveText("Nordland · 1 agent · minutes, recordings");

  const field = page.getByRole("searchbox", { name: "Search members" });
  for (const [text, name] of [
    ["kuchenchef", "José Müller"],
    ["主任", "田中太郎"],
    ["مبيعات", "ليلى حداد"],
  ] as const) {
    await field.fill(text);
    await expect(table(page).getByRole("row").filter({ hasText: "@" })).toHaveCount(1);
    await expect(table(page)).toContainText(name);
  }
  await field.fill("bosun");
  await expect(page.getByText("No name, email or job title contains “bosun”.")).toBeVisible();

  await field.fill("ines@");
  await activity("ines@").getByRole("link", { name: "Not sent (no mail server)" }).click();
  await expect(page).toHaveURL(/\/account\/outbox\/[^/]+$/);
});

test("from 1,280 px on all columns have room, and rows are calm", async ({ cast, as }) => {
  await everyKind(cast);
  const page = await as(cast.ada);
  await page.goto("/account/members");
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.getByRole("columnheader")).toHaveText([/Name/, /Email/, "Access", /Last active/, "Actions"]);
    await expect(page.getByLabel("Sort by")).toHaveCount(0);
    for (const email of [cast.ada.email, "eva@", "jose@", "nadia@", "layla@", "tanaka@", "ines@", "emil@"]) {
      const row = memberRow(page, email);
      await expect(row.getByRole("button", { name: /^Remove: / })).toBeVisible();
      // Why an email was not sent may need one line more.
      const highest = email === "ines@" ? 78 : 60;
      expect(await row.evaluate((element) => element.clientHeight), email).toBeLessThanOrEqual(highest);
    }
  }
});

test("every row can be read at every width, with long names and in any script", async ({ cast, as }) => {
  await everyKind(cast);
  for (const width of [320, 360, 820, 1280, 1920]) {
    const page = await as(cast.ada, { viewport: { width, height: 900 } });
    await failEmails(page);
    await page.goto("/account/members");
    await expect(memberRow(page, "ines@").getByRole("link", { name: "Email failed" })).toBeVisible();
    await expect(table(page).getByText("Nordland").or(table(page).getByText("North").first())).toBeVisible();
    await expectNoSidewaysScroll(page);
    const rows = await table(page)
      .getByRole("row")
      .filter({ hasText: "@" })
      .evaluateAll((elements) =>
        elements.map((row) => ({
          height: row.clientHeight,
          isCut: [...row.querySelectorAll("[role=cell] > *")].some(
            (content) =>
              getComputedStyle(content).overflowY !== "visible" && content.scrollHeight > content.clientHeight,
          ),
          narrowest: Math.min(...[...row.querySelectorAll("[role=cell]")].map((cell) => cell.clientWidth)),
        })),
      );
    expect(rows).toHaveLength(10);
    for (const { height, isCut, narrowest } of rows) {
      expect(isCut, `at ${width} px`).toBe(false);
      expect(height, `at ${width} px`).toBeLessThanOrEqual(width < 480 ? 480 : 200);
      expect(narrowest, `at ${width} px`).toBeGreaterThanOrEqual(40);
    }
    const buttons = page.getByRole("button", { name: "Remove: José Müller" });
    await expect(buttons).toHaveCount(width >= 1280 ? 1 : 0);
  }
});
