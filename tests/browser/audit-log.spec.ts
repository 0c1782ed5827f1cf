import { expect, test, type Page } from "../support/browser.ts";
import { Program } from "../support/program.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

const table = (page: Page) => page.getByRole("table", { name: "Audit log" });
const rows = (page: Page) =>
  table(page)
    .getByRole("row")
    .filter({ has: page.getByRole("cell") });

test("an entry tells before and after in plain words, and when it was to the second", async ({ cast, as }) => {
  const eva = await cast.member({ name: "Eva Before", agents: ["Sales"], permissions: { edit_agents: true } });
  const gone = await cast.newAgent("Short-lived", "North");
  await cast.ada.patch(`/members/${eva.id}`, {
    name: "Eva After",
    permissions: { edit_agents: false, view_recordings: true },
    agent_ids: [cast.agent("Reception").id, gone.id],
  });
  await cast.ada.delete(`/agents/${gone.id}`);
  const page = await as(cast.ada);
  await page.goto(`/account/audit-log?target_id=${eva.id}&action=member.updated`);
  await expect(rows(page)).toHaveCount(1);
  for (const text of [
    "Recordings: off → on",
    "Edit agents: on → off",
    "Agents: + Reception, + a deleted agent, − Sales",
    "Name: Eva Before → Eva After",
  ]) {
    await expect(rows(page)).toContainText(text);
  }
  await expect(rows(page).locator("time").last()).toHaveText(/^\d{1,2} \w+ \d{4},? \d\d:\d\d:\d\d/);

  for (const width of [360, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByText("Recordings: off → on")).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test("the log is filtered by a person, by how he or she is involved, and by dates", async ({ cast, as }) => {
  const deputy = await cast.member({ name: "Dana Quist", role: "administrator" });
  await deputy.post("/companies", { name: "Dana’s pier" });
  const page = await as(cast.ada);
  await page.goto("/account/audit-log");
  await page.getByRole("combobox", { name: "Person" }).fill("quist");
  await page.getByRole("option", { name: "Dana Quist" }).click();
  await expect(page).toHaveURL(new RegExp(`member_id=${deputy.id}`));
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel("Involved").selectOption("By");
  await expect(page).toHaveURL(new RegExp(`actor_id=${deputy.id}`));
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel("Involved").selectOption("Affecting");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Created a member");

  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(page.getByRole("heading", { name: "No entries match" })).toBeVisible();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page).not.toHaveURL(/target_id|to=/);
  await expect(rows(page).first()).toBeVisible();
});

test("a person is only called no member once that is known", async ({ cast, as, faults }) => {
  faults.expect(/status of 503/);
  const member = await cast.member({ name: "Iva Wharf" });
  const page = await as(cast.ada);
  await page.route(`**/api/v1/members/${member.id}`, (route) => route.fulfill({ status: 503 }));
  await page.goto(`/account/audit-log?member_id=${member.id}`);
  const person = page.getByRole("combobox", { name: "Person" });
  await expect(person).toHaveValue("Name could not be read");
  await page.unroute(`**/api/v1/members/${member.id}`);
  await expect(person).toHaveValue("Iva Wharf"); // it is read again

  expect((await cast.ada.delete(`/members/${member.id}`)).status).toBe(200);
  await page.reload();
  await expect(person).toHaveValue("Not a member");
});

test("filters by an API token, and by an object that is no member, are told and removed", async ({ cast, as }) => {
  const administrator = await cast.member({ name: "Tilda Quay", role: "administrator" });
  const program = await Program.of(administrator, undefined, "Warehouse");
  const agent = await cast.newAgent("Told desk", "North");
  expect((await program.patch(`/agents/${agent.id}`, { name: "Told quay" })).status).toBe(200);
  const page = await as(cast.ada);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`/account/audit-log?actor_id=${administrator.id}`);
  const changed = rows(page).filter({ hasText: "Changed an agent" });
  await changed.getByRole("link", { name: /^Warehouse/ }).click();
  const token = page.getByRole("button", { name: "Remove filter: By API token Warehouse" });
  await expect(token).toBeVisible();
  await changed.getByRole("link", { name: "Told quay" }).click();
  await expect(token).toHaveCount(0);
  const target = page.getByRole("button", { name: "Remove filter: Target: Told quay" });
  await expect(target).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole("combobox", { name: "Person" })).toHaveValue("");
  await page.reload();
  await expect(target).toBeVisible();
  await target.click();
  await expect(page).not.toHaveURL(/object_id/);
  await expect(target).toHaveCount(0);

  await page.goBack();
  await expect(target).toBeVisible();
  const person = page.getByRole("combobox", { name: "Person" });
  await person.fill(cast.ada.name);
  await page.getByRole("option", { name: cast.ada.name }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Created an agent");
  await expect(page.getByLabel("Involved")).toHaveCount(0);
  await page.getByRole("button", { name: "Show everyone" }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(page.getByRole("heading", { name: "No entries match" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove filter: Target: selected object" })).toBeVisible();
  await expect(person).toHaveValue("");
  expect(asked).not.toContain(`/api/v1/members/${agent.id}`);
});

test("an address that names an object as it names a person shows the object", async ({ cast, as }) => {
  const agent = await cast.newAgent("Kept desk", "North");
  const page = await as(cast.ada);
  await page.goto(`/account/audit-log?target_id=${agent.id}&sort=happened_at`);
  await expect(page.getByRole("button", { name: "Remove filter: Target: Kept desk" })).toBeVisible();
  await expect(page).toHaveURL(`/account/audit-log?sort=happened_at&object_id=${agent.id}`);
  await expect(page.getByRole("combobox", { name: "Person" })).toHaveValue("");
  await expect(rows(page)).toHaveCount(1);
});

test("a day can be typed, and one before the other end is refused at its field", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/audit-log");
  const [from, to] = [page.getByLabel("From", { exact: true }), page.getByLabel("To", { exact: true })];
  await from.focus();
  await page.keyboard.type("10102026"); // whether the day or the month comes first
  await expect(from).toHaveValue("2026-10-10");
  await expect(page).not.toHaveURL(/from=/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=2026-10-10/);

  await to.focus();
  await page.keyboard.type("09092026");
  await to.blur();
  await expect(to).toHaveAccessibleDescription("Choose 10 Oct 2026 or later.");
  await expect(to).toHaveValue("2026-09-09");
  await expect(page).not.toHaveURL(/to=/);
  await from.fill("2026-09-01");
  await expect(page).toHaveURL(/from=2026-09-01&to=2026-09-09/);
  await expect(to).toHaveAccessibleDescription("");
  await expect(page.getByRole("heading", { name: "No entries match" })).toBeVisible();

  await to.fill("2026-08-01");
  await expect(to).toHaveAccessibleDescription(/^Choose 1 Sept? 2026 or later\.$/);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(to).toHaveValue("");
  await expect(page).not.toHaveURL(/from=|to=/);
});

test("the erasure of a phone number is there, without the number", async ({ cast, as }) => {
  await cast.ada.post("/erasures", { phone: "+4940555000111" });
  const page = await as(cast.ada);
  await page.goto("/account/audit-log");
  await page.getByLabel("Action").selectOption("Requested the erasure of a phone number");
  await expect(rows(page).first()).toContainText("A phone number");
  await expect(rows(page).filter({ hasText: "555000111" })).toHaveCount(0);
});

test("the log is filtered by the action", async ({ cast, as }) => {
  await cast.newCompany("Filtered pier");
  await cast.newAgent("Filtered desk", "North");
  const page = await as(cast.ada);
  await page.goto("/account/audit-log");
  await page.getByLabel("Action").selectOption("Created a company");
  await expect(page).toHaveURL(/action=company\.created/);
  await expect(rows(page).filter({ hasText: "Filtered pier" })).toHaveCount(1);
  await expect(rows(page).filter({ hasNotText: "Created a company" })).toHaveCount(0);
});

test.describe("in a browser whose day is another than the account's", () => {
  test.use({ house: "own" });

  test("the days of the filters are those of the times beside them", async ({ cast, as }) => {
    expect((await cast.ada.patch("/settings", { time_zone: "Pacific/Kiritimati" })).status).toBe(200);
    const page = await as(cast.ada, { timezoneId: "Pacific/Pago_Pago" });
    const asked = page.waitForRequest(/audit-entries\?.*from=/);
    await page.goto("/account/audit-log?from=2026-11-24");
    expect(new URL((await asked).url()).searchParams.get("from")).toBe("2026-11-23T10:00:00.000Z");
  });
});
