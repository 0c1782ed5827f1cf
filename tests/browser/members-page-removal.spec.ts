import { expect, test, type Page } from "../support/browser.ts";
import type { Person } from "../support/cast.ts";
import { filesWith } from "../support/folder.ts";
import { violations } from "./axe.ts";
import { memberRow } from "./invite.ts";
import { openMembers } from "./member-actions.ts";

async function openRemoval(page: Page, member: Person) {
  await (await openMembers(page, member)).getByRole("button", { name: `Remove: ${member.name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Remove ${member.name}?` });
  await expect(dialog).toBeVisible();
  return dialog;
}

const receipt = (page: Page) => page.getByRole("dialog", { name: "Removed" }).getByRole("status");

test.describe("Remove", () => {
  test("M7 a row has the actions Edit agents, Change password, Remove", async ({ cast, as }) => {
    const member = await cast.member();
    const row = await openMembers(await as(cast.ada), member);
    for (const name of ["Edit agents", "Change password", "Remove"]) {
      await expect(row.getByRole("button", { name: `${name}: ${member.name}` })).toBeVisible();
    }
  });

  test("M36 M37 on the row asks for confirmation in a dialog, and nothing happens without it", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member();
    const dialog = await openRemoval(page, member);
    expect(await violations(page, "[role=dialog]")).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await expect(memberRow(page, member.email)).toBeVisible();
    expect((await member.get("/session")).body.member?.id).toBe(member.id);
  });

  test("a member who was changed meanwhile is removed by the second attempt", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member();
    const dialog = await openRemoval(page, member);
    const remove = dialog.getByRole("button", { name: `Remove ${member.name}` });
    expect((await cast.ada.patch(`/members/${member.id}`, { job_title: "Pilot" })).status).toBe(200);
    await remove.click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await remove.click();
    await expect(receipt(page)).toContainText(`${member.name} was removed.`);
  });

  test("M38 says that it is permanent, what goes and what stays, and takes the member away", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member({ agents: ["Sales"] });
    const dialog = await openRemoval(page, member);
    await expect(dialog.getByText("is permanent and cannot be undone")).toBeVisible();
    await expect(dialog.getByText("backups stored elsewhere")).toBeVisible();
    await dialog.getByRole("button", { name: `Remove ${member.name}` }).click();
    await expect(receipt(page)).toContainText(`${member.name} was removed. 1 session ended.`);
    await expect(receipt(page)).not.toContainText("API token");
    await page.getByRole("button", { name: "Done" }).click();
    await expect(memberRow(page, member.email)).toBeHidden();
    expect((await member.get("/session")).body.member).toBeNull();
    expect((await member.signIn(member.email, member.password)).status).toBe(401);
  });

  test("M39 deletes all the member's data, to the last byte", async ({ cast, as, server }) => {
    const page = await as(cast.ada);
    const member = await cast.member({ name: "Ottilie Unmistakable" });
    expect(filesWith(server.dataFolder, member.name)).not.toEqual([]);
    const dialog = await openRemoval(page, member);
    await dialog.getByRole("button", { name: `Remove ${member.name}` }).click();
    await expect(receipt(page)).toBeVisible();
    const traces = () => [member.name, member.email].flatMap((text) => filesWith(server.dataFolder, text));
    await expect.poll(traces, { timeout: 75_000 }).toEqual([]);
  });
});

test.describe("Removing oneself", () => {
  test.use({ house: "own" });

  test("as the last administrator is refused with the reason", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const dialog = await openRemoval(page, cast.ada);
    await expect(dialog.getByText("You are removing yourself.")).toBeVisible();
    await dialog.getByRole("button", { name: `Remove ${cast.ada.name}` }).click();
    await expect(dialog.getByText("This is the last active administrator.")).toBeVisible();
  });
});
