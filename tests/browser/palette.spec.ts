import { expect, test, type Page } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { newCall } from "./calls.ts";
import { expectFocusIn } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

const palette = (page: Page) => page.getByRole("dialog", { name: "Search" });
const field = (page: Page) => palette(page).getByRole("combobox");
const options = (page: Page, group: string) => palette(page).getByRole("group", { name: group }).getByRole("option");
const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const help = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });

test("pages, members, agents and calls are found and opened by keyboard alone", async ({ cast, as }) => {
  await cast.newAgent("Palette desk", "North");
  const call = await newCall(cast, "Palette desk", { from_number: "+442079460735" });
  const rosa = await cast.memberNotSignedIn({ name: "Rosa Ypres" });
  const page = await as(cast.ada);
  const scripts: string[] = [];
  page.on("request", (request) => request.url().includes("/assets/palette") && scripts.push(request.url()));
  const keys = page.keyboard;
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Last calls" })).toBeVisible();
  expect(scripts).toEqual([]);

  await keys.press("Control+k");
  await expect(field(page)).toBeFocused();
  expect(scripts).not.toEqual([]);
  expect(await violations(page)).toEqual([]);
  await keys.type("SETT");
  await expect(options(page, "Pages")).toHaveText([/Settings/]);
  await expect(palette(page).getByRole("option", { selected: true })).toHaveText(/Settings/);
  const active = await field(page).getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toHaveText(/Settings/);
  await keys.press("Enter");
  await expect(title(page, "Settings")).toBeFocused();
  await expect(palette(page)).toHaveCount(0);

  await keys.press("Control+k");
  await expect(field(page)).toBeFocused();
  await keys.type("ypres");
  await expect(options(page, "Members")).toHaveText([`${rosa.name}${rosa.email}`]);
  await keys.press("Enter");
  await expect(title(page, rosa.name)).toBeVisible();

  // A pause after a space does not take the space away.
  await keys.press("Control+k");
  await expect(field(page)).toBeFocused();
  await keys.type("ypres ");
  await expect(options(page, "Members")).toHaveText([`${rosa.name}${rosa.email}`]);
  await expect(field(page)).toHaveValue("ypres ");
  await keys.press("Escape");

  // Enter before the answer waits for it.
  await keys.press("Control+k");
  await expect(field(page)).toBeFocused();
  await keys.type("palette de");
  await keys.press("Enter");
  await expect(title(page, "Palette desk")).toBeVisible();

  await keys.press("Control+k");
  await expect(field(page)).toBeFocused();
  await keys.type("+44 (20) 7946-0735");
  await expect(options(page, "Calls")).toHaveText([/\+442079460735.*Palette desk/]);
  await keys.press("ArrowUp");
  await keys.press("ArrowDown");
  await keys.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/calls/${call.id}$`));
});

test("the newest answer wins, and nothing and failures are said", async ({ cast, as }) => {
  const rosa = await cast.memberNotSignedIn({ name: "Roswitha Quast" });
  await cast.memberNotSignedIn({ name: "Rosmarie Quint" });
  const page = await as(cast.ada);
  let answerLate = () => {};
  await page.route(/\/members\?.*search=qu(&|$)/, async (route) => {
    await new Promise<void>((resolve) => (answerLate = resolve));
    await route.continue().catch(() => undefined);
  });
  await page.goto("/agents");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(field(page)).toBeFocused();
  const asked = page.waitForRequest(/search=qu(&|$)/);
  await page.keyboard.type("qu");
  await asked;
  await page.keyboard.type("ast");
  await expect(options(page, "Members")).toHaveText([new RegExp(rosa.name)]);
  answerLate();
  await field(page).fill("quast ");
  await expect(options(page, "Members")).toHaveText([new RegExp(rosa.name)]);

  await field(page).fill("zzqqx");
  await expect(palette(page).getByRole("status")).toHaveText("Nothing matches “zzqqx”.");
  await expect(palette(page).getByRole("option")).toHaveCount(0);

  let fails = true;
  await page.route(/\/members\?.*search=quint/, (route) =>
    fails ? route.fulfill({ status: 403, json: {} }) : route.continue(),
  );
  await field(page).fill("quint");
  await expect(palette(page).getByRole("status")).toHaveText("Not everything could be searched.");
  fails = false;
  await palette(page).getByRole("button", { name: "Try again" }).click();
  await expect(options(page, "Members")).toHaveText([/Rosmarie Quint/]);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Search" })).toBeFocused();
});

test("no key but the palette's works while somebody types, and none while a dialog is open", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const keys = page.keyboard;
  await page.goto("/account/members");
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search members" });
  await keys.press("/");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  await keys.type("/?");
  await expect(search).toHaveValue("/?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await keys.press("Control+k");
  await expect(field(page)).toBeFocused();
  await keys.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("/?");
  await search.fill("");

  await page.getByRole("button", { name: "+ Invite" }).click();
  const invite = page.getByRole("dialog", { name: "Invite a new member" });
  await expectFocusIn(invite);
  await invite.getByRole("switch", { name: "Administrator" }).focus();
  for (const key of ["/", "?", "Control+k"]) await keys.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await keys.press("Escape");
  await expect(invite).toHaveCount(0);

  const button = page.getByRole("button", { name: "+ Invite" });
  await expect(button).toBeFocused();
  await keys.press("?");
  await expect(help(page)).toContainText("Search pages, members, agents and calls");
  for (const key of ["/", "Control+k"]) await keys.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await keys.press("Escape");
  await expect(help(page)).toHaveCount(0);
  await expect(button).toBeFocused();

  // A page without a list is searched as a whole.
  await page.goto("/profile");
  await expect(title(page, "Profile")).toBeVisible();
  await keys.press("/");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("");
});

test("a member finds by touch what he or she may open, and nothing else", async ({ cast, as }) => {
  await cast.newAgent("Touch desk", "South");
  await cast.newAgent("Touch line", "South");
  const member = await cast.member({ agents: ["Touch desk"] });
  const page = await as(member, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/v1/members") && asked.push(request.url()));
  await page.goto("/");
  await page.getByRole("button", { name: "Open the menu" }).tap();
  await page.getByRole("dialog", { name: "Menu" }).getByRole("button", { name: "Search" }).tap();
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole("dialog", { name: "Menu" })).toHaveCount(0);
  await expect(options(page, "Pages")).toHaveText(["Home", "Agents", "Calls", "Profile"]);
  await expectNoSidewaysScroll(page);
  await field(page).fill("touch");
  await expect(options(page, "Agents")).toHaveText([/Touch desk/]);
  await expect(palette(page).getByRole("option")).toHaveCount(1);
  await options(page, "Agents").tap();
  await expect(title(page, "Touch desk")).toBeVisible();
  expect(asked).toEqual([]);
});

test("agents are found as their list finds them, also by their company", async ({ cast, as }) => {
  const company = await cast.newCompany("Quorbel Ferries");
  await cast.newAgent("Palette gangway", company);
  const page = await as(cast.ada);
  await page.goto("/agents");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("quorbel");
  await expect(options(page, "Agents")).toHaveText([/Palette gangway/]);
});

test("words that replace a phone number, and an empty field, are searched to the end", async ({ cast, as }) => {
  await cast.newAgent("Palette pier", "North");
  const page = await as(cast.ada);
  const status = palette(page).getByRole("status");
  await page.goto("/agents");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(field(page)).toBeFocused();
  const answered = page.waitForResponse(/\/calls\?.*phone=/);
  await page.keyboard.type("+4420794609");
  await answered;
  await field(page).fill("palette pier");
  await expect(options(page, "Agents")).toHaveText([/Palette pier/]);
  await expect(status).toHaveText("1 result");
  await field(page).fill("zzqqy");
  await expect(status).toHaveText("Nothing matches “zzqqy”.");

  await field(page).fill("");
  await expect(options(page, "Pages").first()).toBeVisible();
  await expect(status).toHaveText(/^\d+ results$/);
  const calls = options(page, "Pages").filter({ hasText: "Calls" });
  while ((await calls.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(title(page, "Calls")).toBeVisible();
});

test("of a phone number that is refused, the palette says why and offers no other attempt", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const status = palette(page).getByRole("status");
  const phone = "Enter more digits of the number.";
  const title = "Some fields are invalid";
  await page.route(/\/calls\?.*phone=/, (route) =>
    route.fulfill({ status: 422, json: { code: "invalid_fields", title, detail: `${title}.`, fields: { phone } } }),
  );
  await page.goto("/agents");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("+44207");
  await expect(status).toHaveText(phone);
  await expect(palette(page).getByRole("button", { name: "Try again" })).toHaveCount(0);
});
