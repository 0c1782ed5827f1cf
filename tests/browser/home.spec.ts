import { expect, test } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { minutesAgo, newCall } from "./calls.ts";

test("a member finds the assigned agents and their last calls, as they come", async ({ cast, as }) => {
  await cast.newAgent("Home desk", "North");
  await cast.newAgent("Home line", "North");
  for (let count = 6; count > 0; count--) await newCall(cast, "Home desk", { started_at: minutesAgo(count * 10) });
  const page = await as(await cast.member({ agents: ["Home desk", "Home line"] }));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  const agents = page.getByRole("region", { name: "Agents" });
  await expect(agents).toContainText("2");
  await expect(agents.getByRole("link")).toHaveText(["Home desk", "Home line"]);
  const rows = page.getByRole("table", { name: "Last calls" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(5);

  await newCall(cast, "Home line", { started_at: minutesAgo(1) });
  await expect(rows.first()).toContainText("Home line");
  await expect(rows).toHaveCount(5);
  await rows.first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Transcript" })).toBeVisible();
});

test("the menu has what may be opened, in its order", async ({ cast, as }) => {
  const links = (page: Awaited<ReturnType<typeof as>>) =>
    page.getByRole("navigation", { name: "Main" }).getByRole("link");
  const member = await as(await cast.member({ agents: ["Sales"] }));
  await member.goto("/");
  await expect(links(member)).toHaveText(["Home", "Agents", "Calls"]);
  const biller = await as(await cast.member({ agents: ["Sales"], permissions: { view_billable_minutes: true } }));
  await biller.goto("/");
  await expect(links(biller)).toHaveText(["Home", "Agents", "Calls", "Usage"]);
  const seller = await as(await cast.member({ agents: ["Sales"], permissions: { access_crm: true } }));
  await seller.goto("/");
  await seller.getByRole("button", { name: "CRM", exact: true }).click();
  const crm = ["Contacts", "Segments", "Campaigns", "Imports", "Do-not-call list"];
  await expect(links(seller)).toHaveText(["Home", "Agents", "Calls", ...crm]);
  const ada = await as(cast.ada);
  await ada.goto("/");
  for (const name of ["CRM", "Account"]) await ada.getByRole("button", { name, exact: true }).click();
  const account = [
    "Members",
    "Audit log",
    "Settings",
    "Contact fields",
    "Connections",
    "API tokens",
    "Erasures",
    "Outbox",
  ];
  await expect(links(ada)).toHaveText(["Home", "Agents", "Companies", "Calls", "Usage", ...crm, ...account]);
});

test("a member without agents is told so, and whom to ask", async ({ cast, as }) => {
  const member = await cast.member();
  const page = await as(member);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();
  await expect(page.getByText(`Welcome, ${member.name}.`)).toBeVisible();
  await expect(page.getByText(`Ask an administrator of ${accountName} to assign them to you.`)).toBeVisible();
});

test.describe("on a server of its own", () => {
  test.use({ house: "own" });

  test("administrators see what needs attention, until it is dealt with", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Last calls" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Needs attention" })).toHaveCount(0);

    const platform = await Platform.connect(cast.ada, "retell");
    await platform.report(makePlatformCall({ agent: "nobody-knows", agentName: "Somebody" }));
    const silent = await Platform.connect(cast.ada, "vapi");
    expect((await silent.deliver("{}", { secret: "not ours" })).status).toBe(401);
    await page.reload();
    const matters = page.getByRole("region", { name: "Needs attention" });
    await expect(matters.getByRole("link")).toHaveCount(2);
    await expect(matters).toContainText("1 unknown agent has 1 call that waits.");
    await matters.getByRole("link", { name: silent.connection.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: silent.connection.name })).toBeVisible();

    const member = await as(await cast.member({ agents: ["Sales"] }));
    await member.goto("/");
    await expect(member.getByRole("heading", { name: "Last calls" })).toBeVisible();
    await expect(member.getByRole("heading", { name: "Needs attention" })).toHaveCount(0);
  });

  test("administrators who come through a proxy that is not trusted are told so", async ({ cast, as }) => {
    const notice = /through a proxy at 127\.0\.0\.1 that is not trusted/;
    const page = await as(cast.ada, { extraHTTPHeaders: { "X-Forwarded-For": "198.51.100.9" } });
    await page.goto("/");
    await expect(page.getByRole("region", { name: "Needs attention" })).toContainText(notice);

    const direct = await as(cast.ada);
    await direct.goto("/");
    await expect(direct.getByRole("heading", { name: "Last calls" })).toBeVisible();
    await expect(direct.getByText(notice)).toHaveCount(0);
  });
});
