import { expect, test } from "../support/browser.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test("agents are searched by name and company, and the address keeps it", async ({ cast, as }) => {
  await cast.newAgent("Müller line", await cast.newCompany("Søndre Brygge"));
  const page = await as(cast.ada);
  await page.goto("/agents");
  const agents = page.getByRole("table", { name: "Agents" });
  await page.getByRole("searchbox", { name: "Search agents" }).fill("muller");
  await expect(agents.getByRole("link")).toHaveText(["Müller line"]);
  await expect(page.getByRole("status").filter({ hasText: "1 agent" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search agents" }).fill("brygge");
  await expect(agents.getByRole("link")).toHaveText(["Müller line"]);
  await expect(page).toHaveURL(/search=brygge/);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search agents" })).toHaveValue("brygge");
  await page.getByRole("searchbox", { name: "Search agents" }).fill("qqqq");
  await expect(page.getByRole("heading", { name: "No agents match “qqqq”" })).toBeVisible();
  await page.getByRole("button", { name: "Show all agents" }).click();
  await expect(agents.getByRole("link", { name: "Reception" })).toBeVisible();
});

test("an agent's page lists who has access, why, and what they may do", async ({ cast, as }) => {
  const agent = await cast.newAgent("Ferry desk of the very long name ".repeat(4).trim(), "North");
  const long = "سلمى عبد الرحمن ".repeat(6).trim();
  await cast.member({ name: long, agents: [agent.name], permissions: { view_recordings: true, access_crm: true } });
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}`);
  const access = page.getByRole("region", { name: "Who has access" });
  await expect(access.getByRole("listitem").filter({ hasText: long })).toContainText("Assigned · CRM, recordings");
  await expect(access.getByRole("listitem").filter({ hasText: cast.ada.name })).toContainText(
    "Administrator · everything",
  );
  await expect(page.getByRole("heading", { name: "Platform IDs" })).toBeVisible();
  for (const width of [320, 360, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
  }
  const member = await as(await cast.member({ agents: [agent.name] }));
  await member.goto(`/agents/${agent.id}`);
  await expect(member.getByText("View only.")).toBeVisible();
  await expect(member.getByRole("heading", { name: "Who has access" })).toHaveCount(0);
});
