import { expect, test } from "../support/browser.ts";
import { Client } from "../support/client.ts";
import {
  create,
  createButton,
  emailField,
  fillIn,
  memberOf,
  nameField,
  newcomer,
  openInvite,
  passwordField,
} from "./invite.ts";

test("an email that is taken is reported at its field, and nothing typed is lost", async ({ cast, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  const who = newcomer();
  await fillIn(dialog, { ...who, email: cast.ada.email.toUpperCase() });
  await dialog.getByRole("switch", { name: "Can access CRM" }).check();
  await dialog.getByRole("checkbox", { name: "Support" }).check();
  await createButton(dialog).click();

  await expect(emailField(dialog)).toHaveAccessibleDescription("This person is already a member.");
  await expect(emailField(dialog)).toBeFocused();
  await expect(nameField(dialog)).toHaveValue(who.name);
  await expect(passwordField(dialog)).toHaveValue(who.password);
  await expect(dialog.getByRole("switch", { name: "Can access CRM" })).toBeChecked();

  await emailField(dialog).fill(who.email);
  await create(dialog);
  expect((await memberOf(cast, who.email))?.agent_ids).toEqual([cast.agent("Support").id]);
});

test("what the server refuses stands at its field", async ({ cast, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  await fillIn(dialog, { ...newcomer(), email: "no address at all" });
  await createButton(dialog).click();
  await expect(emailField(dialog)).toHaveAttribute("aria-invalid", "true");
  await expect(emailField(dialog)).not.toHaveAccessibleDescription("");
});

test("a company's box is half-ticked while some of its agents are", async ({ cast, as }) => {
  const company = await cast.newCompany("Lighthouse");
  for (const name of ["Keeper", "Lamp room"]) await cast.newAgent(name, company);
  const dialog = await openInvite(await as(cast.ada));
  const group = dialog.getByRole("group", { name: "Lighthouse" });
  const whole = group.getByRole("checkbox", { name: "Lighthouse", exact: true });

  await group.getByRole("checkbox", { name: "Keeper" }).check();
  await expect(whole).toBeChecked({ indeterminate: true });
  await expect(group.getByText("1 of 2")).toBeVisible();
  await group.getByRole("checkbox", { name: "Lamp room" }).check();
  await expect(whole).toBeChecked();
  await whole.uncheck();
  await expect(group.getByRole("checkbox", { name: "Keeper" })).not.toBeChecked();
  await expect(whole).not.toBeChecked({ indeterminate: true });
});

test("an administrator has every agent and permission, so there is nothing to choose", async ({ cast, as }) => {
  const dialog = await openInvite(await as(cast.ada));
  const who = newcomer();
  await fillIn(dialog, who);
  await dialog.getByRole("switch", { name: "Administrator" }).check();
  await expect(dialog.getByText("All agents, as an administrator.")).toBeVisible();
  await expect(dialog.getByRole("switch", { name: "Can edit agents" })).toBeDisabled();
  await create(dialog);
  expect((await memberOf(cast, who.email))?.role).toBe("administrator");
});

test.describe("with agents of its own", () => {
  test.use({ house: "own" });

  test("with agents added later, a member sees those too", async ({ cast, server, as }) => {
    const dialog = await openInvite(await as(cast.ada));
    const who = newcomer();
    await fillIn(dialog, who);
    await dialog.getByRole("checkbox", { name: "South: and agents added later" }).check();
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeDisabled();
    await create(dialog);
    await cast.newAgent("Harbour master", "South");

    const browser = new Client(server);
    await browser.signIn(who.email, who.password);
    const page = await as(browser);
    await page.goto("/agents");
    const agents = page.getByRole("table", { name: "Agents" }).getByRole("link");
    await expect(agents).toHaveText(["Harbour master", "Night desk", "Support"]);
  });

  test("a thousand agents are found by a filter, and what it hides stays unticked", async ({ cast, as }) => {
    const { id } = cast.company("North");
    const numbers = Array.from({ length: 1000 }, (_, index) => String(index).padStart(4, "0"));
    for (let first = 0; first < numbers.length; first += 50) {
      await Promise.all(numbers.slice(first, first + 50).map((number) => cast.newAgent(`Line ${number}`, { id })));
    }
    const dialog = await openInvite(await as(cast.ada));
    const who = newcomer();
    await expect(dialog.getByText("0 of 1004")).toBeVisible();
    await dialog.getByRole("searchbox", { name: "Filter agents" }).fill("line 07");
    const north = dialog.getByRole("group", { name: "North" });
    await expect(north.getByText("0 of 100", { exact: true })).toBeVisible();
    await north.getByRole("checkbox", { name: "North", exact: true }).check();
    await expect(dialog.getByText("100 of 1004")).toBeVisible();
    await dialog.getByRole("searchbox", { name: "Filter agents" }).fill("LINE 0999");
    await dialog.getByRole("checkbox", { name: "Line 0999" }).check();
    await dialog.getByRole("searchbox", { name: "Filter agents" }).fill("no such line");
    await expect(dialog.getByText("No agents match “no such line”.")).toBeVisible();

    await fillIn(dialog, who);
    await create(dialog);
    const given = (await memberOf(cast, who.email))!.agent_ids;
    expect(given).toHaveLength(101);
    expect(given).toContain(cast.agent("Line 0700").id);
    expect(given).toContain(cast.agent("Line 0999").id);
    expect(given).not.toContain(cast.agent("Line 0699").id);
  });
});
