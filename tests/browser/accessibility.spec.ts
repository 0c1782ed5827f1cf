import { expect, test, type Page } from "../support/browser.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { Platform } from "../support/platform.ts";
import { recordingOf } from "../support/recordings.ts";
import { wav } from "../support/wav.ts";
import { violations } from "./axe.ts";
import { newCall, talk } from "./calls.ts";
import { invite, newcomer, openInvite } from "./invite.ts";
import { linkTo, title } from "./mail.ts";
import { chooseInMenu } from "./member-actions.ts";

async function expectNoViolations(page: Page, what: string) {
  expect.soft(await violations(page), what).toEqual([]);
}

async function expectNoViolationsAt(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  await expectNoViolations(page, path);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing in ${colorScheme}`, () => {
    test("on the pages of an administrator", async ({ cast, recordings, as }) => {
      test.slow();
      const recording_url = recordings.serve(wav({ seconds: 5, loudness: [0.5, 0.25] }));
      const call = await newCall(cast, "Sales", { transcript: talk, recording_url, summary: "A short talk." });
      await recordingOf(cast, call.id);
      const { connection } = await Platform.connect(cast.ada, "retell");
      const page = await as(cast.ada, { colorScheme });
      const paths = [
        "/agents",
        `/agents/${cast.agent("Sales").id}`,
        `/agents/${cast.agent("Sales").id}/configuration`,
        "/",
        "/calls",
        `/calls/${call.id}`,
        "/usage",
        "/companies",
        "/account/members",
        "/account/settings",
        "/account/connections",
        `/account/connections/${connection.id}`,
        "/account/api-tokens",
        "/profile",
      ];
      for (const path of [...paths, "/no/such/page"]) await expectNoViolationsAt(page, path);
    });

    test("in the outbox, and on the members with an invitation", async ({ cast, as }) => {
      const page = await as(cast.ada, { colorScheme });
      const who = newcomer();
      await invite(page, who);
      await expectNoViolationsAt(page, "/account/members");
      await linkTo(cast, who);
      const [mail] = (await cast.ada.get("/mail")).body.items;
      for (const path of ["/account/outbox", `/account/outbox/${mail!.id}`]) await expectNoViolationsAt(page, path);
    });

    test("on the pages of a member", async ({ cast, as }) => {
      const page = await as(await cast.member({ agents: ["Sales"] }), { colorScheme });
      const call = await newCall(cast, "Sales", { transcript: talk });
      const paths = ["/", "/agents", `/agents/${cast.agent("Sales").id}`, "/calls", `/calls/${call.id}`, "/usage"];
      for (const path of [...paths, "/account/members"]) {
        await expectNoViolationsAt(page, path);
      }
      const withoutAgents = await as(await cast.member(), { colorScheme });
      for (const path of ["/", "/agents", "/calls"]) await expectNoViolationsAt(withoutAgents, path);
    });

    test("in the dialogs", async ({ cast, as }) => {
      const page = await as(cast.ada, { colorScheme });
      const dialog = await openInvite(page);
      await dialog.getByRole("checkbox", { name: "Sales" }).check();
      await expectNoViolations(page, "Invite by a link");
      await dialog.getByRole("radio", { name: "First password" }).check();
      await dialog.getByRole("button", { name: "Create Member" }).click();
      await expect(dialog.getByLabel("Email", { exact: true })).toHaveAttribute("aria-invalid", "true");
      await expectNoViolations(page, "Invite, refused");

      await page.goto("/agents");
      await page.getByRole("button", { name: "Create agent" }).click();
      await expect(page.getByRole("dialog", { name: "Create agent" })).toBeVisible();
      await expectNoViolations(page, "Create agent");

      await page.goto("/companies");
      await page.getByRole("button", { name: "Delete South" }).click();
      const question = page.getByRole("dialog", { name: "Delete South?" });
      await question.getByRole("button", { name: "Delete company" }).click();
      await expect(question.getByRole("alert")).toBeVisible();
      await expectNoViolations(page, "Delete company, refused");
    });

    test("in the dialogs of deliveries, unknown agents and rates, and on a draft that is older than what is saved", async ({
      cast,
      as,
    }) => {
      const platform = await Platform.connect(cast.ada, "vapi");
      await platform.report(makePlatformCall({ agent: platform.connection.id }));
      const page = await as(cast.ada, { colorScheme });
      await page.goto(`/account/connections/${platform.connection.id}`);
      await page.getByRole("row").getByRole("button", { name: "Show" }).first().click();
      await expect(page.getByRole("dialog").getByLabel("Payload")).toBeVisible();
      await expectNoViolations(page, "a delivery");

      await page.goto("/account/connections");
      const line = page.getByRole("region", { name: "Unknown agents" }).getByRole("listitem");
      await line.filter({ hasText: platform.connection.id }).getByRole("button").click();
      await page.getByRole("radio", { name: "Create a new agent" }).check();
      await expect(page.getByRole("combobox", { name: "Company" })).toBeVisible();
      await expectNoViolations(page, "Assign agent");

      const { id, name } = await cast.newCompany(`Rates ${colorScheme}`);
      const rate = { from: "2026-09-01", price_per_minute: 0.08, currency: "DKK" };
      expect((await cast.ada.post(`/companies/${id}/rates`, rate)).status).toBe(201);
      await page.goto("/companies");
      await page.getByRole("button", { name: `Rates of ${name}` }).click();
      const rates = page.getByRole("dialog", { name: `Rates of ${name}` });
      await rates.getByRole("button", { name: "Add rate" }).click();
      await expect(rates.getByText("Enter a price such as 0.12.")).toBeVisible();
      await expectNoViolations(page, "Rates");
      await rates.getByRole("button", { name: /^Delete the rate/ }).click();
      await expect(page.getByRole("button", { name: "Delete rate", exact: true })).toBeVisible();
      await expectNoViolations(page, "Delete rate");

      const agent = await cast.newAgent(`Draft ${colorScheme}`, name);
      await page.goto(`/agents/${agent.id}`);
      await page.getByLabel("Greeting").fill("Mine.");
      expect((await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Theirs." })).status).toBe(200);
      await page.reload();
      await expect(page.getByRole("button", { name: "Use the saved values" })).toBeVisible();
      await expectNoViolations(page, "an older draft");
    });

    test("on a link by hand", async ({ cast, as }) => {
      const page = await as(cast.ada, { colorScheme });
      const who = newcomer();
      await invite(page, who);
      await chooseInMenu(page, who, "Copy invitation link");
      await page.getByRole("button", { name: "Create link" }).click();
      await expect(page.getByRole("textbox", { name: "Invitation link" })).toBeVisible();
      await expectNoViolations(page, "A link by hand");
    });

    test("in the menus", async ({ cast, as }) => {
      const page = await as(cast.ada, { colorScheme });
      await page.goto("/agents");
      await page.getByRole("button", { name: `${cast.ada.name} ${cast.ada.email}` }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectNoViolations(page, "the member's menu");

      const phone = await as(cast.ada, { colorScheme, viewport: { width: 375, height: 700 } });
      await phone.goto("/account/members");
      await expect(phone.getByRole("table", { name: "Members" })).toBeVisible();
      await expectNoViolations(phone, "Members on a phone");
      await phone.getByRole("button", { name: "Open the menu" }).click();
      await expect(phone.getByRole("dialog", { name: "Menu" })).toBeVisible();
      await expectNoViolations(phone, "the menu on a phone");
    });

    test.describe("before anybody is signed in", () => {
      test.use({ house: "empty", colorScheme });

      test("on set-up and sign-in", async ({ page, server }) => {
        const token = await server.setupToken();
        await expectNoViolationsAt(page, "/setup");
        await expectNoViolationsAt(page, `/setup#token=${token}`);
        await page.getByRole("button", { name: "Set up" }).click();
        await expect(page.getByLabel("Account name")).toHaveAttribute("aria-invalid", "true");
        await expectNoViolations(page, "set-up, refused");
      });
    });

    test.describe("after set-up", () => {
      test.use({ colorScheme });

      test("on the pages that the links of mails lead to", async ({ page, cast, as }) => {
        const who = newcomer();
        await invite(await as(cast.ada), who);
        const link = await linkTo(cast, who);
        await expectNoViolationsAt(page, "/invitation");
        await expectNoViolationsAt(page, "/invitation#token=none-at-all");
        await page.goto(link);
        await page.getByRole("button", { name: "Choose password and sign in" }).click();
        await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
        await expectNoViolations(page, "an invitation, refused");

        await expectNoViolationsAt(page, "/password-reset");
        await expectNoViolationsAt(page, "/password-reset#token=any-at-all");
        await expectNoViolationsAt(page, "/forgotten-password");
        await page.getByLabel("Email").fill(who.email);
        await page.getByRole("button", { name: "Send a link" }).click();
        await expect(title(page, "Email is not set up")).toBeVisible();
        await expectNoViolations(page, "a forgotten password without a mail server");
      });

      test("where somebody else is signed in", async ({ cast, as }) => {
        const who = newcomer();
        const page = await as(cast.ada, { colorScheme });
        await invite(page, who);
        await page.goto(await linkTo(cast, who));
        await expect(title(page, `This invitation is for ${who.name}`)).toBeVisible();
        await expectNoViolations(page, "an invitation for somebody else");
      });

      test("on a refused sign-in", async ({ page, cast }) => {
        await page.goto("/sign-in");
        await page.getByLabel("Email").fill(cast.ada.email);
        await page.getByLabel("Password", { exact: true }).fill("not the password");
        await page.getByRole("button", { name: "Sign in" }).click();
        await expect(page.getByRole("alert")).toBeVisible();
        await expectNoViolations(page, "sign-in, refused");
      });
    });
  });
}
