import type { Route } from "@playwright/test";
import { expect, test, type Page } from "../support/browser.ts";
import { accountName, Cast } from "../support/cast.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test("while a list is read, its place says so", async ({ cast, as }) => {
  const page = await as(cast.ada);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/api/v1/members*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/account/members");
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  answer();
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
});

const answerAway = (route: Route) => route.fulfill({ status: 503, json: {} });

test("a page that could not read its session reads it again by itself", async ({ cast, as, faults }) => {
  faults.expect(/status of 503|answered with 503/);
  const page = await as(cast.ada);
  await page.route("**/api/v1/session", answerAway);
  await page.goto("/companies");
  const failed = page.getByRole("heading", { name: "This could not be loaded" });
  await expect(failed).toBeVisible();
  await page.unrouteAll();
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible();
  await expect(failed).toHaveCount(0);
});

test("a list that could not be read is read again by itself, and says until then what is wrong", async ({
  cast,
  as,
  faults,
}) => {
  faults.expect(/status of 503/);
  const page = await as(cast.ada);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  let requests = 0;
  await page.route(/\/api\/v1\/segments(\?|$)/, async (route) => {
    if (++requests <= 2) return answerAway(route);
    await held;
    await route.continue();
  });
  await page.goto("/segments");
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect.poll(() => requests).toBe(3);
  await expect(alert.getByRole("heading", { name: "This could not be loaded" })).toBeVisible();
  answer();
  await expect(page.getByRole("heading", { name: "No segments yet" })).toBeVisible();
});

test.describe("on a server of its own", () => {
  test.use({ house: "own" });

  test("when the server is away the page says so, and goes on once it is back", async ({
    cast,
    server,
    faults,
    as,
  }) => {
    faults.expect(/net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/);
    const page = await as(cast.ada);
    await page.goto("/account/members");
    const table = page.getByRole("table", { name: "Members" });
    await expect(table).toBeVisible();

    const { port } = server;
    await server.stop();
    await page.getByRole("columnheader", { name: "Email" }).getByRole("button").click();
    const alert = page.getByRole("alert");
    await expect(alert.getByRole("heading", { name: "This could not be loaded" })).toBeVisible();
    await expect(alert).toContainText("The server cannot be reached.");

    await server.startAgain({ port });
    await expect(table.getByText(cast.ada.email)).toBeVisible();
  });

  test("a form that could not be sent keeps what was typed", async ({ cast, server, faults, as }) => {
    faults.expect(/net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/);
    const page = await as(cast.ada);
    await page.goto("/companies");
    await page.getByRole("button", { name: "Create company" }).click();
    const dialog = page.getByRole("dialog", { name: "Create company" });
    await dialog.getByLabel("Name").fill("East");

    const { port } = server;
    await server.stop();
    await dialog.getByRole("button", { name: "Create company" }).click();
    await expect(dialog.getByRole("alert")).toContainText("The server cannot be reached.");
    await expect(dialog.getByLabel("Name")).toHaveValue("East");

    await server.startAgain({ port });
    await dialog.getByRole("button", { name: "Create company" }).click();
    await expect(page.getByRole("link", { name: "East" })).toBeVisible();
  });
});

test.describe("right after set-up", () => {
  test.use({ house: "empty" });

  test("empty lists say what belongs there and offer the first step", async ({ server, as }) => {
    const { ada } = await Cast.withAda(server);
    const page = await as(ada);
    await page.goto("/agents");
    await expect(page.getByRole("heading", { name: "Create a company first" })).toBeVisible();
    await page.getByRole("link", { name: "Go to Companies" }).click();
    await expect(page.getByRole("heading", { name: "No companies yet" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Create company" })).toBeVisible();
  });
});

test("a member at an administrator's page reads what is missing and who can grant it", async ({ cast, as }) => {
  const page = await as(await cast.member());
  for (const path of ["/account/members", "/account/outbox", "/account/connections", "/companies"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
    await expect(page.getByText(`An administrator of ${accountName} can grant it.`)).toBeVisible();
  }
});

test("markup in a name is shown as it was typed, and runs nowhere", async ({ cast, as }) => {
  const name = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
  const company = await cast.newCompany(name);
  const { id } = await cast.newAgent(`${name} desk`, company, { greeting: name });
  const page = await as(cast.ada);
  await page.goto("/companies");
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  await page.goto(`/agents/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: `${name} desk` })).toBeVisible();
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(await page.title()).toContain("<img");
});

test("an address that leads nowhere says so and leads on", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expect(page.getByRole("complementary", { name: "Menu" }).getByRole("link", { name: "Calls" })).toBeVisible();
  await page.getByRole("link", { name: "Go to Home" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();

  await page.goto("/agents/agt_unknown");
  await expect(page.getByRole("heading", { name: "Agent not found" })).toBeVisible();
});

test("each page has its own title and one heading of the first level", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const titles = {
    "/agents": "Agents",
    [`/agents/${cast.agent("Sales").id}`]: "Sales",
    "/": "Home",
    "/calls": "Calls",
    "/usage": "Usage",
    "/companies": "Companies",
    "/account/connections": "Connections",
    "/account/members": "Members",
    "/account/outbox": "Outbox",
    "/profile": "Profile",
  };
  for (const [path, title] of Object.entries(titles)) {
    await page.goto(path);
    await expect(page).toHaveTitle(`${title} · ${accountName}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText([title]);
  }
  for (const path of ["/no/such/page", "/segments/unknown"]) {
    await page.goto(path);
    await expect(page).toHaveTitle(`Page not found · ${accountName}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(["Page not found"]);
  }
});

test("a stranger at an address that leads nowhere is told nothing of the account", async ({ page, cast }) => {
  expect(cast.ada.name).toBeTruthy();
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expect(page).toHaveTitle("Page not found · Rollcall");
  await expect(page.getByRole("complementary", { name: "Menu" })).toHaveCount(0);
});

test("dark follows the system, and a choice of one's own stays", async ({ cast, as }) => {
  const page = await as(cast.ada, { colorScheme: "dark" });
  const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
  await page.goto("/agents");
  await expect.poll(scheme).toBe("dark");
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(26, 28, 30)");

  await page.getByRole("button", { name: `${cast.ada.name} ${cast.ada.email}` }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(scheme).toBe("light");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  await expect.poll(scheme).toBe("light");
});

test("on a phone the menu is a sheet, and every page fits the window", async ({ cast, as }) => {
  const page = await as(cast.ada, { viewport: { width: 375, height: 700 }, hasTouch: true });
  await page.goto("/agents");
  await expect(page.getByRole("link", { name: "Companies" })).toBeHidden();
  await page.getByRole("button", { name: "Open the menu" }).tap();
  const sheet = page.getByRole("dialog", { name: "Menu" });
  await sheet.getByRole("button", { name: "Account", exact: true }).tap();
  await sheet.getByRole("link", { name: "Members" }).tap();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();

  const account = ["/account/members", "/account/connections", "/account/outbox"];
  const calls = ["/", "/calls", "/usage"];
  for (const path of ["/agents", `/agents/${cast.agent("Sales").id}`, ...calls, "/companies", ...account, "/profile"]) {
    await page.goto(path);
    await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test.describe("a later page of a list", () => {
  const entries = "**/api/v1/audit-entries?*";

  async function openSecondPage(page: Page) {
    await page.goto("/account/audit-log?limit=2");
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/cursor=/);
    // Until the second page is there. A list that is being read is not read once more when the window is shown.
    await expect(page.getByRole("link", { name: "Previous", disabled: false })).toBeVisible();
    return page.getByRole("table", { name: "Audit log" });
  }

  /** The page reads its list again when its window is shown again. */
  const returnToWindow = (page: Page) =>
    page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));

  test("keeps its rows when it cannot be read again", async ({ cast, faults, as }) => {
    faults.expect(/status of 503/);
    const page = await as(cast.ada);
    const table = await openSecondPage(page);
    let failures = 0;
    await page.route(entries, (route) => {
      failures++;
      return route.fulfill({ status: 503, body: "" });
    });
    await returnToWindow(page);
    await expect.poll(() => failures).toBe(2);
    await page.unroute(entries);
    // Enough for the page to show the failure.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
    await expect(table.getByRole("row")).toHaveCount(3);
    await expect(page.getByText("This could not be loaded")).toHaveCount(0);
  });

  test("says that there is no access when the right was taken away", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await openSecondPage(page);
    const problem = { type: "about:blank", title: "Forbidden", status: 403, code: "forbidden", detail: "Not for you." };
    await page.route(entries, (route) =>
      route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await returnToWindow(page);
    await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
    await expect(page.getByText("Not for you.")).toBeVisible();
  });
});

test("a long name is whole in the title of a dialog, and the button that closes it stays within a phone", async ({
  cast,
  as,
}) => {
  const agent = await cast.newAgent("Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung", "North");
  const page = await as(cast.ada, { viewport: { width: 320, height: 568 } });
  await page.goto(`/agents/${agent.id}`);
  await page.getByRole("button", { name: "Delete agent" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${agent.name}?` });
  await expect(dialog.getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByRole("heading")).toBeInViewport({ ratio: 1 });
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(page.getByRole("link", { name: agent.name })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test.describe("in an account without agents", () => {
  test.use({ house: "own" });

  test("an administrator is led to the first one, and a member to an administrator", async ({ cast, as }) => {
    const { ada } = cast;
    const items = async (path: "/agents" | "/companies") => (await ada.get(path)).body.items;
    for (const { id } of await items("/agents")) expect((await ada.delete(`/agents/${id}`)).status).toBe(204);
    const page = await as(ada);
    await page.goto("/campaigns");
    await expect(page.getByRole("heading", { name: "Create an agent first" })).toBeVisible();
    await page.getByRole("link", { name: "Go to Agents" }).click();
    await expect(page.getByRole("heading", { name: "No agents yet" })).toBeVisible();

    for (const { id } of await items("/companies")) expect((await ada.delete(`/companies/${id}`)).status).toBe(204);
    const member = await as(await cast.member({ permissions: { access_crm: true } }));
    for (const path of ["/contacts", "/segments", "/contact-imports"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: "Create a company first" })).toBeVisible();
      await member.goto(path);
      await expect(member.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();
    }
    await page.getByRole("link", { name: "Go to Companies" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible();
  });
});

test("what a member may no longer see leaves the title of an open page as well", async ({ cast, as }) => {
  const contact = await cast.newContact("North", { name: "Rita Fox" });
  const campaign = await cast.newCampaign("Reception", { name: "Ferry" });
  const pages = [
    { path: `/agents/${cast.agent("Reception").id}`, title: "Agent" },
    { path: `/contacts/${contact.id}`, title: "Contact" },
    { path: `/campaigns/${campaign.id}`, title: "Campaign" },
  ];
  for (const { path, title } of pages) {
    const member = await cast.member({
      agents: ["Reception"],
      companies: ["North"],
      permissions: { access_crm: true },
    });
    const page = await as(member);
    await page.clock.install();
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title);
    await cast.ada.patch(`/members/${member.id}`, {
      agent_ids: [],
      company_ids: [],
      permissions: { access_crm: title === "Campaign" },
    });
    await page.clock.fastForward(60_000);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page).toHaveTitle(`${title} · ${accountName}`);
  }
});
