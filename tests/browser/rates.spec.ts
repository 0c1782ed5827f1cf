import { expect, test } from "../support/browser.ts";
import { newCall } from "./calls.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

const september = "from=2026-09-01&to=2026-09-30";
const widths = [360, 820, 1280, 1920];

test("an administrator adds and deletes rates of a company, and is told what that changes", async ({ cast, as }) => {
  await cast.newCompany("Rate East");
  const page = await as(cast.ada);
  await page.goto("/companies");
  await page.getByRole("button", { name: "Rates of Rate East" }).click();
  const dialog = page.getByRole("dialog", { name: "Rates of Rate East" });
  await expect(dialog.getByText("No rates yet. Members see minutes without a price.")).toBeVisible();
  await expect(dialog.getByText(/also changes the price of past calls/)).toBeVisible();

  const price = dialog.getByRole("textbox", { name: "Price per minute" });
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await expect(dialog.getByText("Enter a price such as 0.12.")).toBeVisible();
  await dialog.getByLabel("From").fill("2026-09-01");
  await price.fill("0.12345");
  await dialog.getByRole("combobox", { name: "Currency" }).fill("danish");
  await page.getByRole("option", { name: "DKK, Danish Krone" }).click();
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await expect(dialog.getByText("This must have four decimals at most, such as 0.0825.")).toBeVisible();
  await price.fill("1,234");
  await expect(dialog.getByText("This must have four decimals at most, such as 0.0825.")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await expect(dialog.getByText("The comma may separate thousands or decimals. Write 1234 or 1.234.")).toBeVisible();
  await price.fill("0,0825");
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await expect(page.getByText(/^The rate of DKK\s0\.0825 from 1 Sept? 2026 was added\.$/)).toBeVisible();
  const rates = dialog.getByRole("table", { name: "Rates" }).locator("tbody").getByRole("row");
  await expect(rates).toHaveText([/^1 Sept? 2026DKK\s0\.0825Delete$/]);

  await price.fill("1");
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await expect(dialog.getByText(/already has a rate from 2026-09-01/)).toBeVisible();
  await dialog.getByRole("button", { name: /^Delete the rate from 1 Sept? 2026$/ }).click();
  await page.getByRole("button", { name: "Delete rate", exact: true }).click();
  await expect(rates).toHaveCount(0);
  await expect(dialog.getByText("No rates yet. Members see minutes without a price.")).toBeVisible();
});

test("members see minutes and price, administrators also cost and margin, at every width", async ({ cast, as }) => {
  const { id } = await cast.newCompany("Rate West");
  await cast.newCompany("Rate free");
  await cast.newAgent("Priced desk", "Rate West");
  await cast.newAgent("Free desk", "Rate free");
  const rate = { from: "2026-09-04", price_per_minute: 0.6, currency: "USD" };
  expect(await cast.ada.post(`/companies/${id}/rates`, rate)).toHaveProperty("status", 201);
  const at = (day: number) => `2026-09-0${day}T12:00:00Z`;
  await newCall(cast, "Priced desk", { started_at: at(3), duration_seconds: 60 });
  const priced = await newCall(cast, "Priced desk", { started_at: at(4), duration_seconds: 90, cost_usd: 0.25 });
  await newCall(cast, "Free desk", { started_at: at(5), duration_seconds: 30, cost_usd: 0.05 });

  const permissions = { view_billable_minutes: true };
  const page = await as(await cast.member({ companies: ["Rate West", "Rate free"], permissions }));
  await page.goto(`/usage?by=company&${september}`);
  await expect(page.getByText("Price: $0.90, excludes 2 calls without a rate")).toBeVisible();
  await expect(page.getByText(/when a rate changes, so do the prices of past calls/)).toBeVisible();
  const rows = page.getByRole("table", { name: "Usage" }).getByRole("row");
  await expect(rows).toHaveText([
    "CompanyCallsMinutesPrice",
    "Rate free10.50–",
    "Rate West22.50$0.90",
    "Total33.00$0.90",
  ]);
  await expect(page.getByText("Cost")).toHaveCount(0);
  await page.goto(`/calls/${priced.id}`);
  await expect(page.getByRole("definition").filter({ hasText: "$0.90" })).toBeVisible();
  await expect(page.getByText("$0.25")).toHaveCount(0);

  const admin = await as(cast.ada);
  await admin.goto(`/usage?by=company&company_id=${id}&${september}`);
  await expect(admin.getByText("Cost at the platforms: $0.25, excludes 1 call without a known cost")).toBeVisible();
  await expect(admin.getByText("Margin: $0.65, of the calls with a rate in US dollars")).toBeVisible();
  const all = admin.getByRole("table", { name: "Usage" }).getByRole("row");
  for (const width of widths) {
    await admin.setViewportSize({ width, height: 900 });
    await expect(all.last()).toContainText("$0.65");
    await expectNoSidewaysScroll(admin);
    for (const cell of await all.last().getByRole("cell").all()) {
      const box = (await cell.boundingBox())!;
      expect(box.width, `${width} px`).toBeGreaterThan(40);
      expect(box.x + box.width, `${width} px`).toBeLessThanOrEqual(width);
    }
    expect((await all.last().boundingBox())!.height).toBeLessThan(200);
  }
  await admin.goto(`/calls/${priced.id}`);
  for (const fact of ["$0.90", "$0.25", "$0.65"]) {
    await expect(admin.getByRole("definition").filter({ hasText: fact })).toBeVisible();
  }
});

test.describe("with prompts hidden from members", () => {
  test.use({ house: "own" });

  test("a member's agent page has no prompt, and an administrator sees it", async ({ cast, as }) => {
    const admin = await as(cast.ada);
    await admin.goto("/account/settings");
    await admin.getByRole("switch", { name: "Members see prompts" }).click();
    await admin.getByRole("button", { name: "Save changes" }).click();
    await expect(admin.getByText("Settings saved.")).toBeVisible();
    const { id } = cast.agent("Reception");
    await admin.goto(`/agents/${id}`);
    await expect(admin.getByRole("textbox", { name: "Prompt" })).not.toHaveValue("");

    const page = await as(await cast.member({ agents: ["Reception"] }));
    await page.goto(`/agents/${id}`);
    await expect(page.getByText("Greeting")).toBeVisible();
    await expect(page.getByText("Prompt")).toHaveCount(0);
  });
});
