import { expect, test, type Locator, type Page } from "../support/browser.ts";
import type { Cast, Person } from "../support/cast.ts";
import type { Client } from "../support/client.ts";
import { Platform } from "../support/platform.ts";
import { createButton, fillIn, memberOf, nameField, newcomer, openInvite } from "./invite.ts";
import { openEdit } from "./member-actions.ts";

const sessionEnded = (page: Page) => page.getByRole("dialog", { name: "Your session has ended" });
const discardQuestion = (page: Page) => page.getByRole("dialog", { name: "Discard what you typed?" });

async function signInAgain(page: Page, password: string) {
  const dialog = sessionEnded(page);
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
}

/** A second administrator in a browser whose session can be ended without ending Ada's. */
async function administrator(cast: Cast): Promise<{ person: Person; browser: Client }> {
  const person = await cast.member({ role: "administrator" });
  return { person, browser: await person.elsewhere() };
}

/** The window is shown again after a minute, so that the page reads its data again. */
const returnToWindow = (page: Page) =>
  page.evaluate(() => {
    const readTime = Date.now;
    Date.now = () => readTime() + 60_000;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });

const stored = (page: Page) => page.evaluate("JSON.stringify(sessionStorage)") as Promise<string>;

test.describe("a session that ends", () => {
  test("is begun again over the page, and the refused request goes on with what was typed", async ({ cast, as }) => {
    const { person, browser } = await administrator(cast);
    const page = await as(browser);
    const dialog = await openInvite(page);
    const who = newcomer("Mats Ek");
    await fillIn(dialog, who);
    await dialog.getByRole("checkbox", { name: "Support" }).check();
    expect((await browser.delete("/session")).status).toBe(204);
    await createButton(dialog).click();

    await expect(sessionEnded(page).getByLabel("Email")).toHaveValue(person.email);
    await page.keyboard.press("Escape");
    await signInAgain(page, "not the password");
    await expect(sessionEnded(page).getByRole("alert")).toHaveText("Wrong email or password.");
    await signInAgain(page, person.password);
    await expect(sessionEnded(page)).toBeHidden();
    await expect(page.getByRole("table", { name: "Members" }).getByText(who.email)).toBeVisible();
    expect((await memberOf(cast, who.email))?.agent_ids).toEqual([cast.agent("Support").id]);
  });

  test("goes on when the same member signs in in another tab", async ({ cast, server, as }) => {
    const { person, browser } = await administrator(cast);
    const page = await as(browser);
    await page.goto("/companies");
    await page.getByRole("button", { name: "Create company" }).click();
    const dialog = page.getByRole("dialog", { name: "Create company" });
    await dialog.getByLabel("Name").fill("Eastwind");
    expect((await browser.delete("/session")).status).toBe(204);
    const readAgain = page.waitForResponse((response) => response.url().endsWith("/session"));
    await dialog.getByRole("button", { name: "Create company" }).click();
    await expect(sessionEnded(page)).toBeVisible();
    await readAgain;

    void (await browser.signIn(person.email, person.password)).body;
    const url = server.address;
    await page
      .context()
      .addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url, httpOnly: true })));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await expect(sessionEnded(page)).toBeHidden();
    await expect(page.getByRole("table", { name: "Companies" }).getByText("Eastwind")).toBeVisible();
  });

  test("shows nothing of it to somebody else who signs in there", async ({ cast, as }) => {
    const { person, browser } = await administrator(cast);
    const other = await cast.memberNotSignedIn({ agents: ["Sales"] });
    const page = await as(browser);
    await page.goto("/account/members?search=harbour");
    await page.goto("/companies");
    await page.getByRole("button", { name: "Create company" }).click();
    await page.getByRole("dialog", { name: "Create company" }).getByLabel("Name").fill("Westwind");
    expect(await stored(page)).toContain("Westwind");
    expect((await browser.delete("/session")).status).toBe(204);
    await page.getByRole("dialog", { name: "Create company" }).getByRole("button", { name: "Create company" }).click();

    await sessionEnded(page).getByLabel("Email").fill(other.email);
    await signInAgain(page, other.password);
    await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
    await expect(page.getByRole("button", { name: other.name })).toBeVisible();
    await expect(page.getByText(person.email)).toHaveCount(0);
    expect(await stored(page)).not.toContain("Westwind");
  });
});

test.describe("what was typed", () => {
  test("is there after a reload, without passwords, and nowhere after the sign-out", async ({ cast, as }) => {
    const { person, browser } = await administrator(cast);
    const page = await as(browser);
    await page.goto("/account/connections");
    await page.getByRole("button", { name: "Create connection" }).click();
    const dialog = page.getByRole("dialog", { name: "Create connection" });
    await dialog.getByLabel("Name").fill("Night lines");
    await dialog.getByLabel("Webhook secret").fill("a secret of the platform");
    expect(await stored(page)).not.toContain("a secret of the platform");
    await page.reload();
    await expect(dialog.getByLabel("Name")).toHaveValue("Night lines");
    await expect(page.getByText("What you typed before was restored.")).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    expect(await stored(page)).not.toContain("Night lines");

    await page.goto(`/agents/${cast.agent("Sales").id}`);
    await page.getByLabel("Greeting").fill("Good evening.");
    await page.reload();
    await expect(page.getByLabel("Greeting")).toHaveValue("Good evening.");
    await page.getByRole("button", { name: person.name }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    expect(await stored(page)).not.toContain("Good evening.");
  });

  test("is discarded only after a question: at Escape, a click outside, the close button and Back", async ({
    cast,
    as,
  }) => {
    const page = await as(cast.ada);
    await page.goto("/agents");
    await page.getByRole("button", { name: "Account", exact: true }).click();
    await page.getByRole("link", { name: "Members" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
    await page.getByRole("button", { name: "+ Invite" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite a new member" });
    await nameField(dialog).fill("Nora Berg");

    const closings: Record<string, () => Promise<unknown>> = {
      Escape: () => page.keyboard.press("Escape"),
      "a click outside": () => page.mouse.click(5, 400),
      "the close button": () => dialog.getByRole("button", { name: "Close" }).click(),
      Back: () => page.goBack(),
    };
    for (const [name, close] of Object.entries(closings)) {
      await close();
      await expect(discardQuestion(page), name).toBeVisible();
      await expect(discardQuestion(page).getByRole("button", { name: "Keep editing" }), name).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(discardQuestion(page), name).toBeHidden();
      await expect(nameField(dialog), name).toHaveValue("Nora Berg");
    }

    await page.goBack();
    await discardQuestion(page).getByRole("button", { name: "Discard" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  });
});

test("the chosen agents of an invitation are there after a reload too", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  await nameField(dialog).fill("Nora Berg");
  await dialog.getByRole("checkbox", { name: "Support" }).check();
  await page.reload();
  await expect(nameField(dialog)).toHaveValue("Nora Berg");
  await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
});

test("a secret that is shown once is not lost by one key", async ({ cast, as }) => {
  const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto("/account/api-tokens");
  const dialog = page.getByRole("dialog", { name: "Create API token" });
  const create = async (name: string): Promise<Locator> => {
    await page.getByRole("button", { name: "Create API token" }).click();
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create", exact: false }).last().click();
    const token = dialog.getByRole("textbox");
    await expect(token).toHaveValue(/.{20}/);
    return token;
  };

  const token = await create("Nightly export");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Close without copying?" });
  await question.getByRole("button", { name: "Go back" }).click();
  await page.keyboard.press("Enter");
  await expect(token).toBeVisible();
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await create("Morning export");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
});

test.describe("what somebody else saves while a form is open", () => {
  test("does not count as typed in a dialog", async ({ cast, as }) => {
    const member = await cast.memberNotSignedIn({ agents: ["Sales"] });
    const page = await as(cast.ada);
    const dialog = await openEdit(page, member);
    const agent_ids = ["Sales", "Support"].map((name) => cast.agent(name).id);
    expect((await cast.ada.patch(`/members/${member.id}`, { job_title: "Night shift", agent_ids })).status).toBe(200);
    await returnToWindow(page);
    await expect(dialog.getByLabel("Job title")).toHaveValue("Night shift");
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
    expect(await stored(page)).not.toContain("draft:");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(discardQuestion(page)).toBeHidden();
  });

  test("is not stored on a page, and neither is a name that was saved with spaces", async ({ cast, as }) => {
    const agent = await cast.newAgent("Lock desk", "North");
    const page = await as(cast.ada);
    await page.goto(`/agents/${agent.id}`);
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("  Lock line ");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Lock line was saved.")).toBeVisible();
    await expect(name).toHaveValue("Lock line");
    expect(await stored(page)).not.toContain("draft:");

    expect((await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Locks, hello." })).status).toBe(200);
    await expect(async () => {
      // Again, since an agent that is being read is not read once more.
      await returnToWindow(page);
      await expect(page.getByLabel("Greeting")).toHaveValue("Locks, hello.", { timeout: 1_000 });
    }).toPass();
    expect(await stored(page)).not.toContain("draft:");
  });
});

test("what is typed while a save is running stays, and is not saved yet", async ({ cast, as }) => {
  const agent = await cast.newAgent("Mooring desk", "North");
  const page = await as(cast.ada);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route(`**/api/v1/agents/${agent.id}`, async (route) => {
    if (route.request().method() === "PATCH") await held;
    await route.continue();
  });
  await page.goto(`/agents/${agent.id}`);
  const greeting = page.getByLabel("Greeting");
  await greeting.fill("Ahoy");
  await page.getByRole("button", { name: "Save changes" }).click();
  await greeting.fill("Ahoy, and good day");
  answer();
  await expect(page.getByText("Mooring desk was saved.")).toBeVisible();
  await expect(greeting).toHaveValue("Ahoy, and good day");
  expect((await cast.ada.get(`/agents/${agent.id}`)).body.greeting).toBe("Ahoy");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.poll(async () => (await cast.ada.get(`/agents/${agent.id}`)).body.greeting).toBe("Ahoy, and good day");
});

test("a filter of the agents is nothing to discard", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const dialog = await openInvite(page);
  await dialog.getByRole("searchbox", { name: "Filter agents" }).fill("Sup");
  await expect(dialog.getByRole("checkbox", { name: "Sales" })).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  await expect(discardQuestion(page)).toBeHidden();
});

test("a connection and the platform IDs of an agent ask before the page is left", async ({ cast, as }) => {
  const { connection } = await Platform.connect(cast.ada, "retell");
  const agent = await cast.newAgent("Rope desk", "North");
  const page = await as(cast.ada);
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  const calls = page.getByRole("link", { name: "Calls", exact: true });
  await page.goto(`/account/connections/${connection.id}`);
  await page.getByLabel("Name", { exact: true }).fill("Night ferry");
  await calls.click();
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Night ferry");

  await page.goto(`/agents/${agent.id}`);
  await page.getByRole("button", { name: "Add ID" }).click();
  await page.getByRole("textbox", { name: "Platform ID" }).fill("agent_51a0");
  await calls.click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Calls" })).toBeVisible();
});

test("a delivery stays in its dialog while that closes", async ({ cast, as }) => {
  const platform = await Platform.connect(cast.ada, "retell");
  await platform.deliver("no JSON");
  await platform.deliver({ event: "call_tide" });
  const page = await as(cast.ada, { reducedMotion: "no-preference" });
  await page.goto(`/account/connections/${platform.connection.id}`);
  await page.getByRole("row").filter({ hasText: "call_tide" }).getByRole("button", { name: "Show" }).click();
  const dialog = page.getByRole("dialog", { name: "call_tide" });
  await expect(dialog.getByLabel("Payload")).toBeVisible();
  await page.evaluate(() => {
    const texts: string[] = ((window as never as { texts: string[] }).texts = []);
    const note = () => texts.push(document.querySelector("[role=dialog]")?.textContent ?? "closed");
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  const texts = await page.evaluate(() => (window as never as { texts: string[] }).texts);
  for (const text of texts.filter((text) => text !== "closed")) expect(text).toMatch(/^call_tide.*event/s);
});

test("a sign-out without a network says that it failed", async ({ cast, faults, as }) => {
  faults.expect(/net::ERR_FAILED/);
  const { person, browser } = await administrator(cast);
  const page = await as(browser);
  await page.goto("/agents");
  await page.route("**/api/v1/session", (route) =>
    route.request().method() === "DELETE" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: person.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The server cannot be reached." })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
});
