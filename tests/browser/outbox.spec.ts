import { expect, test } from "../support/browser.ts";
import { accountName } from "../support/cast.ts";
import { freePort } from "../support/server.ts";
import { invite, memberRow, newcomer } from "./invite.ts";
import { linkTo, title } from "./mail.ts";

test("the outbox is reached by Account in the main menu, and only by administrators", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/members");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Outbox" }).click();
  await expect(title(page, "Outbox")).toBeVisible();

  const member = await as(await cast.member());
  for (const path of ["/account/outbox", "/account/outbox/mai_unknown"]) {
    await member.goto(path);
    await expect(member.getByRole("heading", { name: "No access" })).toBeVisible();
    await expect(member.getByRole("table")).toHaveCount(0);
  }
});

test("without a mail server the outbox says so, and shows each mail with its link", async ({ cast, as }) => {
  const who = newcomer("Åsa Ström");
  const page = await as(cast.ada);
  await invite(page, who);
  const link = await linkTo(cast, who);

  await page.goto("/account/outbox");
  await expect(page.getByRole("note", { name: "No mail server" })).toContainText("ROLLCALL_SMTP_URL=");
  const row = page.getByRole("table", { name: "Outbox" }).getByRole("row").filter({ hasText: who.email });
  await expect(row).toContainText(who.name);
  await expect(row).toContainText("Not sent (no mail server)");
  await row.getByRole("link", { name: "Invitation" }).click();

  await expect(title(page, "Invitation")).toBeVisible();
  const message = page.getByRole("region", { name: "Message" });
  await expect(message.getByRole("heading", { level: 2 })).toContainText(accountName);
  await expect(message).toContainText(`Hello ${who.name},`);
  await expect(message.getByRole("link", { name: link })).toHaveAttribute("href", link);

  await page.getByRole("link", { name: "← Outbox" }).click();
  await expect(row).toBeVisible();
});

test("a row of the members leads to its mail", async ({ cast, as }) => {
  const who = newcomer();
  const page = await as(cast.ada);
  await invite(page, who);
  await memberRow(page, who.email).getByRole("link", { name: "Not sent (no mail server)" }).click();
  await expect(page.getByRole("region", { name: "Message" })).toContainText(`Hello ${who.name},`);
});

test("a mail that is gone with its member says so", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/outbox/mai_unknown");
  await expect(page.getByRole("heading", { name: "Email not found" })).toBeVisible();
});

test.describe("without any mail", () => {
  test.use({ house: "own" });

  test("the list says what belongs there, and a filter stands in the address", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/account/outbox");
    await expect(page.getByRole("heading", { name: "No emails yet" })).toBeVisible();
    await page.getByLabel("Status").selectOption("Failed");
    await expect(page).toHaveURL(/\?state=failed$/);
    await expect(page.getByText("No emails with this status.")).toBeVisible();

    const who = newcomer();
    await invite(page, who);
    await linkTo(cast, who);
    await page.goto("/account/outbox?state=kept");
    await expect(page.getByRole("table", { name: "Outbox" }).getByText(who.email)).toBeVisible();
    await page.goBack();
    await page.goto("/account/outbox?state=failed");
    await expect(page.getByText("No emails with this status.")).toBeVisible();
  });
});

test.describe("with a mail server that is away", () => {
  test.use({
    house: "own",
    settings: async ({}, use) => {
      await use({
        flags: [
          "--smtp-url",
          `smtp://127.0.0.1:${await freePort()}`,
          "--smtp-tls",
          "none",
          "--mail-from",
          "rollcall@harbour.example",
        ],
      });
    },
  });

  test("mail waits and says why, in the outbox, and the member’s row that it is delayed", async ({ cast, as }) => {
    const who = newcomer();
    const page = await as(cast.ada);
    await invite(page, who);
    const delayed = memberRow(page, who.email).getByRole("link", { name: "Email delayed" });
    await expect(delayed).toHaveAttribute("title", /The mail server cannot be reached\./);

    await page.goto("/account/outbox");
    await expect(page.getByRole("note", { name: "No mail server" })).toHaveCount(0);
    const row = page.getByRole("table", { name: "Outbox" }).getByRole("row").filter({ hasText: who.email });
    await expect(row).toContainText("Queued");
    await expect(row).toContainText(/The mail server cannot be reached\. Tried (once|\d+ times)\./);
    await row.getByRole("link", { name: "Invitation" }).click();
    await expect(page.getByText("The text is created when the email is sent.")).toBeVisible();
  });
});
