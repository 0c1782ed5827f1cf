import { expect, test, type Locator, type Page } from "../support/browser.ts";
import type { Person } from "../support/cast.ts";
import { violations } from "./axe.ts";
import { newcomer, openInvite, emailField, nameField } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { openEdit, save } from "./member-actions.ts";
import { holdRequests, tryAgain, watchRequests } from "./requests.ts";

async function openMember(page: Page, member: { id: string; name: string }): Promise<Locator> {
  await page.goto(`/account/members/${member.id}`);
  await expect(page.getByRole("heading", { level: 1, name: member.name })).toBeVisible();
  return page.getByRole("main");
}

test("a member’s page says what the member sees and may do", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const company = await cast.newCompany("Shipyard");
  await cast.newAgent("Crane", company);
  const member = await cast.member({
    agents: ["Sales"],
    companies: [company.name],
    permissions: { view_recordings: true },
  });
  const main = await openMember(page, member);
  await expect(main.getByRole("region", { name: "Details" })).toContainText(member.email);
  await expect(main.getByRole("region", { name: "Details" })).toContainText("Active");
  const granted = main.getByRole("list", { name: "Permissions" }).getByRole("listitem");
  await expect(granted.filter({ hasText: /^Yes/ })).toHaveText([/Can view recordings/]);
  await expect(granted.filter({ hasText: /^No/ })).toHaveCount(4);
  const agents = main.getByRole("region", { name: "Agents" });
  await expect(agents.getByRole("link")).toHaveText(["Sales", "Crane"]);
  await expect(agents.getByText("all agents, and agents added later")).toHaveCount(1);
  expect(await violations(page, "main")).toEqual([]);

  const administrator = await openMember(page, cast.ada);
  await expect(administrator.getByText("An administrator can do everything in this account.")).toBeVisible();
});

test("a member that was being read while it was removed is not said to be missing", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const member = await cast.member();
  const main = await openMember(page, member);
  await main.getByRole("button", { name: "Remove" }).click();
  const answerRead = await holdRequests(page, "GET", `/members/${member.id}`);
  const read = page.waitForRequest(`**/api/v1/members/${member.id}`);
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await read;
  let answerRemoval = () => {};
  const mayAnswer = new Promise<void>((resolve) => (answerRemoval = resolve));
  await page.route(`**/api/v1/members/${member.id}`, async (route) => {
    if (route.request().method() !== "DELETE") return route.fallback();
    const response = await route.fetch();
    answerRead();
    await mayAnswer;
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: `Remove ${member.name}` }).click();
  await expect.poll(async () => (await cast.ada.get(`/members/${member.id}`)).status).toBe(404);
  await page.waitForTimeout(1_000); // the read would have been answered
  answerRemoval();
  const receipt = page.getByRole("dialog", { name: "Removed" });
  await expect(receipt).toContainText(`${member.name} was removed.`);
  await expect(main.getByText("Member not found")).toHaveCount(0);
});

test("a removal whose dialog was closed meanwhile shows that the member is gone", async ({ cast, as, faults }) => {
  faults.expect(/status of 404/);
  const page = await as(cast.ada);
  const member = await cast.member();
  const main = await openMember(page, member);
  await main.getByRole("button", { name: "Remove" }).click();
  const answer = await holdRequests(page, "DELETE", `/members/${member.id}`);
  await page.getByRole("button", { name: `Remove ${member.name}` }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  answer();
  await expect(main.getByText("Member not found")).toBeVisible();
});

test("a member who was removed for another email is invited again, also after a look at another window", async ({
  cast,
  as,
  faults,
}) => {
  faults.expect(/status of 404/);
  const page = await as(cast.ada);
  const member = await cast.member({ agents: ["Sales"] });
  await openMember(page, member);
  // The dialog reads the member again: that must not happen while the member is being removed.
  const isRead = page.waitForResponse((response) => response.url().endsWith(`/api/v1/members/${member.id}`));
  await page.getByRole("button", { name: "Edit agents" }).click();
  await isRead;
  await page.getByRole("button", { name: "Change email (removes and re-invites)" }).click();
  await page.getByRole("button", { name: `Remove ${member.name}` }).click();
  const returnToThePage = async () => {
    const requests = watchRequests(page);
    await expect(async () => {
      // Again, since a history that is being read is not read once more.
      await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
      expect(requests).toContain("/api/v1/audit-entries");
    }).toPass();
    // The member, who is gone, is not read.
    expect(requests).not.toContain(`/api/v1/members/${member.id}`);
  };
  const receipt = page.getByRole("dialog", { name: "Removed" });
  await expect(receipt).toBeVisible();
  await returnToThePage();
  await receipt.getByRole("button", { name: "Invite again" }).click();
  const invitation = page.getByRole("dialog", { name: "Invite a new member" });
  await expect(nameField(invitation)).toHaveValue(member.name);
  await returnToThePage();
  await expect(nameField(invitation)).toHaveValue(member.name);
  await invitation.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/\/account\/members(\?|$)/);
});

test("sessions are ended from a member’s page, one of them or all", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const member = await cast.member();
  const others = [await member.elsewhere(), await member.elsewhere()];
  const main = await openMember(page, member);
  const sessions = main.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(3);
  await sessions
    .first()
    .getByRole("button", { name: /^End the session/ })
    .click();
  await expect(sessions).toHaveCount(2);
  await main.getByRole("button", { name: "End all sessions" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End all sessions" }).click();
  await expect(page.getByText(`${member.name} was signed out of 2 sessions.`)).toBeVisible();
  await expect(main.getByText("Not signed in anywhere.")).toBeVisible();
  for (const session of [member, ...others]) expect((await session.get("/profile")).status).toBe(401);
  const history = main.getByRole("list", { name: "History" }).getByRole("listitem");
  await expect(history.first()).toContainText("Ended all sessions of a member");
  await expect(history.first()).toContainText(cast.ada.name);
});

test("a member’s page has the actions of the row, and shows what they change", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const member = await cast.member();
  const main = await openMember(page, member);
  await main.getByRole("button", { name: "Edit agents" }).click();
  const edit = page.getByRole("dialog", { name: `Edit ${member.name}` });
  await edit.getByRole("checkbox", { name: "Sales", exact: true }).check();
  await save(page, edit, member.name);
  await expect(main.getByRole("region", { name: "Agents" }).getByRole("link")).toHaveText(["Sales"]);

  await main.getByRole("button", { name: "Suspend" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Suspend ${member.name}` })
    .click();
  await expect(main.getByRole("region", { name: "Details" })).toContainText("Suspended");
  await expect(main.getByRole("button", { name: "Restore" })).toBeVisible();

  await main.getByRole("button", { name: "Remove" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Remove ${member.name}` })
    .click();
  await page.getByRole("dialog", { name: "Removed" }).getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await page.goto(`/account/members/${member.id}`);
  await expect(page.getByRole("heading", { name: "Member not found" })).toBeVisible();
});

test("an invited member’s page shows the invitation, and the link back keeps the place in the list", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  const who = newcomer();
  const { id } = (await cast.ada.post("/members", { name: who.name, email: who.email, send_invitation: true })).body;
  await page.goto("/account/members?sort=-email");
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/account/members/${id}`);
  const invitation = page.getByRole("region", { name: "Invitation" });
  await expect(invitation).toContainText("Invited. The link works until");
  await invitation.getByRole("button", { name: "Revoke invitation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke invitation" }).click();
  await expect(invitation).toContainText("Invitation revoked.");
  await page.getByRole("link", { name: "← Members" }).click();
  await expect(page).toHaveURL(/\/account\/members\?sort=-email$/);
});

test("a member’s page is for administrators", async ({ cast, as }) => {
  const member = await cast.member();
  const page = await as(member);
  await page.goto(`/account/members/${member.id}`);
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
});

test("a member’s page that failed to load offers to try again", async ({ cast, as, faults }) => {
  faults.expect(/status of 500/);
  const page = await as(cast.ada);
  const member = await cast.member();
  const address = `**/api/v1/members/${member.id}`;
  const problem = { type: "about:blank", title: "Failed", status: 500, code: "internal", request_id: "1" };
  await page.route(address, (route) =>
    route.fulfill({ status: 500, contentType: "application/problem+json", json: problem }),
  );
  await page.goto(`/account/members/${member.id}`);
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await page.unroute(address);
  await tryAgain(page);
  await expect(page.getByRole("heading", { level: 1, name: member.name })).toBeVisible();
});

test("a member’s page is readable at every width", async ({ cast, as }) => {
  const member: Person = await cast.member({
    name: `عبد الرحمن ${"von Hohenlohe-".repeat(6)}Waldburg`,
    agents: ["Sales", "Support"],
  });
  for (const width of [360, 820, 1280, 1920]) {
    const page = await as(cast.ada, { viewport: { width, height: 800 } });
    const main = await openMember(page, member);
    await expectNoSidewaysScroll(page);
    for (const section of await main.getByRole("region").all()) {
      expect((await section.boundingBox())!.width, `at ${width}`).toBeGreaterThan(280);
    }
  }
});

test("an invitation by keyboard alone takes at most 12 stops besides the agents", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const who = newcomer();
  const dialog = await openInvite(page);
  await expect(emailField(dialog)).toBeFocused();
  await page.keyboard.type(who.email);
  const agents = dialog.locator("fieldset").filter({ has: page.getByRole("searchbox", { name: "Filter agents" }) });
  let stops = 1;
  const submit = dialog.getByRole("button", { name: "Create Member" });
  const isFocused = (part: Locator) => part.evaluate((element) => element.matches(":focus"));
  for (let presses = 0; presses < 200 && !(await isFocused(submit)); presses++) {
    await page.keyboard.press("Tab");
    if ((await agents.locator(":focus").count()) > 0) continue;
    stops++;
    if (await isFocused(nameField(dialog))) await page.keyboard.type(who.name);
  }
  expect(stops).toBeLessThanOrEqual(12);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Link created" })).toBeVisible();
});

test.describe("with 321 agents", () => {
  test.use({ house: "own" });

  test("Edit agents opens on the agents, the ticked ones first, with the others folded", async ({ cast, as }) => {
    const numbers = Array.from({ length: 317 }, (_, index) => String(index).padStart(3, "0"));
    for (let first = 0; first < numbers.length; first += 50) {
      await Promise.all(
        numbers.slice(first, first + 50).map((number) => cast.newAgent(`Line ${number}`, cast.company("South"))),
      );
    }
    const member = await cast.member({ agents: ["Line 200", "Line 007", "Reception"] });
    const page = await as(cast.ada);
    const dialog = await openEdit(page, member);
    await expect(dialog.getByRole("searchbox", { name: "Filter agents" })).toBeFocused();
    await expect(dialog.getByText("3 of 321", { exact: true })).toBeVisible();
    const boxes = dialog.getByRole("group", { name: "Agents" }).last().getByRole("checkbox");
    await expect(boxes).toHaveCount(5);
    const south = dialog.getByRole("group", { name: "South" });
    await expect(south.getByText(/^2 of 3\d\d$/)).toBeVisible();
    await expect(south.getByRole("checkbox", { name: "South", exact: true })).toBeChecked({ indeterminate: true });

    const fold = south.getByRole("button", { name: "Agents of South" });
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowDown");
    await expect(dialog.getByRole("switch", { name: "Only ticked" })).toBeFocused();
    await fold.press("Enter");
    await expect(fold).toHaveAttribute("aria-expanded", "true");
    await expect(south.getByRole("checkbox").nth(2)).toHaveAccessibleName("Line 007");
    await south.getByRole("checkbox", { name: "Line 316" }).check();
    await expect(dialog.getByText("4 of 321", { exact: true })).toBeVisible();

    await dialog.getByRole("switch", { name: "Only ticked" }).check();
    await expect(south.getByRole("checkbox")).toHaveCount(5);
    await south.getByRole("checkbox", { name: "Line 316" }).uncheck();
    await expect(south.getByRole("checkbox", { name: "Line 316" })).not.toBeChecked();
    await dialog.getByRole("checkbox", { name: "Reception", exact: true }).uncheck();
    await save(page, dialog, member.name);
    expect((await member.names("/agents")).toSorted()).toEqual(["Line 007", "Line 200"]);
  });
});

test("the history says what was changed from what to what", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const member = await cast.member();
  await cast.ada.patch(`/members/${member.id}`, { permissions: { view_recordings: true } });
  const main = await openMember(page, member);
  await expect(main.getByRole("list", { name: "History" })).toContainText("Recordings: off → on");
});

test("who has access to an agent links to the members, and a failure offers to try again", async ({
  cast,
  as,
  faults,
}) => {
  faults.expect(/status of 500/);
  const agent = await cast.newAgent("Linked desk", "North");
  const member = await cast.member({ name: "Lena Linked", agents: ["Linked desk"] });
  const page = await as(cast.ada);
  await page.route(/\/access\?/, (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(`/agents/${agent.id}`);
  const access = page.getByRole("region", { name: "Who has access" });
  await expect(access.getByRole("alert")).toBeVisible();
  await page.unroute(/\/access\?/);
  await tryAgain(access);
  await access.getByRole("link", { name: member.name }).click();
  await expect(page).toHaveURL(new RegExp(`/account/members/${member.id}$`));
});
