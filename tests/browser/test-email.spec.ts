import { expect, test } from "../support/browser.ts";
import { MailServer, refusal } from "../support/smtp.ts";

const post = await MailServer.start();

test.use({ house: "own", settings: { flags: post.flags } });
test.afterAll(() => post.stop());

test("a test email tells what the mail server answered", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/settings#email");
  const email = page.getByRole("region", { name: "Email" });
  const send = email.getByRole("button", { name: "Send a test email" });
  await send.click();
  await expect(email.getByRole("status")).toContainText(`Sent to ${cast.ada.email}. The mail server answered: 250 `);
  expect(post.received.flatMap(({ to }) => to)).toEqual([cast.ada.email]);
  post.refuse = () => refusal(550, "No such mailbox");
  await send.click();
  await expect(email.getByRole("status")).toHaveText("Not sent. The mail server answered: 550 No such mailbox");
});
