/// <reference lib="dom" />
import { expect, test } from "../support/browser.ts";
import { expectFocusIn, openInvite } from "./invite.ts";
import { callRows, callsOf, minutesAgo, newCall } from "./calls.ts";

test("the last page of a list moves the focus from the link that is gone to the table", async ({ cast, as }) => {
  await cast.newAgent("Focus desk", "North");
  for (let count = 3; count > 0; count--) await newCall(cast, "Focus desk", { started_at: minutesAgo(count * 10) });
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Focus desk", "&limit=2"));
  await page.getByRole("link", { name: "Next" }).press("Enter");
  await expect(callRows(page)).toHaveCount(1);
  await expect(page.getByRole("table", { name: "Calls" })).toBeFocused();
  await page.getByRole("link", { name: "Previous" }).press("Enter");
  await expect(callRows(page)).toHaveCount(2);
  await expect(page.getByRole("table", { name: "Calls" })).toBeFocused();
});

test("removing a filter moves the focus to the count", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/members?role=administrator&status=active&search=ada");
  const filters = page.getByRole("region", { name: "Filters" });
  const count = filters.getByRole("status");
  await filters.getByRole("button", { name: "Remove filter: Active" }).press("Enter");
  await expect(page).not.toHaveURL(/status=/);
  await expect(count).toBeFocused();
  await filters.getByRole("button", { name: "Clear", exact: true }).press("Enter");
  await expect(page).toHaveURL(/\/members$/);
  await expect(count).toBeFocused();

  await page.getByRole("searchbox", { name: "Search members" }).fill("nobody of this name");
  await page.getByRole("button", { name: "Clear the search" }).press("Enter");
  await expect(page.getByRole("searchbox", { name: "Search members" })).toBeFocused();
});

test("saving and discarding move the focus from the button that cannot be used any more to the title", async ({
  cast,
  as,
}) => {
  const { id } = await cast.newAgent("Anchor desk", "North");
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  const title = page.getByRole("heading", { level: 1 });
  await page.getByLabel("Greeting").fill("Pilots, hello.");
  await page.getByRole("button", { name: "Save changes" }).press("Enter");
  await expect(page.getByText("Anchor desk was saved.")).toBeVisible();
  await expect(title).toBeFocused();

  await page.getByLabel("Greeting").fill("Pilots.");
  await page.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(page.getByLabel("Greeting")).toHaveValue("Pilots, hello.");
  await expect(title).toBeFocused();
});

test("a button whose request is refused keeps the focus", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/companies");
  await page.getByRole("button", { name: "Delete North" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete North?" });
  const submit = dialog.getByRole("button", { name: "Delete company" });
  await expectFocusIn(dialog);
  await submit.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Agents, contacts or campaigns belong to this company.");
  await expect(submit).toBeFocused();
});

test("what has the focus in a long dialog is never hidden under its buttons", async ({ cast, as }) => {
  const manyLines = "with a name that takes many lines on a phone, ".repeat(3);
  for (const count of [1, 2, 3, 4]) await cast.newAgent(`Focus ${manyLines}desk ${count}`, "North");
  const page = await as(cast.ada, { viewport: { width: 360, height: 560 } });
  const dialog = await openInvite(page);
  const hidden: string[] = [];
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press(key);
      const covered = await dialog.evaluate((element) => {
        const focused = document.activeElement as HTMLElement;
        const shown = focused.closest("label, [class*=Switch-body], [class*=Checkbox-body]") ?? focused;
        const buttons = element.querySelector("button[type=submit]")!.parentElement!.parentElement!;
        if (!element.contains(focused) || buttons.contains(focused)) return null;
        const overlap = shown.getBoundingClientRect().bottom - buttons.getBoundingClientRect().top;
        return overlap > 0 ? `${focused.outerHTML.slice(0, 80)} by ${overlap} px` : null;
      });
      if (covered) hidden.push(covered);
    }
  }
  expect(hidden).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the focus, switches that are off and the edges of fields are visible in ${colorScheme}`, async ({
    cast,
    as,
  }) => {
    const page = await as(cast.ada, { colorScheme });
    const dialog = await openInvite(page);
    await dialog.getByRole("switch", { name: "Can access CRM" }).focus();
    await page.keyboard.press("Tab");
    const contrasts = await dialog.evaluate((element) => {
      const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
      const luminance = (colour: string) => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
          const part = value / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
      };
      const contrast = (one: string, other: string) => {
        const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
        return (light! + 0.05) / (dark! + 0.05);
      };
      const ground = getComputedStyle(element).backgroundColor;
      const style = (selector: string) => getComputedStyle(element.querySelector(selector)!);
      const focused = document.activeElement!;
      return {
        "switch that is off": contrast(style("[role=switch]:not(:checked) + *").backgroundColor, ground),
        "edge of a field": contrast(style("input[type=email]").borderTopColor, ground),
        "edge of a checkbox": contrast(
          style("[type=checkbox]:not([role=switch]):not(:checked)").borderTopColor,
          ground,
        ),
        focus: contrast(getComputedStyle(focused.nextElementSibling ?? focused).outlineColor, ground),
      };
    });
    for (const [what, contrast] of Object.entries(contrasts)) expect.soft(contrast, what).toBeGreaterThanOrEqual(3);
  });
}
