/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { expect, test, type Page } from "../support/browser.ts";
import { newCall } from "./calls.ts";

/** The buttons, links and fields of the page that a toast is over. */
async function findCovered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const toast = document.querySelector(".mantine-Notification-root")!;
    const over = toast.getBoundingClientRect();
    return [...document.querySelectorAll("button, a[href], input, select, textarea")]
      .filter((element) => !toast.contains(element) && element.checkVisibility({ checkVisibilityCSS: true }))
      .filter((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return left < over.right && right > over.left && top < over.bottom && bottom > over.top;
      })
      .map((element) => element.textContent || element.outerHTML);
  });
}

for (const width of [360, 820, 1280, 1920]) {
  test(`a toast covers no button, at ${width} px`, async ({ cast, as }) => {
    const name = `Berth at ${width} px`;
    // The list is longer than the window, so that the bar of the selected ones is at its bottom.
    for (const more of ["", " A", " B", " C", " D", " E", " F"]) await cast.newContact("South", { name: name + more });
    const page = await as(cast.ada, { viewport: { width, height: 480 } });
    await page.goto(`/contacts?company_id=${cast.company("South").id}`);
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
    await page.getByRole("button", { name: "Add tag" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a tag to 1 contact" });
    await dialog.getByLabel("Tag").fill("Ferry");
    await dialog.getByRole("button", { name: "Add tag" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "1 contact changed." })).toBeVisible();
    await expect(page.getByRole("button", { name: "Clear selection" })).toBeVisible();
    expect(await findCovered(page)).toEqual([]);
  });
}

test.describe("with an account in another time zone", () => {
  test.use({ house: "own" });

  test("a page of a list says which items it has, and times are those of the account", async ({ cast, as }) => {
    for (let number = 1; number <= 4; number++) await cast.memberNotSignedIn();
    const page = await as(cast.ada, { timezoneId: "Europe/London" });
    await page.goto("/account/members?limit=2");
    const pages = page.getByRole("navigation", { name: "Pages" });
    await expect(pages.getByRole("status")).toHaveText("1–2 of 5");
    await pages.getByRole("link", { name: "Next" }).click();
    await expect(pages.getByRole("status")).toHaveText("3–4 of 5");
    await page.reload();
    await expect(pages.getByRole("status")).toHaveText("3–4 of 5");
    await pages.getByRole("link", { name: "Next" }).click();
    await expect(pages.getByRole("status")).toHaveText("5 of 5");
    await pages.getByRole("link", { name: "Previous" }).click();
    await expect(pages.getByRole("status")).toHaveText("3–4 of 5");
    await page.getByRole("button", { name: "Name" }).click();
    await expect(pages.getByRole("status")).toHaveText("1–2 of 5");

    const { etag } = (await cast.ada.get("/settings")).body;
    void (await cast.ada.patch("/settings", { time_zone: "Asia/Tokyo" }, { headers: { "If-Match": etag } })).body;
    await newCall(cast, "Reception", { started_at: "2025-05-05T20:30:00Z" });
    await page.goto("/calls");
    const time = page.getByRole("table", { name: "Calls" }).locator("td > time");
    await expect(time).toHaveText("6 May 2025, 05:30 GMT+9");
    await expect(time).toHaveAttribute(
      "title",
      /6 May 2025 at 05:30:00 \(Asia\/Tokyo\)\n.* 21:30:00 your time \(Europe\/London\)/,
    );
  });
});
