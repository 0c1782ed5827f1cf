import { expect, test } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { MailServer } from "../support/smtp.ts";
import { day, WallClock } from "../support/wall-clock.ts";
import { invite, newcomer } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { chooseFirstPassword, linkTo, title } from "./mail.ts";
import { openMembers } from "./member-actions.ts";

const post = await MailServer.start();

test("the token leaves the address bar at once, and a reload keeps the invitation", async ({
  cast,
  server,
  as,
  page,
}) => {
  const who = newcomer();
  await invite(await as(cast.ada), who);
  await page.goto(await linkTo(cast, who));
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page).toHaveURL(`${server.address}/invitation`);
  await page.reload();
  await expect(page).toHaveURL(`${server.address}/invitation`);
  await chooseFirstPassword(page, who.password);
});

test("the page of an invitation that is opened without its link asks for it", async ({ page, server }) => {
  await page.goto(`${server.address}/invitation`);
  await expect(title(page, "Open the link in your email")).toBeVisible();
});

test("a password that is refused keeps the invitation", async ({ cast, as, page }) => {
  const who = newcomer();
  await invite(await as(cast.ada), who);
  await page.goto(await linkTo(cast, who));
  const password = page.getByLabel("Password", { exact: true });
  const submit = page.getByRole("button", { name: "Choose password and sign in" });
  await password.fill("12345");
  await submit.click();
  await expect(password).toHaveAccessibleDescription("Use at least 6 characters.");
  await password.fill(who.email);
  await submit.click();
  await expect(password).not.toHaveAccessibleDescription(/^(Use at least 6 characters\.)?$/);
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await chooseFirstPassword(page, who.password);
});

test("a link works once, and says where to go from there", async ({ cast, as, page, browser }) => {
  const who = newcomer();
  await invite(await as(cast.ada), who);
  const link = await linkTo(cast, who);
  await page.goto(link);
  await chooseFirstPassword(page, who.password);

  const later = await browser.newPage();
  for (const address of [link, link.replace(/#.*/, "#token=none-at-all")]) {
    await later.goto(address);
    await expect(title(later, "This invitation is not valid")).toBeVisible();
  }
  await later.getByRole("link", { name: "Sign in" }).click();
  await expect(title(later, "Sign in")).toBeVisible();
  await later.close();
});

test("where somebody else is signed in, that session ends first, and only if one says so", async ({ cast, as }) => {
  const who = newcomer();
  await invite(await as(cast.ada), who);
  const link = await linkTo(cast, who);
  const eva = await cast.member();
  const page = await as(eva);
  await page.goto(link);
  await expect(title(page, `This invitation is for ${who.name}`)).toBeVisible();
  await expect(page.getByText(`${eva.name} (${eva.email}) is signed in here.`)).toBeVisible();
  await page.getByRole("link", { name: `Stay signed in as ${eva.name}` }).click();
  await expect(title(page, "Home")).toBeVisible();
  expect((await eva.get("/session")).body.member?.id).toBe(eva.id);

  await page.goto(link);
  await page.getByRole("button", { name: "Sign out and continue" }).click();
  await chooseFirstPassword(page, who.password);
  await expect(page.getByRole("button", { name: who.name })).toBeVisible();
  expect((await eva.get("/session")).body.member).toBeNull();
});

test.describe("an expired link", () => {
  const clock = new WallClock();
  test.use({ house: "own", settings: { ...clock.options, flags: post.flags } });
  test.afterAll(() => post.stop());

  test("leads to a fresh one, which goes to the address that was invited", async ({ cast, as, page }) => {
    const who = newcomer();
    await invite(await as(cast.ada), who);
    const link = async (count: number) =>
      /http\S+#token=\S+/.exec((await post.mailTo(who.email, count)).parsed.text!)![0];
    const old = await link(1);
    clock.forward(8 * day);
    await page.goto(old);
    await expect(title(page, "This invitation has expired")).toBeVisible();
    await expect(page.getByText(who.name)).toHaveCount(0);

    await cast.ada.signIn(cast.ada.email, cast.ada.password);
    const administrators = await as(cast.ada);
    const row = await openMembers(administrators, who);
    await expect(row.getByText("Invitation expired")).toBeVisible();

    await page.getByRole("button", { name: "Send a new link" }).click();
    await expect(title(page, "New link sent")).toBeVisible();
    const fresh = await link(2);
    await page.goto("/sign-in");
    await page.goto(old);
    await expect(title(page, "This invitation is not valid")).toBeVisible();
    await page.goto(fresh);
    await chooseFirstPassword(page, who.password);
  });

  test.describe("where no email can be sent", () => {
    const clock = new WallClock();
    test.use({ settings: clock.options });

    test("says who has a new one, and can be replaced by an administrator", async ({ cast, as, page }) => {
      const who = newcomer();
      await invite(await as(cast.ada), who);
      const old = await linkTo(cast, who);
      clock.forward(8 * day);
      await page.goto(old);
      await expect(title(page, "This invitation has expired")).toBeVisible();
      const advice = `No email can be sent from here. Ask an administrator of ${accountName} for a new link.`;
      await expect(page.getByText(advice)).toBeVisible();
      await expect(page.getByRole("button", { name: "Send a new link" })).toHaveCount(0);

      await cast.ada.signIn(cast.ada.email, cast.ada.password);
      const { items } = (await cast.ada.get("/members", { search: who.email })).body;
      const { url } = (await cast.ada.post(`/members/${items[0]!.id}/invitation`, { send: false })).body;
      await page.goto("/sign-in");
      await page.goto(url!);
      await chooseFirstPassword(page, who.password);
    });
  });
});

for (const name of ["ليلى بنت عبد العزيز الحداد", "長谷川花子", "Wolfeschlegelsteinhausenbergerdorff".repeat(4)]) {
  test(`on a phone the page fits for ${name.slice(0, 20)}`, async ({ cast, as }) => {
    const who = newcomer(name);
    const administrators = await as(cast.ada, { viewport: { width: 375, height: 700 } });
    await invite(administrators, who);
    const link = await linkTo(cast, who);
    await administrators.reload();
    await expect(administrators.getByText(name).first()).toBeVisible();
    await expectNoSidewaysScroll(administrators);

    await administrators.goto(link);
    await expect(title(administrators, `This invitation is for ${name}`)).toBeVisible();
    await expectNoSidewaysScroll(administrators);
    await administrators.context().clearCookies();
    await administrators.goto("/sign-in");
    await administrators.goto(link);
    await expect(title(administrators, `Welcome, ${name}`)).toBeVisible();
    await expectNoSidewaysScroll(administrators);
  });
}
