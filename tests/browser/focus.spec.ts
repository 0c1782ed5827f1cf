import { expect, test } from "../support/browser.ts";
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
  await filters.getByRole("button", { name: "Lift the filter: Active" }).press("Enter");
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
  const { id } = await cast.newAgent("Pilot desk", "North");
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  const title = page.getByRole("heading", { level: 1 });
  await page.getByLabel("Greeting").fill("Pilots, hello.");
  await page.getByRole("button", { name: "Save changes" }).press("Enter");
  await expect(page.getByText("Pilot desk was saved.")).toBeVisible();
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
  await submit.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Agents, contacts or campaigns belong to this company.");
  await expect(submit).toBeFocused();
});
