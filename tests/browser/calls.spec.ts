import { expect, test } from "../support/browser.ts";
import { callRows, callsOf, minutesAgo, newCall, talk } from "./calls.ts";
import { pressWhileComposing } from "./composing.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test("calls are listed with the newest first, and say with whom, when, how it went and how long", async ({
  cast,
  as,
}) => {
  await cast.newAgent("Listed desk", "North");
  await newCall(cast, "Listed desk", { started_at: minutesAgo(90), direction: "outbound", outcome: "unsuccessful" });
  await newCall(cast, "Listed desk", { summary: "Asked for the night ferry.", duration_seconds: 125 });
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Listed desk"));
  const rows = callRows(page);
  await expect(rows).toHaveCount(2);
  for (const text of ["Listed desk", "North", "+44 20 7946 0018", "Incoming", "Successful", "2:05"]) {
    await expect(rows.nth(0)).toContainText(text);
  }
  await expect(rows.nth(0)).toContainText(/Today|Yesterday/); // it began half an hour ago
  await expect(rows.nth(0)).toContainText("Asked for the night ferry.");
  for (const text of ["+46 8 123 456", "Outgoing", "Unsuccessful", "1:00"])
    await expect(rows.nth(1)).toContainText(text);
  await expect(page.getByText("2 calls", { exact: true })).toBeVisible();
});

test("the whole row leads to the call, and the way back to the list as it was", async ({ cast, as }) => {
  await cast.newAgent("Row desk", "South");
  await newCall(cast, "Row desk");
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Row desk", "&status=ended"));
  await callRows(page).click({ position: { x: 700, y: 20 } });
  await expect(page.getByRole("heading", { level: 1, name: "+44 20 7946 0018" })).toBeVisible();
  await page.getByRole("link", { name: "← Calls" }).click();
  await expect(page).toHaveURL(/agent_id=[^&]+&status=ended$/);
  await expect(callRows(page)).toHaveCount(1);
});

test("filters stand in the address, and are lifted one by one or all at once", async ({ cast, as }) => {
  await cast.newAgent("Filter desk", "South");
  await newCall(cast, "Filter desk");
  await newCall(cast, "Filter desk", { status: "failed", duration_seconds: null, direction: "outbound" });
  await newCall(cast, "Filter desk", { started_at: "2025-05-05T10:00:00Z", direction: "web", from_number: null });
  const page = await as(cast.ada);
  await page.goto("/calls");
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Agent" }).fill("Filter");
  await page.getByRole("option", { name: "Filter desk (South)" }).click();
  const rows = callRows(page);
  await expect(rows).toHaveCount(3);

  await page.getByLabel("Status").selectOption("Not connected");
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/status=failed/);
  await page.getByRole("button", { name: "Remove filter: Not connected" }).click();
  await expect(rows).toHaveCount(3);

  await page.getByLabel("From").fill("2025-05-05");
  await page.getByLabel("To", { exact: true }).fill("2025-05-05");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Web call");
  await expect(page).toHaveURL(/from=2025-05-05&to=2025-05-05/);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Remove filter: From 5 May 2025" })).toBeVisible();

  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Direction").selectOption("Incoming");
  await expect(page.getByRole("heading", { name: "No calls match" })).toBeVisible();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page).toHaveURL(/\/calls$/);
});

test("words of the transcript find a call, and a filter change shows no empty list meanwhile", async ({ cast, as }) => {
  await cast.newAgent("Search desk", "North");
  await newCall(cast, "Search desk", { transcript: talk });
  await newCall(cast, "Search desk");
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Search desk"));
  const rows = callRows(page);
  await expect(rows).toHaveCount(2);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route(/\/api\/v1\/calls\?.*search=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("searchbox", { name: "Search words or phone number" }).fill("KETCH berth");
  await expect(page).toHaveURL(/search=KETCH\+berth/);
  await expect(rows).toHaveCount(2);
  answer();
  await expect(rows).toHaveCount(1);

  await page.getByRole("searchbox", { name: "Search words or phone number" }).fill("submarine");
  await expect(page.getByText("No transcript contains “submarine”.")).toBeVisible();
  await page.getByRole("button", { name: "Show all calls" }).click();
  await expect(page.getByRole("searchbox", { name: "Search words or phone number" })).toHaveValue("");
});

test("a new call appears without a reload", async ({ cast, as }) => {
  await cast.newAgent("Live desk", "North");
  await newCall(cast, "Live desk");
  const page = await as(await cast.member({ agents: ["Live desk"] }));
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(callRows(page)).toHaveCount(1);
  await newCall(cast, "Live desk", { started_at: minutesAgo(1), from_number: "+33 1 23 45 67 89" });
  await expect(callRows(page)).toHaveCount(2);
  await expect(callRows(page).first()).toContainText("+33 1 23 45 67 89");
});

test("a later page keeps its place, and says when there may be new calls", async ({ cast, as }) => {
  await cast.newAgent("Paging desk", "North");
  for (let count = 3; count > 0; count--) await newCall(cast, "Paging desk", { started_at: minutesAgo(count * 10) });
  const page = await as(await cast.member({ agents: ["Paging desk"] }));
  await page.goto(callsOf(cast, "Paging desk", "&limit=2"));
  await expect(callRows(page)).toHaveCount(2);
  await expect(page.getByText("3 calls", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(callRows(page)).toHaveCount(1);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await newCall(cast, "Paging desk", { started_at: minutesAgo(1), from_number: "+33 1 23 45 67 89" });
  await page.getByRole("link", { name: "There may be new calls" }).click();
  await expect(callRows(page)).toHaveCount(2);
  await expect(callRows(page).first()).toContainText("+33 1 23 45 67 89");
});

test("minutes and recordings have a column only for members who may view them", async ({ cast, as }) => {
  await cast.newAgent("Column desk", "North");
  await newCall(cast, "Column desk", { duration_seconds: 90 });
  const all = { view_billable_minutes: true, view_recordings: true };
  const viewer = await as(await cast.member({ agents: ["Column desk"], permissions: all }));
  await viewer.goto("/calls");
  await expect(viewer.getByRole("columnheader", { name: "Minutes" })).toBeVisible();
  await expect(viewer.getByRole("columnheader", { name: "Recording" })).toBeVisible();
  await expect(callRows(viewer)).toContainText("1.50");

  const other = await as(await cast.member({ agents: ["Column desk"] }));
  await other.goto("/calls");
  await expect(callRows(other)).toHaveCount(1);
  await expect(other.getByRole("columnheader", { name: "Minutes" })).toHaveCount(0);
  await expect(other.getByRole("columnheader", { name: "Recording" })).toHaveCount(0);
  await expect(callRows(other)).not.toContainText("1.50");
});

test("the file holds what the filters show", async ({ cast, as }) => {
  await cast.newAgent("File desk", "North");
  await newCall(cast, "File desk");
  await newCall(cast, "File desk", { direction: "outbound", to_number: "+47 22 00 11 22" });
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "File desk", "&direction=outbound"));
  await expect(callRows(page)).toHaveCount(1);
  const file = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  const lines = (await (await page.request.get(file!)).text()).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("+47 22 00 11 22");
});

test("names in any script and of any length fit a phone", async ({ cast, as }) => {
  const long = "The desk of the harbour master’s deputy for winter storage and long-term berths ".repeat(2).trim();
  for (const name of ["مكتب الميناء الشمالي", "夜間受付デスク", long]) {
    await cast.newAgent(name, "South");
    await newCall(cast, name, { summary: "سأل المتصل عن سعر الرصيف ".repeat(12).trim(), from_number: "9".repeat(60) });
  }
  const page = await as(cast.ada, { viewport: { width: 375, height: 700 } });
  await page.goto(`/calls?company_id=${cast.company("South").id}`);
  await expect(page.getByRole("link", { name: long })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "مكتب الميناء الشمالي" }).click();
  await expect(page.getByRole("heading", { name: "Transcript" })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("a member without agents reads whom to ask, and one without calls that they will come", async ({ cast, as }) => {
  const nobody = await as(await cast.member());
  await nobody.goto("/calls");
  await expect(nobody.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();

  await cast.newAgent("Silent desk", "North");
  const waiting = await as(await cast.member({ agents: ["Silent desk"] }));
  await waiting.goto("/calls");
  await expect(waiting.getByRole("heading", { name: "No calls yet" })).toBeVisible();
});

test.describe("on a server of its own", () => {
  test.use({ house: "own" });

  test("before the first call administrators are led to the connections", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/calls");
    await expect(page.getByRole("heading", { name: "No calls yet" })).toBeVisible();
    await page.getByRole("link", { name: "Go to Connections" }).click();
    await expect(page.getByRole("heading", { name: "No connections yet" })).toBeVisible();
  });

  test("a list that is live no more says so, and catches up by itself", async ({ cast, server, faults, as }) => {
    faults.expect(/net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INCOMPLETE)/);
    await newCall(cast, "Sales");
    const page = await as(cast.ada);
    await page.goto("/calls");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();

    const { port } = server;
    await server.stop();
    await expect(page.getByText("Not live. Reconnecting…")).toBeVisible();
    await expect(callRows(page)).toHaveCount(1);
    await server.startAgain({ port });
    await newCall(cast, "Sales");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await expect(callRows(page)).toHaveCount(2);
  });
});

test("Escape of an input method keeps what the list is searched for", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/calls?search=berth");
  const field = page.getByRole("searchbox", { name: "Search words or phone number" });
  await expect(field).toHaveValue("berth");
  await pressWhileComposing(field, "Escape");
  await expect(field).toHaveValue("berth");
  await field.press("Escape");
  await expect(field).toHaveValue("");
});
