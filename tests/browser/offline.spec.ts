import { expect, test } from "../support/browser.ts";

test("without a network a click in the menu stays in the page, which goes on when the network is back", async ({
  cast,
  faults,
  as,
}) => {
  faults.expect(/net::ERR_INTERNET_DISCONNECTED|Failed to fetch dynamically imported module|PartNotLoaded/);
  const page = await as(cast.ada);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  await page.evaluate("window.isSameDocument = true");

  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Calls", exact: true }).click();
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("heading", { name: "This could not be loaded" })).toBeVisible();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();

  await page.context().setOffline(false);
  await expect(page.getByRole("heading", { level: 1, name: "Calls" })).toBeVisible();
  expect(await page.evaluate("window.isSameDocument")).toBe(true);
});

test("a list that could not be loaded loads by itself when the network is back", async ({ cast, faults, as }) => {
  faults.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const page = await as(cast.ada);
  await page.goto("/account/members");
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole("columnheader", { name: "Email" }).getByRole("button").click();
  await expect(page.getByRole("alert").getByRole("heading", { name: "This could not be loaded" })).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("table", { name: "Members" }).getByText(cast.ada.email)).toBeVisible();
});
