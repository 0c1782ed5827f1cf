import { expect, test, type Page } from "../support/browser.ts";
import { recordingOf } from "../support/recordings.ts";
import { wav } from "../support/wav.ts";
import { callRows, callsOf, minutesAgo, newCall, talk } from "./calls.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

const search = (page: Page) => page.getByRole("searchbox", { name: "Search words or phone number" });
const chart = (page: Page) => page.getByRole("region", { name: "Calls per day" });

test("a phone number in the search field finds calls by number, and words find them by what was said", async ({
  cast,
  as,
}) => {
  await cast.newAgent("Number desk", "North");
  await newCall(cast, "Number desk", { transcript: talk });
  const digits = [{ role: "caller" as const, text: "My order is 4420794600." }];
  await newCall(cast, "Number desk", { from_number: "+46 70 765 43 21", transcript: digits });
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Number desk"));
  const rows = callRows(page);
  await expect(rows).toHaveCount(2);

  await search(page).fill("0044 20-7946 0018");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("+44 20 7946 0018");
  await search(page).fill("+44 20 7946");
  await expect(rows).toHaveCount(1);

  await search(page).fill("ketch FREE");
  await expect(rows).toHaveCount(1);
  await expect(rows.locator("mark")).toHaveText(["ketch"]);
  await expect(rows).toContainText("Have you a berth for a ketch?");

  await search(page).fill("44207946009");
  await expect(page.getByText("No call with the number 44207946009.")).toBeVisible();
  await search(page).fill("4420794600");
  await expect(rows).toContainText("+44 20 7946 0018");
  await search(page).fill('"4420794600"');
  await expect(rows.locator("mark")).toHaveText(["4420794600"]);
});

test("outcome, length and recording narrow the list, the file, the count and the chart", async ({
  cast,
  recordings,
  as,
}) => {
  await cast.newAgent("Narrow desk", "South");
  const recording_url = recordings.serve(wav());
  const heard = await newCall(cast, "Narrow desk", { outcome: "unsuccessful", duration_seconds: 300, recording_url });
  await newCall(cast, "Narrow desk", { duration_seconds: 20 });
  await newCall(cast, "Narrow desk", { outcome: "unsuccessful", duration_seconds: 30 });
  await recordingOf(cast, heard.id);
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Narrow desk"));
  const rows = callRows(page);
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Outcome").selectOption("Unsuccessful");
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Length, at least").selectOption("1 minute");
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: /filter: At least 1 minute$/ })).toBeVisible();
  await page.getByLabel("Length, at least").selectOption("Any");
  await page.getByLabel("Length, at most").selectOption("30 seconds");
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Length, at most").selectOption("Any");
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Recording").selectOption("Has a recording");
  await expect(rows).toHaveCount(1);
  await expect(page.getByText("1 call", { exact: true })).toBeVisible();
  await expect(
    chart(page)
      .getByRole("listitem")
      .filter({ hasText: /: 1 call\d/ }),
  ).toHaveCount(1);
  const file = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  expect((await (await page.request.get(file!)).text()).trim().split("\r\n")).toHaveLength(2);
  await page.reload();
  await expect(rows).toHaveCount(1);

  const other = await as(await cast.member({ agents: ["Narrow desk"] }));
  await other.goto("/calls");
  await other.getByRole("button", { name: "Filters" }).click();
  await expect(other.getByLabel("Outcome")).toBeVisible();
  await expect(other.getByLabel("Recording")).toHaveCount(0);
});

test("calls per day are bars whose numbers are read without hovering, and the count of a long list", async ({
  cast,
  as,
}) => {
  await cast.newAgent("Chart desk", "North");
  const at = (day: number, hour: number) => `2026-03-${String(day).padStart(2, "0")}T${hour}:00:00Z`;
  for (const hour of [10, 11, 12]) await newCall(cast, "Chart desk", { started_at: at(3, hour) });
  await newCall(cast, "Chart desk", { started_at: at(5, 10), status: "failed" });
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Chart desk", "&from=2026-03-01&to=2026-03-06&limit=2"));
  await expect(page.getByText("4 calls", { exact: true })).toBeVisible();
  const bars = chart(page).getByRole("listitem");
  await expect(bars).toHaveCount(6);
  await expect(bars.nth(2)).toContainText("3 Mar 2026: 3 calls");
  await expect(bars.nth(2).getByText("3", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Status").selectOption("Not connected");
  await expect(bars.nth(4)).toContainText("5 Mar 2026: 1 call");
  await expect(bars.nth(2)).toContainText("3 Mar 2026: 0 calls");

  // A quarter: as many days share a bar as leave room for the numbers.
  for (const width of [360, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(callsOf(cast, "Chart desk", "&from=2026-01-01&to=2026-03-31"));
    await expect(bars.filter({ hasText: "3 calls" }).or(bars.filter({ hasText: "4 calls" }))).toHaveCount(1);
    const widths = await bars.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().width));
    expect(Math.min(...widths)).toBeGreaterThan(30);
    await expectNoSidewaysScroll(page);
  }
});

test("the list uses the width that there is", async ({ cast, as }) => {
  await cast.newAgent("Width desk", "North");
  const summary = "Asked for the price of a berth for a ketch of twelve metres until the end of October, with water.";
  await newCall(cast, "Width desk", { summary, transcript: talk });
  const page = await as(cast.ada);
  for (const width of [360, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    for (const more of ["", "&search=berth"]) {
      await page.goto(callsOf(cast, "Width desk", more));
      const row = callRows(page);
      await expect(row).toHaveCount(1);
      await expectNoSidewaysScroll(page);
      const box = (await row.boundingBox())!;
      expect(box.height, `${width} px${more}`).toBeLessThan(width < 600 ? 240 : 120);
      if (width < 600) continue; // a card
      const cells = await row
        .getByRole("cell")
        .evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().width));
      expect(Math.min(...cells), `${width} px${more}`).toBeGreaterThan(40);
    }
  }
  await page.goto(callsOf(cast, "Width desk"));
  const text = page.getByText(summary);
  const findOverhang = () => text.evaluate((element) => element.scrollWidth - element.clientWidth);
  await expect.poll(findOverhang).toBeLessThanOrEqual(0);
});

test("previous and next lead through the list that a call was opened from", async ({ cast, as }) => {
  await cast.newAgent("Neighbour desk", "North");
  for (const [index, outcome] of (["successful", "unsuccessful", "successful", "successful"] as const).entries()) {
    await newCall(cast, "Neighbour desk", {
      started_at: minutesAgo(10 * (4 - index)),
      from_number: `+44 20 7946 000${index}`,
      outcome,
    });
  }
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Neighbour desk", "&outcome=successful"));
  await expect(callRows(page)).toHaveCount(3);
  await callRows(page).first().getByRole("link").click();
  const title = (index: number) => page.getByRole("heading", { level: 1, name: `+44 20 7946 000${index}` });
  await expect(title(3)).toBeVisible();
  await expect(page.getByRole("button", { name: "Previous call" })).toBeDisabled();
  await page.getByRole("link", { name: "Next call" }).click();
  await expect(title(2)).toBeVisible();
  await page.reload();
  await page.getByRole("link", { name: "Next call" }).click();
  await expect(title(0)).toBeVisible();
  await expect(page.getByRole("button", { name: "Next call" })).toBeDisabled();
  await page.getByRole("link", { name: "Previous call" }).click();
  await expect(title(2)).toBeVisible();
  await page.getByRole("link", { name: "← Calls" }).click();
  await expect(page).toHaveURL(/outcome=successful/);
  await expect(callRows(page)).toHaveCount(3);
});

test("where the calls before and after one could not be read, that is said, and they are read again", async ({
  cast,
  faults,
  as,
}) => {
  faults.expect(/status of 500/);
  await cast.newAgent("Unread desk", "North");
  await newCall(cast, "Unread desk", { started_at: minutesAgo(90) });
  await newCall(cast, "Unread desk");
  const page = await as(cast.ada);
  await page.route(/neighbours/, (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(callsOf(cast, "Unread desk"));
  await callRows(page).first().getByRole("link").first().click();
  const again = page.getByRole("button", { name: "Previous and next call could not be loaded: try again" });
  await expect(again).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "+44 20 7946 0018" })).toBeVisible();
  await page.unrouteAll();
  await again.click();
  await expect(page.getByRole("link", { name: "Next call" })).toBeVisible();
  await expect(again).toHaveCount(0);
});

test("a filter says that its choices could not be read, and a chip that its agent is not there", async ({
  cast,
  faults,
  as,
}) => {
  faults.expect(/503/);
  const page = await as(cast.ada);
  let fails = true;
  await page.route(/\/api\/v1\/agents\?/, (route) =>
    fails ? route.fulfill({ status: 503, body: "" }) : route.continue(),
  );
  await page.goto("/calls?agent_id=019abc00-0000-7000-8000-000000000001");
  await page.getByRole("button", { name: "Filters" }).click();
  const agent = page.getByRole("combobox", { name: "Agent" });
  await expect(agent).toHaveAccessibleDescription("The server answered with 503 and gave no reason.");
  await agent.click();
  await expect(page.getByText("No agents found")).toHaveCount(0);
  fails = false;
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove filter: Agent not found" })).toBeVisible();
});
