import { expect, test } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { newCall } from "./calls.ts";

const figures = { name: "Usage" };

/** Noon of a day of the month before last, in the account's time zone or near it. */
const day = (date: number) => {
  const noon = new Date(Date.UTC(2026, 8, date, 12));
  return noon.toISOString();
};
const september = "from=2026-09-01&to=2026-09-30";

test("minutes stand by day, by agent and by company, with their sum and how they were counted", async ({
  cast,
  as,
}) => {
  await cast.newCompany("Usage East");
  await cast.newCompany("Usage West");
  await cast.newAgent("East desk", "Usage East");
  await cast.newAgent("West desk", "Usage West");
  await newCall(cast, "East desk", { started_at: day(3), duration_seconds: 90, cost_usd: 0.25 });
  await newCall(cast, "East desk", { started_at: day(4), duration_seconds: 30 });
  await newCall(cast, "West desk", { started_at: day(4), duration_seconds: 61 });
  const companies = ["Usage East", "Usage West"];
  const page = await as(await cast.member({ companies, permissions: { view_billable_minutes: true } }));
  await page.goto(`/usage?${september}`);
  await expect(page.getByText("3.02 minutes in 3 calls", { exact: true })).toBeVisible();
  await expect(
    page.getByText("Calls are rounded up to whole seconds. Days in UTC time.", { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole("img", { name: "Billable minutes per day, by company" })).toContainText("Usage East");

  const rows = page.getByRole("table", figures).getByRole("row");
  await expect(rows).toHaveText([/^DayCalls/, /^3 Sept? 202611\.50$/, /^4 Sept? 202621\.52$/, "Total33.02"]);
  await page.getByText("By agent", { exact: true }).click();
  await expect(page).toHaveURL(/by=agent/);
  await expect(rows).toHaveText([/^AgentCalls/, "East desk Usage East22.00", "West desk Usage West11.02", /^Total/]);
  await page.getByText("By company", { exact: true }).click();
  await expect(rows).toHaveText([/^CompanyCalls/, "Usage East22.00", "Usage West11.02", /^Total/]);

  await page.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "Usage West" }).click();
  await expect(page.getByText("1.02 minutes in 1 call", { exact: true })).toBeVisible();
  const file = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  const lines = (await (await page.request.get(file!)).text()).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("Usage West");
});

test("on a phone the chart keeps its height, its legend is below, and each company is read in full", async ({
  cast,
  as,
}) => {
  const companies = ["Usage of a company with a name that needs two lines", "Usage North", "Usage South"];
  for (const company of companies) {
    await cast.newCompany(company);
    await cast.newAgent(`${company} desk`, company);
    await newCall(cast, `${company} desk`, { started_at: day(9) });
  }
  const page = await as(await cast.member({ companies, permissions: { view_billable_minutes: true } }));
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`/usage?${september}`);
  const chart = page.getByRole("img", { name: "Billable minutes per day, by company" });
  const plot = chart.locator("svg.recharts-surface");
  const { y, height } = (await plot.boundingBox())!;
  expect(height).toBeGreaterThan(200);
  for (const company of companies) {
    const label = (await chart.getByText(company, { exact: true }).boundingBox())!;
    expect(label.y).toBeGreaterThanOrEqual(y + height);
    expect(label.x + label.width).toBeLessThanOrEqual(320);
  }
  const days = await chart
    .locator("svg text")
    .filter({ hasText: /Sept?$/ })
    .allTextContents();
  const numbers = days.map((text) => parseInt(text));
  const steps = numbers.slice(1).map((number, index) => number - numbers[index]!);
  expect(new Set(steps).size).toBe(1);
});

test("on a phone a day with an error is on one line with the other day", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto(`/usage?${september}`);
  const from = page.getByLabel("From");
  await from.fill("2020-01-01");
  await expect(from).toHaveAccessibleDescription(/^Choose /);
  const [left, right] = [(await from.boundingBox())!, (await page.getByLabel("To", { exact: true }).boundingBox())!];
  expect(left.y).toBe(right.y);
  expect((await page.getByText(/^Choose .* or later/).boundingBox())!.y).toBeGreaterThanOrEqual(left.y + left.height);
});

test("usage without calls of the chosen agent says so, and the filter is removed", async ({ cast, as }) => {
  await cast.newAgent("Busy quay", "North");
  const idle = await cast.newAgent("Idle quay", "North");
  await newCall(cast, "Busy quay", { started_at: day(10) });
  const agents = ["Busy quay", "Idle quay"];
  const page = await as(await cast.member({ agents, permissions: { view_billable_minutes: true } }));
  await page.goto(`/usage?${september}&agent_id=${idle.id}`);
  await expect(page.getByRole("heading", { name: "No calls match" })).toBeVisible();
  await page.getByRole("button", { name: "Show all usage" }).click();
  await expect(page).not.toHaveURL(/agent_id/);
  await expect(page.getByText("1.00 minutes in 1 call", { exact: true })).toBeVisible();
});

test("a chart that could not be read is read again by a button", async ({ cast, faults, as }) => {
  faults.expect(/503/);
  await cast.newAgent("Chart quay", "North");
  await newCall(cast, "Chart quay", { started_at: day(10) });
  const page = await as(await cast.member({ agents: ["Chart quay"], permissions: { view_billable_minutes: true } }));
  let fails = true;
  await page.route(/\/usage\?.*by=day_and_company/, (route) =>
    fails ? route.fulfill({ status: 503, body: "" }) : route.continue(),
  );
  await page.goto(`/usage?${september}`);
  await expect(page.getByText("The server answered with 503 and gave no reason.")).toBeVisible();
  fails = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("img", { name: "Billable minutes per day, by company" })).toBeVisible();
});

test("the range is one of the usual ones or any other, and stands in the address", async ({ cast, as }) => {
  await cast.newAgent("Range desk", "North");
  await newCall(cast, "Range desk", { started_at: day(10) });
  const page = await as(await cast.member({ agents: ["Range desk"], permissions: { view_billable_minutes: true } }));
  await page.goto("/usage");
  await expect(page.getByRole("button", { name: "This month" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("heading", { name: "No calls in this period" })).toBeVisible();
  await page.getByRole("button", { name: "Last 30 days" }).click();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  await page.goBack();
  await expect(page.getByRole("button", { name: "This month" })).toHaveAttribute("aria-pressed", "true");

  await page.getByLabel("From").fill("2020-01-01");
  await expect(page.getByLabel("From")).toHaveAccessibleDescription(/^Choose \d+ \w+ 20\d\d or later\.$/);
  await expect(page).not.toHaveURL(/from=2020/);
  await page.getByLabel("From").fill("2026-09-10");
  await expect(page).toHaveURL(/from=2026-09-10/);
  await page.getByLabel("To", { exact: true }).fill("2026-09-10");
  await expect(page.getByText("1.00 minutes in 1 call", { exact: true })).toBeVisible();
});

test("without the right there are no figures, and none are asked for", async ({ cast, as }) => {
  const page = await as(await cast.member({ agents: ["Sales"] }));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/usage");
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(page.getByText("You don’t have access to usage.")).toBeVisible();
  await expect(page.getByText(`An administrator of ${accountName} can grant it.`)).toBeVisible();
  expect(asked.filter((path) => path.startsWith("/api/v1/usage"))).toEqual([]);
});

test("a member without agents reads why there are no figures; an administrator does not", async ({ cast, as }) => {
  const page = await as(await cast.member({ permissions: { view_billable_minutes: true } }));
  await page.goto("/usage");
  await expect(page.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();
  await expect(page.getByText("Minutes appear here once you are assigned agents.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Filters" })).toHaveCount(0);
  const other = await as(cast.ada);
  await other.goto("/usage");
  await expect(other.getByRole("region", { name: "Filters" })).toBeVisible();
});

test("a right that is taken away while the page is open takes the figures with it", async ({ cast, as }) => {
  await cast.newAgent("Taken desk", "North");
  await newCall(cast, "Taken desk", { started_at: day(12) });
  const member = await cast.member({ agents: ["Taken desk"], permissions: { view_billable_minutes: true } });
  const page = await as(member);
  await page.goto(`/usage?${september}`);
  await expect(page.getByText("1.00 minutes in 1 call")).toBeVisible();
  await cast.ada.patch(`/members/${member.id}`, { permissions: { view_billable_minutes: false } });
  await page.getByText("By agent", { exact: true }).click();
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(page.getByText("1.00 minutes")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Main" }).getByText("Usage")).toHaveCount(0);
});

test("while days are recalculated for a new time zone the page says so, until it shows them", async ({ cast, as }) => {
  const page = await as(cast.ada);
  let isBeingRecalculated = true;
  await page.route(/\/api\/v1\/usage\?/, async (route) => {
    const answer = await route.fetch();
    const usage = (await answer.json()) as object;
    await route.fulfill({ response: answer, json: { ...usage, is_being_recalculated: isBeingRecalculated } });
  });
  await page.goto(`/usage?${september}`);
  const notice = page.getByText("Days are being recalculated for the new time zone.", { exact: true });
  await expect(notice).toBeVisible();
  isBeingRecalculated = false;
  await expect(notice).toHaveCount(0);
});

test.describe("in a browser whose day is another than the account's", () => {
  test.use({ house: "own" });

  test("this month is that of the account", async ({ cast, as }) => {
    const accountZone = "Pacific/Kiritimati"; // 25 hours ahead of the browser, so that the days always differ
    expect((await cast.ada.patch("/settings", { time_zone: accountZone })).status).toBe(200);
    const page = await as(cast.ada, { timezoneId: "Pacific/Pago_Pago" });
    const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: accountZone }).format(new Date());
    const asked = page.waitForRequest(/\/api\/v1\/usage\?/);
    await page.goto("/");
    const query = new URL((await asked).url()).searchParams;
    expect(query.get("to")).toBe(today());
    expect(query.get("from")).toBe(`${today().slice(0, 7)}-01`);

    await page.goto("/usage");
    await expect(page.getByLabel("To", { exact: true })).toHaveValue(today());
    await expect(page.getByLabel("From", { exact: true })).toHaveValue(`${today().slice(0, 7)}-01`);
  });
});
