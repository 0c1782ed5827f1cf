import { expect, test, type Page } from "../support/browser.ts";
import { administrator } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { meanwhile } from "./conflict.ts";
import { memberRow, permissionLabels } from "./invite.ts";
import {
  chooseInMenu,
  difference,
  openEdit,
  openMembers,
  openPassword,
  save,
  saveButton,
  shown,
} from "./member-actions.ts";
import { holdRequests } from "./requests.ts";

const fresh = "six new herrings";

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test.describe("Edit agents", () => {
  test("M25 on any member opens that member's settings", async ({ cast, as }) => {
    const member = await cast.member({ agents: ["Sales"], permissions: { view_recordings: true } });
    const dialog = await openEdit(await as(cast.ada), member);
    await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue(member.name);
    await expect(dialog.getByRole("checkbox", { name: "Sales", exact: true })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "Support", exact: true })).not.toBeChecked();
    for (const name of permissionLabels) {
      await expect(dialog.getByRole("switch", { name })).toBeChecked({ checked: name === "Can view recordings" });
    }
    await expect(dialog.getByRole("switch", { name: "Administrator" })).not.toBeChecked();
  });

  test("M26 name and job title can be updated", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member({ name: "Nils Holm" });
    const dialog = await openEdit(page, member);
    await dialog.getByLabel("Name", { exact: true }).fill("Nils Åkesson");
    await dialog.getByLabel("Job title").fill("Harbour pilot");
    await expect(difference(dialog)).toHaveText(["Name: Nils Holm → Nils Åkesson", "Job title: none → Harbour pilot"]);
    await save(page, dialog, "Nils Åkesson");
    await expect(memberRow(page, member.email).getByText("Nils Åkesson", { exact: true })).toBeVisible();
    expect(await shown(cast, member)).toMatchObject({ name: "Nils Åkesson", job_title: "Harbour pilot" });
  });

  test("M27 the permission switches can be adjusted", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member({ permissions: { edit_agents: true } });
    const dialog = await openEdit(page, member);
    await dialog.getByRole("switch", { name: "Can edit agents" }).uncheck();
    await dialog.getByRole("switch", { name: "Can view recordings" }).check();
    await expect(difference(dialog)).toHaveText(["− Can edit agents", "+ Can view recordings"]);
    await save(page, dialog, member.name);
    expect((await member.get("/session")).body.permissions).toMatchObject({
      edit_agents: false,
      view_recordings: true,
    });
  });

  test("M28 the assignments can be changed, and hold at once", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const company = await cast.newCompany("Boatyard");
    await cast.newAgent("Fog horn", company);
    await cast.newAgent("Slipway", company);
    const seaWall = await cast.newAgent("Sea wall", "North");
    for (const started_at of ["2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z"]) {
      expect((await cast.ada.post("/calls", { agent_id: seaWall.id, started_at })).status).toBe(201);
    }
    const member = await cast.member({ agents: ["Sea wall", "Sales"] });
    const dialog = await openEdit(page, member);
    await dialog.getByRole("checkbox", { name: "Sea wall", exact: true }).uncheck();
    await dialog.getByRole("checkbox", { name: "Boatyard: and agents added later" }).check();
    await expect(difference(dialog)).toHaveText([
      "+ Fog horn, Slipway",
      "+ Boatyard: agents added later",
      "− Sea wall",
      "2 calls become hidden",
    ]);
    await save(page, dialog, member.name);
    expect((await member.names("/agents")).toSorted()).toEqual(["Fog horn", "Sales", "Slipway"]);
  });

  test("M29 Save changes saves, and waits until there is something to save", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member();
    const dialog = await openEdit(page, member);
    await expect(saveButton(dialog)).toBeDisabled();
    await dialog.getByRole("switch", { name: "Can access CRM" }).check();
    await expect(saveButton(dialog)).toBeEnabled();
    await dialog.getByRole("switch", { name: "Can access CRM" }).uncheck();
    await expect(saveButton(dialog)).toBeDisabled();
    await expect(difference(dialog)).toHaveCount(0);
    await dialog.getByRole("switch", { name: "Can access CRM" }).check();
    await save(page, dialog, member.name);
    expect((await shown(cast, member)).permissions.access_crm).toBe(true);
  });

  test("M30 the email is shown, cannot be changed, and the reason is beside it", async ({ cast, as }) => {
    const member = await cast.member();
    const dialog = await openEdit(await as(cast.ada), member);
    const email = dialog.getByLabel("Email");
    await expect(email).toHaveValue(member.email);
    await expect(email).not.toBeEditable();
    await expect(email).toHaveAccessibleDescription(/cannot be changed.*invite again/);
  });

  test("says what another administrator has changed meanwhile, and keeps what was changed here", async ({
    cast,
    as,
  }) => {
    // Without calls, whatever other tests have left.
    const tideGauge = await cast.newAgent("Tide gauge", "North");
    const page = await as(cast.ada);
    const member = await cast.member({ agents: ["Sales"] });
    const dialog = await openEdit(page, member);
    await dialog.getByLabel("Job title").fill("Night shift lead");
    await dialog.getByRole("checkbox", { name: tideGauge.name, exact: true }).check();
    await cast.ada.patch(`/members/${member.id}`, {
      permissions: { edit_agents: true },
      agent_ids: [cast.agent("Reception").id],
    });

    await saveButton(dialog).click();
    await expect(meanwhile(dialog).getByRole("listitem")).toHaveText(["+ Can edit agents", "+ Reception", "− Sales"]);
    await expect(difference(dialog)).toHaveText([/Job title: .* → Night shift lead/, `+ ${tideGauge.name}`]);
    await expect(dialog.getByLabel("Job title")).toHaveValue("Night shift lead");

    await save(page, dialog, member.name);
    const saved = await shown(cast, member);
    expect(saved).toMatchObject({ job_title: "Night shift lead", permissions: { edit_agents: true } });
    expect(saved.agent_ids.toSorted()).toEqual([cast.agent("Reception").id, tideGauge.id].toSorted());
  });

  test("keeps what is typed and chosen while a save is refused", async ({ cast, as }) => {
    const tideGauge = await cast.newAgent("Tide gauge of the pier", "North");
    const page = await as(cast.ada);
    const member = await cast.member({ agents: ["Sales"] });
    const dialog = await openEdit(page, member);
    await cast.ada.patch(`/members/${member.id}`, { name: "Renamed Meanwhile" });
    const refuse = await holdRequests(page, "PATCH", `/members/${member.id}`);
    await dialog.getByLabel("Job title").fill("Night shift");
    await saveButton(dialog).click();
    await dialog.getByLabel("Job title").fill("Night shift lead");
    await dialog.getByRole("checkbox", { name: tideGauge.name, exact: true }).check();
    refuse();
    await expect(meanwhile(dialog)).toBeVisible();
    await expect(dialog.getByLabel("Job title")).toHaveValue("Night shift lead");
    await expect(dialog.getByRole("checkbox", { name: tideGauge.name, exact: true })).toBeChecked();
  });

  test("keeps what is typed at Escape and at a click outside, and the server's word at the field", async ({
    cast,
    as,
  }) => {
    const page = await as(cast.ada);
    const dialog = await openEdit(page, await cast.member());
    const name = dialog.getByLabel("Name", { exact: true });
    await name.fill("x".repeat(201));
    for (const close of [() => page.keyboard.press("Escape"), () => page.mouse.click(5, 5)]) {
      await close();
      await page.getByRole("button", { name: "Keep editing" }).click();
    }
    await expect(name).toHaveValue("x".repeat(201));
    await saveButton(dialog).click();
    await expect(name).toHaveAccessibleDescription(/200/);
    await expect(name).toBeFocused();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
  });

  test("closes at Escape while nothing is changed, and the focus is where it was", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member();
    const dialog = await openEdit(page, member);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(memberRow(page, member.email).getByRole("button", { name: "Edit agents" })).toBeFocused();
  });
});

test.describe("one's own row", () => {
  test.use({ house: "own" });

  test("may be edited: the last administrator stays one, and the page shows the new name", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const dialog = await openEdit(page, cast.ada);
    await dialog.getByRole("switch", { name: "Administrator" }).uncheck();
    await saveButton(dialog).click();
    await expect(dialog.getByRole("alert")).toContainText("last active administrator");
    await dialog.getByRole("switch", { name: "Administrator" }).check();
    await dialog.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
    await save(page, dialog, "Ada Lovelace");
    await expect(page.getByRole("button", { name: /^Ada Lovelace/ })).toBeVisible();
  });

  test("of one among several administrators may be demoted: then the page is closed to them", async ({ cast, as }) => {
    const second = await cast.member({ role: "administrator" });
    const page = await as(second);
    await (await openMembers(page, second)).getByRole("button", { name: "Edit agents" }).click();
    const dialog = page.getByRole("dialog", { name: `Edit ${second.name}` });
    await dialog.getByRole("switch", { name: "Administrator" }).uncheck();
    await saveButton(dialog).click();
    await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
    await expect(page.getByText(`Changes to ${second.name} are saved.`)).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" }).getByText("Account")).toBeHidden();
  });

  test("leads to the profile for the password", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await (await openMembers(page, cast.ada)).getByRole("button", { name: "Change password" }).click();
    await expect(page).toHaveURL(/\/profile$/);
    await expect(page.getByLabel("Current password", { exact: true })).toBeVisible();
  });

  test("may be suspended when there is another administrator: the sign-in follows", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await chooseInMenu(page, cast.ada, "Suspend");
    const dialog = page.getByRole("dialog", { name: `Suspend ${cast.ada.name}?` });
    await dialog.getByRole("button", { name: `Suspend ${cast.ada.name}` }).click();
    await expect(dialog.getByRole("alert")).toContainText("last active administrator");

    await cast.member({ role: "administrator" });
    await dialog.getByRole("button", { name: `Suspend ${cast.ada.name}` }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
});

test.describe("Change password", () => {
  test("M32 administrators reset a member's password, and the old one stops working", async ({ cast, server, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member();
    const dialog = await openPassword(page, member);
    await expect(dialog.getByText("All sessions and API tokens of the member end at once.")).toBeVisible();
    await dialog.getByLabel("New password").fill(fresh);
    await dialog.getByRole("button", { name: "Update Password" }).click();
    await expect(dialog.getByRole("status")).toContainText("All sessions and API tokens have ended");
    expect((await member.get("/profile")).status).toBe(401);
    expect((await new Client(server).signIn(member.email, member.password)).status).toBe(401);
  });

  test("M33 the new password has at least 6 characters", async ({ cast, server, as }) => {
    const page = await as(cast.ada);
    const member = await cast.member();
    const dialog = await openPassword(page, member);
    await dialog.getByLabel("New password").fill("gull5");
    await dialog.getByRole("button", { name: "Update Password" }).click();
    await expect(dialog.getByLabel("New password")).toHaveAccessibleDescription("Use at least 6 characters.");
    expect((await member.get("/profile")).status).toBe(200);

    await dialog.getByLabel("New password").fill("gull57");
    await dialog.getByRole("button", { name: "Update Password" }).click();
    await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
    expect((await new Client(server).signIn(member.email, "gull57")).status).toBe(201);
  });

  test("M34 Update Password sets a generated one, which can be copied before the dialog closes", async ({
    cast,
    server,
    as,
  }) => {
    const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
    const member = await cast.member();
    const dialog = await openPassword(page, member);
    await dialog.getByRole("button", { name: "Generate" }).click();
    await expect(dialog.getByRole("meter")).toHaveAttribute("aria-valuetext", "Strong");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keep editing" }).click();
    const generated = await dialog.getByLabel("New password").inputValue();
    await dialog.getByRole("button", { name: "Update Password", exact: true }).click();
    await expect(dialog.getByRole("status")).toContainText("A password change is required");
    await dialog.getByRole("button", { name: "Copy" }).click();
    await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(generated);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(dialog).toBeHidden();
    const session = (await new Client(server).signIn(member.email, generated)).body;
    expect(session.password_change_required).toBe(true);
  });

  test("M35 the member needs the new password at the next sign-in", async ({ cast, page, as }) => {
    const administrators = await as(cast.ada);
    const member = await cast.member({ agents: ["Sales"] });
    const dialog = await openPassword(administrators, member);
    await dialog.getByLabel("New password").fill(fresh);
    await dialog.getByRole("checkbox", { name: "Require a password change at next sign-in" }).uncheck();
    await dialog.getByRole("button", { name: "Update Password" }).click();
    await expect(dialog.getByRole("status")).not.toContainText("password change is required");

    await page.goto("/agents");
    await signIn(page, member.email, member.password);
    await expect(page.getByRole("alert")).toBeVisible();
    await signIn(page, member.email, fresh);
    await expect(page.getByRole("table", { name: "Agents" }).getByRole("link")).toHaveText(["Sales"]);
  });

  test("shows the server's reason at the field", async ({ cast, as }) => {
    const dialog = await openPassword(await as(cast.ada), await cast.member());
    await dialog.getByLabel("New password").fill("password");
    await dialog.getByRole("button", { name: "Update Password" }).click();
    await expect(dialog.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByLabel("New password")).toBeFocused();
  });
});

test.describe("a password of one's own that is owed", () => {
  test("is chosen first, and then the wanted page is there", async ({ cast, page }) => {
    const member = await cast.member({ agents: ["Sales"] });
    await cast.ada.put(`/members/${member.id}/password`, { password: fresh, must_change: true });
    const path = `/agents/${cast.agent("Sales").id}`;
    await page.goto(path);
    await signIn(page, member.email, fresh);
    await expect(page.getByRole("heading", { level: 1, name: "Choose your own password" })).toBeVisible();
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await page.getByLabel("Current password", { exact: true }).fill(fresh);
    await page.getByLabel("New password").fill(fresh);
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("New password").fill("a kelp forest");
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sales" })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  });

  test("is asked for when it begins to be owed while the page is open, and one may sign out instead", async ({
    cast,
    server,
    as,
  }) => {
    const member = await cast.member({ agents: ["Sales"] });
    const page = await as(member);
    await page.goto("/agents");
    await expect(page.getByRole("table", { name: "Agents" })).toBeVisible();
    // Another tab of this browser has signed in with the password that an administrator has set.
    await cast.ada.put(`/members/${member.id}/password`, { password: fresh, must_change: true });
    await member.signIn(member.email, fresh);
    const url = server.address;
    await page.context().addCookies([...member.cookies].map(([name, value]) => ({ name, value, url, httpOnly: true })));
    await page.getByRole("link", { name: "Sales" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Choose your own password" })).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    expect((await member.get("/session")).body.member).toBeNull();
  });
});

test("Suspend and Restore end access and give it back, in words before and on the row", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const member = await cast.member({ agents: ["Sales"] });
  await chooseInMenu(page, member, "Suspend");
  const suspend = page.getByRole("dialog", { name: `Suspend ${member.name}?` });
  await expect(suspend).toContainText(`${member.name} loses access at once`);
  await suspend.getByRole("button", { name: `Suspend ${member.name}` }).click();
  await expect(suspend).toBeHidden();
  const row = memberRow(page, member.email);
  await expect(row.getByText("Suspended", { exact: true })).toBeVisible();
  expect((await member.get("/agents")).status).toBe(401);

  await chooseInMenu(page, member, "Restore");
  const restore = page.getByRole("dialog", { name: `Restore ${member.name}?` });
  await restore.getByRole("button", { name: `Restore ${member.name}` }).click();
  await expect(restore).toBeHidden();
  await expect(row.getByText("Suspended", { exact: true })).toBeHidden();
  expect((await member.signIn(member.email, member.password)).status).toBe(201);
  expect(await member.names("/agents")).toEqual(["Sales"]);
});

test("a member who is gone meanwhile is said to be", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const row = await openMembers(page, administrator);
  await page.route("**/api/v1/members/*", (route) =>
    route.fulfill({
      status: 404,
      contentType: "application/problem+json",
      json: { type: "about:blank", title: "Not found", status: 404, code: "not_found", request_id: "1" },
    }),
  );
  await row.getByRole("button", { name: "Edit agents" }).click();
  await expect(page.getByRole("heading", { name: "Member not found" })).toBeVisible();
});
