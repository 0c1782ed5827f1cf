import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "../support/browser.ts";
import { openInvite } from "./invite.ts";

async function expectNoViolations(page: Page, what: string) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect.soft(found, what).toEqual([]);
}

async function expectNoViolationsAt(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  await expectNoViolations(page, path);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing in ${colorScheme}`, () => {
    test("on the pages of an administrator", async ({ cast, as }) => {
      const page = await as(cast.ada, { colorScheme });
      const paths = [
        "/agents",
        `/agents/${cast.agent("Sales").id}`,
        "/companies",
        "/account/members",
        "/account/settings",
        "/profile",
      ];
      for (const path of [...paths, "/no/such/page"]) await expectNoViolationsAt(page, path);
    });

    test("on the pages of a member", async ({ cast, as }) => {
      const page = await as(await cast.member({ agents: ["Sales"] }), { colorScheme });
      for (const path of ["/agents", `/agents/${cast.agent("Sales").id}`, "/account/members"]) {
        await expectNoViolationsAt(page, path);
      }
      const withoutAgents = await as(await cast.member(), { colorScheme });
      await expectNoViolationsAt(withoutAgents, "/agents");
    });

    test("in the dialogs", async ({ cast, as }) => {
      const page = await as(cast.ada, { colorScheme });
      const invite = await openInvite(page);
      await invite.getByRole("checkbox", { name: "Sales" }).check();
      await invite.getByRole("button", { name: "Create Member" }).click();
      await expect(invite.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
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
