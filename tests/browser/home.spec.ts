import { expect, test, type Page } from "../support/browser.ts";
import { accountName, Cast } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { minutesAgo, newCall } from "./calls.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { tryAgain } from "./requests.ts";

test("a member finds the assigned agents and their last calls, as they come", async ({ cast, as }) => {
  await cast.newAgent("Home desk", "North");
  await cast.newAgent("Home line", "North");
  for (let count = 6; count > 0; count--) await newCall(cast, "Home desk", { started_at: minutesAgo(count * 10) });
  const page = await as(await cast.member({ agents: ["Home desk", "Home line"] }));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  const agents = page.getByRole("region", { name: "Agents" });
  await expect(agents).toContainText("6 calls");
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
    await expect(matters).toContainText("1 call from 1 unassigned agent");
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

/** The beginning of a day of the account, which is in UTC: never in the future, as a later hour of today may be. */
const startOf = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));

test("this month is compared with the same days of the last, in minutes only with the permission", async ({
  cast,
  as,
}) => {
  const now = new Date();
  const [year, month, today] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const daysOfLastMonth = startOf(year, month, 0).getUTCDate();
  // After the days that are compared, or before them where these are the whole month.
  const outside = today < daysOfLastMonth ? startOf(year, month - 1, today + 1) : startOf(year, month - 1, 0);
  await cast.newAgent("Month line", "North");
  const call = (started: Date, seconds: number) =>
    newCall(cast, "Month line", { started_at: started.toISOString(), duration_seconds: seconds });
  await call(startOf(year, month, 1), 60);
  await call(startOf(year, month, today), 90);
  await call(startOf(year, month, today), 15);
  await call(startOf(year, month - 1, 1), 120);
  await call(outside, 6000);
  const name = startOf(year, month - 1, 1).toLocaleString("en-GB", { month: "long", timeZone: "UTC" });
  const inPart = today > daysOfLastMonth ? `in all of ${name}` : `in the same period of ${name}`;
  const when = today === 1 ? `on 1 ${name}` : inPart;

  const biller = await as(await cast.member({ agents: ["Month line"], permissions: { view_billable_minutes: true } }));
  await biller.goto("/");
  const calls = (page: Page) => page.getByRole("region", { name: "Calls this month" });
  await expect(calls(biller)).toContainText(`32 more than ${when} (1)`);
  await expect(biller.getByRole("region", { name: "Billable minutes this month" })).toContainText(
    `2.750.75 more than ${when} (2.00)`,
  );

  const member = await as(await cast.member({ agents: ["Month line"] }));
  const refused: string[] = [];
  member.on("request", (request) => request.url().includes("/api/v1/usage") && refused.push(request.url()));
  await member.goto("/");
  await expect(calls(member)).toContainText(`32 more than ${when} (1)`);
  await expect(member.getByRole("region", { name: "Billable minutes this month" })).toHaveCount(0);
  expect(refused).toEqual([]);

  const chart = member.getByRole("region", { name: "Calls per day" });
  await chart.getByText("Show as a table").click();
  const newest = chart.getByRole("table").getByRole("row").nth(1);
  await expect(newest).toContainText(today === 1 ? "3" : "2");
});

test.describe("with many agents", () => {
  test.use({ house: "own" });

  test("the busiest ten of 321 are shown, by few requests, at every width", async ({ cast, as }) => {
    const had = (await cast.ada.get("/agents", { total: true, limit: 1 })).body.total!;
    const names = Array.from({ length: 321 - had }, (_, index) => `Desk ${String(index + 1).padStart(3, "0")}`);
    for (let at = 0; at < names.length; at += 20) {
      await Promise.all(names.slice(at, at + 20).map((name) => cast.newAgent(name, "North")));
    }
    for (let count = 1; count <= 11; count++) {
      for (let made = 0; made < count; made++) await newCall(cast, `Desk ${300 + count}`);
    }
    await cast.ada.post("/members", { email: "rosa@harbour.example", name: "Rosa Marín", send_invitation: true });

    const page = await as(cast.ada);
    const requests: string[] = [];
    page.on("request", (request) => request.url().includes("/api/") && requests.push(request.url()));
    await page.goto("/");
    const agents = page.getByRole("region", { name: "Busiest agents" });
    const busiest = Array.from({ length: 10 }, (_, index) => `Desk ${311 - index}`);
    await expect(agents.getByRole("listitem").getByRole("link")).toHaveText(busiest);
    await expect(agents.getByRole("listitem").first()).toContainText("11 calls");
    const invitations = page.getByRole("region", { name: "Pending invitations" });
    await expect(invitations).toContainText("Rosa Marín");
    await expect(invitations).toContainText("Expires in 7 days");
    expect(requests.filter((url) => url.includes("/agents"))).toHaveLength(1);
    expect(requests.length, requests.join("\n")).toBeLessThanOrEqual(16);

    for (const width of [320, 360, 820, 1280, 1920, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
    await agents.getByRole("link", { name: "All 321 agents" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  });
});

test.describe("of a new account", () => {
  test.use({ house: "empty" });

  test("the first steps are done one after the other, and then dismissed", async ({ server, as }) => {
    const cast = await Cast.withAda(server);
    const page = await as(cast.ada);
    await page.goto("/");
    const steps = page.getByRole("region", { name: /First steps|Your account is set up/ });
    const done = () => steps.getByRole("listitem").filter({ hasText: ", done" });
    await expect(steps).toContainText("0 of 5 done");
    await expect(steps.getByRole("button")).toHaveText(["Create company", "Create connection", "+ Invite"]);

    await steps.getByRole("button", { name: "Create company" }).click();
    const company = page.getByRole("dialog", { name: "Create company" });
    await company.getByLabel("Name").fill("North");
    await company.getByRole("button", { name: "Create company" }).click();
    await expect(done()).toHaveText([/Create a company/]);

    await steps.getByRole("button", { name: "Create agent" }).click();
    const agent = page.getByRole("dialog", { name: "Create agent" });
    await agent.getByLabel("Name").fill("Reception");
    await agent.getByRole("button", { name: "Create agent" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Reception" })).toBeVisible();
    await page.getByRole("link", { name: "Home" }).click();
    await expect(steps).toContainText("2 of 5 done");

    await steps.getByRole("button", { name: "Create connection" }).click();
    const connection = page.getByRole("dialog", { name: "Create connection" });
    await connection.getByLabel("Name").fill("Vapi North");
    await connection.getByRole("button", { name: "Create connection" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Vapi North" })).toBeVisible();
    await page.getByRole("link", { name: "Home" }).click();
    await expect(page.getByRole("region", { name: "Needs attention" })).toContainText(
      "Vapi North is not active yet: finish its setup",
    );
    await expect(steps).toContainText("2 of 5 done");
    await expect(steps.getByRole("link", { name: "Add the webhook secret" })).toBeVisible();
    const [vapi] = (await cast.ada.get("/connections")).body.items;
    await cast.ada.patch(`/connections/${vapi!.id}`, { secret: "a secret of the platform 1234" });
    await page.reload();
    await expect(steps).toContainText("3 of 5 done");

    // A call ticks its step as it arrives.
    const [reception] = (await cast.ada.get("/agents")).body.items;
    const call = { agent_id: reception!.id, started_at: new Date().toISOString(), duration_seconds: 60 };
    void (await cast.ada.post("/calls", call)).body;
    await expect(steps).toContainText("4 of 5 done");

    await steps.getByRole("button", { name: "+ Invite" }).click();
    const invite = page.getByRole("dialog", { name: "Invite a new member" });
    await invite.getByLabel("Email", { exact: true }).fill("eva@harbour.example");
    await invite.getByLabel("Name", { exact: true }).fill("Eva Lindqvist");
    await invite.getByRole("button", { name: "Create Member" }).click();
    // The link to hand over stays, though the step is done.
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("region", { name: "Your account is set up" })).toBeVisible();
    await expect(done()).toHaveCount(5);
    await steps.getByRole("button", { name: "Dismiss" }).click();
    await expect(steps).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("region", { name: "Pending invitations" })).toContainText("Eva Lindqvist");
    await expect(steps).toHaveCount(0);

    // Another browser of an account that is complete has nothing to dismiss.
    const other = await as(cast.ada);
    await other.goto("/");
    await expect(other.getByRole("region", { name: "Pending invitations" })).toBeVisible();
    await expect(other.getByRole("region", { name: /First steps|Your account is set up/ })).toHaveCount(0);
  });
});

test.describe("of a new account with something typed on another page", () => {
  test.use({ house: "empty" });

  test("no dialog opens over the first steps at Back, and what was typed is offered at the button", async ({
    server,
    as,
  }) => {
    const cast = await Cast.withAda(server);
    const page = await as(cast.ada);
    await page.goto("/");
    await page.goto("/account/members");
    await page.getByRole("button", { name: "+ Invite" }).click();
    const invite = page.getByRole("dialog", { name: "Invite a new member" });
    await invite.getByLabel("Email", { exact: true }).fill("eva@harbour.example");
    await page.goBack();
    const steps = page.getByRole("region", { name: "First steps" });
    await expect(steps.getByRole("button", { name: "+ Invite" })).toBeVisible();
    await expect(page.getByText("What you typed before was restored.")).toHaveCount(0);
    await expect(page.getByRole("dialog")).toHaveCount(0);

    await steps.getByRole("button", { name: "+ Invite" }).click();
    await expect(invite.getByLabel("Email", { exact: true })).toHaveValue("eva@harbour.example");
    await page.reload();
    await expect(invite.getByLabel("Email", { exact: true })).toHaveValue("eva@harbour.example");

    // It was typed on Home now.
    await invite.getByLabel("Name", { exact: true }).fill("Eva Lindqvist");
    await page.goto("/account/members");
    await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.getByRole("button", { name: "+ Invite" }).click();
    await expect(invite.getByLabel("Name", { exact: true })).toHaveValue("Eva Lindqvist");
  });

  test("a list opens no dialog for what was typed on Home", async ({ server, as }) => {
    const cast = await Cast.withAda(server);
    const page = await as(cast.ada);
    const dialog = page.getByRole("dialog");
    const typeOnHome = async (button: string) => {
      await page.goto("/");
      await page.getByRole("region", { name: "First steps" }).getByRole("button", { name: button }).click();
      await dialog.getByLabel("Name").fill("Typed on Home");
    };
    const expectToWait = async (path: string, button: string) => {
      await page.goto(path);
      await expect(page.getByRole("button", { name: button })).toBeVisible();
      await expect(dialog).toHaveCount(0);
      await page.getByRole("button", { name: button }).click();
      await expect(dialog.getByLabel("Name")).toHaveValue("Typed on Home");
    };
    await typeOnHome("Create company");
    await expectToWait("/companies", "Create company");
    await dialog.getByRole("button", { name: "Create company" }).click();
    await expect(dialog).toHaveCount(0);
    await typeOnHome("Create agent");
    await expectToWait("/agents", "Create agent");
    await typeOnHome("Create connection");
    await expectToWait("/account/connections", "Create connection");
  });
});

for (const [part, path, heading] of [
  ["the figures", /api\/v1\/activity/, "Calls this month"],
  ["the last calls", /api\/v1\/calls\?/, "Last calls"],
] as const) {
  test(`where ${part} could not be read, Home says so, shows the rest, and reads them again`, async ({
    cast,
    as,
    faults,
  }) => {
    faults.expect(/status of 500/);
    await newCall(cast, "Sales");
    const page = await as(cast.ada);
    await page.route(path, (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto("/");
    const failed = page.getByRole("alert").filter({ hasText: "This could not be loaded" });
    await expect(failed).toBeVisible();
    await expect(page.getByRole("heading", { name: "Last calls" })).toBeVisible();
    await page.unrouteAll();
    await tryAgain(failed);
    await expect(failed).toHaveCount(0);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByRole("table", { name: "Last calls" })).toBeVisible();
  });
}

test("what could not be read on Home is said, and read again", async ({ cast, as, faults }) => {
  faults.expect(/status of 500/);
  const page = await as(cast.ada);
  await page.route(/api\/v1\/unknown-agents/, (route) => route.fulfill({ status: 500, json: {} }));
  await page.route(/status=invit/, (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto("/");
  const attention = page.getByText("Not everything that may need attention could be loaded.");
  const invitations = page.getByText("Not all invitations could be loaded.");
  await expect(attention).toBeVisible();
  await expect(invitations).toBeVisible();
  await page.unrouteAll();
  await tryAgain(attention);
  await tryAgain(invitations);
  await expect(attention).toHaveCount(0);
  await expect(invitations).toHaveCount(0);
});
