import { expect, test, type Page } from "../support/browser.ts";
import { eventually } from "../support/outbox.ts";
import { MailServer } from "../support/smtp.ts";
import { title } from "./mail.ts";

const post = await MailServer.start();

test.use({ house: "own", settings: { flags: post.flags } });
test.afterAll(() => post.stop());

/** The link in the email of this server to this address. Servers of other tests have the same members. */
const linkTo = ({ address }: { address: string }, { email }: { email: string }): Promise<string> =>
  eventually(`an email to ${email}`, async () => {
    const texts = post.received.filter(({ to }) => to.includes(email)).map(({ parsed }) => parsed.text!);
    return texts.flatMap((text) => /http\S+#token=\S+/.exec(text) ?? []).find((link) => link.startsWith(address));
  });

async function ask(page: Page, email: string) {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(title(page, "Forgot your password?")).toBeVisible(); // the earlier page has a field "Email" too
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send a link" }).click();
  await expect(title(page, "Check your email")).toBeVisible();
}

async function choose(page: Page, password: string) {
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
}

const fresh = "nine grey herons";

test("from the sign-in by way of a mail to a new password", async ({ cast, server, page }) => {
  const member = await cast.member({ agents: ["Sales"] });
  await ask(page, member.email.toUpperCase());
  const link = await linkTo(server, member);
  await page.goto(link);
  await expect(page.getByLabel("New password")).toBeFocused();
  await expect(page).toHaveURL(`${server.address}/password-reset`);
  await expect(page.getByRole("meter", { name: "Password strength" })).toBeVisible();
  await choose(page, fresh);
  await expect(title(page, "Your password was changed")).toBeVisible();
  expect((await member.get("/session")).body.member).toBeNull();

  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(title(page, "Sign in")).toBeVisible();
  await page.getByLabel("Email").fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill(member.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Wrong email or password.");
  await page.getByLabel("Password", { exact: true }).fill(fresh);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(title(page, "Home")).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.goto(link);
  await choose(page, "once more with it");
  await expect(title(page, "This link is no longer valid")).toBeVisible();
  await page.getByRole("link", { name: "Get a new link" }).click();
  await expect(title(page, "Forgot your password?")).toBeVisible();
});

test("a member’s address and a stranger’s are answered by the same words", async ({ cast, page }) => {
  const member = await cast.member();
  for (const email of [member.email, "nobody@harbour.example"]) {
    await ask(page, email);
    await expect(page.getByRole("status")).toHaveText(
      `If ${email} belongs to a member, we sent a link there. It works once, for an hour.`,
    );
  }
});

test("a password that is refused is said at the field, and the link still works", async ({ cast, server, page }) => {
  const member = await cast.member();
  await ask(page, member.email);
  await page.goto(await linkTo(server, member));
  const password = page.getByLabel("New password");
  await choose(page, "12345");
  await expect(password).toHaveAccessibleDescription("Use at least 6 characters.");
  await choose(page, member.email);
  await expect(password).not.toHaveAccessibleDescription(/^(Use at least 6 characters\.)?$/);
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await choose(page, fresh);
  await expect(title(page, "Your password was changed")).toBeVisible();
});

test("without the link’s token the page says what to do", async ({ page }) => {
  await page.goto("/password-reset");
  await expect(title(page, "Open the link in your email")).toBeVisible();
});

test.describe("without a mail server", () => {
  test.use({ house: "shared", settings: {} });

  test("the page says that email is not set up, and whom to ask, for every email", async ({ cast, page }) => {
    const member = await cast.memberNotSignedIn();
    for (const email of [member.email, "nobody@harbour.example"]) {
      await page.goto("/forgotten-password");
      await page.getByLabel("Email").fill(email);
      await page.getByRole("button", { name: "Send a link" }).click();
      await expect(title(page, "Email is not set up")).toBeVisible();
      await expect(page.getByRole("status")).toHaveText(/^Rollcall cannot send you a link here\. Ask an administrator/);
    }
    await page.getByRole("link", { name: "Back to sign-in" }).click();
    await expect(title(page, "Sign in")).toBeVisible();
  });
});
