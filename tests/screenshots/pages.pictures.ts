import { resolve } from "node:path";
import { expect, test, type Page } from "../support/browser.ts";
import { administrator, accountName } from "../support/cast.ts";
import { invite as inviteByMail, openInvite } from "../browser/invite.ts";
import { linkTo } from "../browser/mail.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { tell, tellCampaigns, tellContacts } from "./story.ts";

const folder = resolve(import.meta.dirname, "../../docs/screenshots");

/** Nothing on it moves, blinks or has the focus by chance. */
async function take(page: Page, name: string) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled", caret: "hide" });
}

/** The pages that need nothing but the cast, by the names of their pictures. */
const quietPages = (member: string, agent: string) => ({
  member: `/account/members/${member}`,
  "audit-log": "/account/audit-log",
  settings: "/account/settings",
  "contact-fields": "/account/contact-fields",
  "api-tokens": "/account/api-tokens",
  erasures: "/account/erasures",
  companies: "/companies",
  imports: "/contact-imports",
  "do-not-call": "/do-not-call",
  configuration: `/agents/${agent}/configuration`,
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.describe("before set-up", () => {
      test.use({ house: "empty", colorScheme, viewport: { width: 1280, height: 720 } });

      test("set-up", async ({ page, server }) => {
        await page.goto(`/setup#token=${await server.setupToken()}`);
        await page.getByLabel("Account name").fill(accountName);
        await page.getByLabel("Your name").fill(administrator.name);
        await page.getByLabel("Email").fill(administrator.email);
        await page.getByLabel("Password", { exact: true }).fill(administrator.password);
        await expect(page.getByRole("meter")).toHaveAttribute("aria-valuetext", "Strong");
        await take(page, `setup-${colorScheme}`);
      });
    });

    test.describe("with the cast", () => {
      test.use({ house: "own", colorScheme, viewport: { width: 1280, height: 720 } });

      test("every page", async ({ page, cast, as }) => {
        await page.goto("/sign-in");
        await take(page, `sign-in-${colorScheme}`);

        await cast.member({ name: "Eva Lindqvist", companies: ["North"], permissions: { edit_agents: true } });
        const jose = await cast.member({ name: "José Müller", agents: ["Sales", "Support"] });
        await cast.member({ name: "田中太郎", agents: ["Support"] });
        await cast.member({ name: "ليلى حداد" });
        await jose.delete("/session");
        await jose.elsewhere({ "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1" });
        const desktop = await jose.elsewhere({ "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64) Firefox/140.0" });

        const desk = await as(cast.ada, { colorScheme });
        await desk.goto("/agents");
        await take(desk, `agents-${colorScheme}`);
        await desk.setViewportSize({ width: 1280, height: 860 });
        await desk.goto(`/agents/${cast.agent("Reception").id}`);
        await take(desk, `agent-${colorScheme}`);
        await desk.setViewportSize({ width: 1280, height: 720 });
        await desk.goto("/account/members");
        await take(desk, `members-${colorScheme}`);
        const invite = await openInvite(desk);
        await invite.getByLabel("Email", { exact: true }).fill("nora@harbour.example");
        await invite.getByLabel("Name", { exact: true }).fill("Nora Berg");
        await invite.getByLabel("Job title").fill("Night shift lead");
        await invite.getByRole("switch", { name: "Can view recordings" }).check();
        await invite.getByRole("checkbox", { name: "Sales" }).check();
        await invite.getByLabel("Job title").focus();
        await desk.setViewportSize({ width: 1280, height: 1460 });
        await take(desk, `invite-${colorScheme}`);
        await invite.getByRole("button", { name: "Cancel" }).click();

        await desk.setViewportSize({ width: 1280, height: 720 });
        await inviteByMail(desk, { name: "Nora Berg", email: "nora@harbour.example" });
        const link = await linkTo(cast, { email: "nora@harbour.example" });
        await desk.goto("/account/members");
        await take(desk, `members-invited-${colorScheme}`);
        await desk.goto("/account/outbox");
        await take(desk, `outbox-${colorScheme}`);
        await page.goto(link);
        await take(page, `invitation-${colorScheme}`);

        for (const [name, path] of Object.entries(quietPages(jose.id, cast.agent("Reception").id))) {
          await desk.goto(path);
          await take(desk, `${name}-${colorScheme}`);
        }
        await desk.goto("/companies");
        await desk.getByRole("button", { name: "Rates of North" }).click();
        await take(desk, `rates-${colorScheme}`);
        await desk.goto("/");
        await take(desk, `first-steps-${colorScheme}`);
        await desk.keyboard.press("Control+k");
        await desk.getByRole("combobox").fill("jo");
        await expect(desk.getByRole("option", { name: /José/ })).toBeVisible();
        await take(desk, `palette-${colorScheme}`);

        const own = await as(desktop, { colorScheme, viewport: { width: 1280, height: 960 } });
        await own.goto("/profile");
        await take(own, `profile-${colorScheme}`);
      });
    });
  });
}

test.describe("with calls", () => {
  test.use({
    house: "own",
    settings: async ({ recordings }, use) => use({ flags: ["--recording-hosts", recordings.name] }),
  });

  test("home, calls, usage and connections", async ({ cast, recordings, as }) => {
    const call = await tell(cast, recordings);
    const { items } = (await cast.ada.get("/connections")).body;
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await as(cast.ada, { colorScheme, viewport: { width: 1280, height: 720 } });
      await page.goto("/");
      await expect(page.getByRole("table", { name: "Last calls" })).toBeVisible();
      await take(page, `home-${colorScheme}`);
      await page.goto("/calls");
      await expect(page.getByText("Live", { exact: true })).toBeVisible();
      await take(page, `calls-${colorScheme}`);
      await page.goto(`/calls/${call}`);
      await seek(page);
      await take(page, `call-${colorScheme}`);
      await page.goto("/usage");
      await page.getByRole("button", { name: "Last 30 days" }).click();
      await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
      await page.getByRole("heading", { level: 1 }).hover();
      await take(page, `usage-${colorScheme}`);
      await page.goto("/account/connections");
      await take(page, `connections-${colorScheme}`);
      await page.goto(`/account/connections/${items[0]!.id}`);
      await take(page, `connection-${colorScheme}`);
    }

    const phone = await as(cast.ada, { colorScheme: "light", viewport: { width: 375, height: 720 } });
    for (const [path, name] of [
      ["/", "home"],
      ["/calls", "calls"],
    ]) {
      await phone.goto(path!);
      await take(phone, `${name}-phone`);
    }
    await phone.goto("/usage");
    await expect(phone.locator(".recharts-bar-rectangle").first()).toBeVisible();
    await take(phone, "usage-phone");
    await phone.goto(`/calls/${call}`);
    await seek(phone);
    await take(phone, "call-phone");
  });
});

test.describe("with contacts", () => {
  test.use({ house: "own" });

  test("contacts, one of them, segments and an import", async ({ cast, as }) => {
    const contact = await tellContacts(cast);
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await as(cast.ada, { colorScheme, viewport: { width: 1280, height: 720 } });
      await page.goto("/contacts");
      await expect(page.getByRole("table", { name: "Contacts" }).getByRole("row").nth(5)).toBeVisible();
      await take(page, `contacts-${colorScheme}`);
      await page.setViewportSize({ width: 1280, height: 1100 });
      await page.goto(`/contacts/${contact}`);
      await expect(page.getByRole("table", { name: "Calls" })).toBeVisible();
      await take(page, `contact-${colorScheme}`);
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.goto("/segments");
      await expect(page.getByRole("row", { name: "Regatta 2026" }).first()).toBeVisible();
      await take(page, `segments-${colorScheme}`);
    }

    const phone = await as(cast.ada, { colorScheme: "light", viewport: { width: 375, height: 720 } });
    await phone.goto("/contacts");
    await take(phone, "contacts-phone");
    await phone.goto(`/contacts/${contact}`);
    await take(phone, "contact-phone");
  });
});

test.describe("with campaigns", () => {
  let standIn: StandIn;
  test.use({
    house: "own",
    settings: async ({}, use) => {
      standIn = await StandIn.start();
      await use({ flags: standIn.flags });
      standIn.stop();
    },
  });

  test("campaigns, and one that is calling", async ({ cast, as }) => {
    const campaign = await tellCampaigns(cast, standIn);
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await as(cast.ada, { colorScheme, viewport: { width: 1280, height: 720 } });
      await page.goto("/campaigns");
      await expect(page.getByRole("table", { name: "Campaigns" }).getByRole("row").nth(3)).toBeVisible();
      await take(page, `campaigns-${colorScheme}`);
      await page.setViewportSize({ width: 1280, height: 1100 });
      await page.goto(`/campaigns/${campaign}`);
      await expect(page.getByRole("table", { name: "Calls of the campaign" }).getByRole("row").nth(5)).toBeVisible();
      await take(page, `campaign-${colorScheme}`);
    }

    const phone = await as(cast.ada, { colorScheme: "light", viewport: { width: 375, height: 720 } });
    await phone.goto(`/campaigns/${campaign}`);
    await take(phone, "campaign-phone");
  });
});

/** Halfway into the audio, with the turn of that moment marked. */
async function seek(page: Page) {
  const wave = page.getByRole("slider", { name: "Position" });
  await expect(wave.locator("canvas").first()).toBeVisible();
  await wave.click();
  await expect(page.locator("[aria-current=true]").first()).toBeVisible();
}

test.describe("on a phone", () => {
  test.use({ house: "own" });

  test("members, the menu and one agent", async ({ cast, as }) => {
    for (const name of ["Eva Lindqvist", "José Müller", "田中太郎", "ليلى حداد"]) await cast.member({ name });
    const page = await as(cast.ada, { colorScheme: "light", viewport: { width: 375, height: 720 } });
    await page.goto("/account/members");
    await take(page, "members-phone");
    await page.getByRole("button", { name: "Open the menu" }).click();
    await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
    await take(page, "menu-phone");
    await page.goto("/agents");
    await take(page, "agents-phone");
    await openInvite(page);
    await take(page, "invite-phone");
  });
});
