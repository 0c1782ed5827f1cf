import { expect, test, type Page } from "../support/browser.ts";
import { nameField, openInvite } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { openEdit } from "./member-actions.ts";

const discardQuestion = (page: Page) => page.getByRole("dialog", { name: "Discard what you typed?" });

test.describe("an edit dialog is open again after a reload", () => {
  test("of a member, on the list, with only agents chosen", async ({ cast, as }) => {
    const member = await cast.memberNotSignedIn({ agents: ["Sales"] });
    const page = await as(cast.ada);
    const dialog = await openEdit(page, member);
    await dialog.getByRole("checkbox", { name: "Support" }).check();
    await page.reload();
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "Sales" })).toBeChecked();
    await page.goto(`/account/members/${member.id}`);
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: member.name })).toBeVisible();
    await expect(dialog).toBeHidden();
  });

  test("of an invitation with only agents chosen, on the list alone", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const dialog = await openInvite(page);
    await dialog.getByRole("checkbox", { name: "Support" }).check();
    await page.goto(`/account/members/${cast.ada.id}`);
    await expect(page.getByRole("heading", { level: 1, name: cast.ada.name })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.goto("/account/members");
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
  });

  test("of a company and a contact", async ({ cast, as }) => {
    const contact = await cast.newContact("North", { name: "Mio Tan" });
    const page = await as(cast.ada);
    await page.goto("/companies");
    await page.getByRole("button", { name: "Edit South" }).click();
    const company = page.getByRole("dialog", { name: "Edit company" });
    await company.getByLabel("Name").fill("South quay");
    await page.reload();
    await expect(company.getByLabel("Name")).toHaveValue("South quay");
    await company.getByRole("button", { name: "Cancel" }).click();

    await page.goto(`/contacts/${contact.id}`);
    await page.getByRole("button", { name: "Edit" }).click();
    const editing = page.getByRole("dialog", { name: "Edit Mio Tan" });
    await editing.getByLabel("Job title").fill("Pilot");
    await page.reload();
    await expect(editing.getByLabel("Job title")).toHaveValue("Pilot");
    await editing.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Record consent" }).click();
    const consent = page.getByRole("dialog", { name: "Record consent" });
    await consent.getByLabel("Purpose").fill("Berth offers");
    await page.reload();
    await expect(consent.getByLabel("Purpose")).toHaveValue("Berth offers");
  });

  for (const width of [820, 1920]) {
    test(`at ${width} px, with its question above it`, async ({ cast, as }) => {
      const page = await as(cast.ada, { viewport: { width, height: 900 } });
      const dialog = await openInvite(page);
      await nameField(dialog).fill("Nora Berg");
      await page.reload();
      await expect(nameField(dialog)).toHaveValue("Nora Berg");
      await expect(page.getByText("What you typed before was restored.")).toBeVisible();
      await dialog.getByRole("button", { name: "Close" }).click();
      await expect(discardQuestion(page).getByRole("button", { name: "Discard" })).toBeInViewport({ ratio: 1 });
      await expectNoSidewaysScroll(page);
      await discardQuestion(page).getByRole("button", { name: "Discard" }).click();
      await expect(dialog).toBeHidden();
    });
  }
});

test.describe("a state beside the fields of a form is restored with them", () => {
  test("of a new contact, that there is consent", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/contacts");
    await page.getByRole("button", { name: "Add contact" }).click();
    const dialog = page.getByRole("dialog", { name: "Add contact" });
    await dialog.getByRole("combobox", { name: "Company" }).click();
    await page.getByRole("option", { name: "North" }).click();
    await dialog.getByLabel("Name", { exact: true }).fill("Ines Prado");
    await dialog.getByRole("switch", { name: "Has agreed to be called" }).check();
    await dialog.getByLabel("Purpose").fill("Berth offers");
    await dialog.getByLabel("Source").fill("Boat show");
    await dialog.getByLabel("Wording").fill("Call me.");
    await page.reload();
    await expect(dialog.getByLabel("Wording")).toHaveValue("Call me.");
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ines Prado" })).toBeVisible();
    const id = new URL(page.url()).pathname.split("/").at(-1);
    expect((await cast.ada.get(`/contacts/${id}`)).body.consent).toMatchObject({
      purpose: "Berth offers",
      source: "Boat show",
      wording: "Call me.",
    });

    await page.goto("/contacts");
    await page.getByRole("button", { name: "Add contact" }).click();
    await expect(dialog.getByRole("switch", { name: "Has agreed to be called" })).not.toBeChecked();
  });

  test("of a new field, that its key was typed", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/account/contact-fields");
    await page.getByRole("button", { name: "Create field" }).click();
    const dialog = page.getByRole("dialog", { name: "Create field" });
    await dialog.getByLabel("Label").fill("Contract");
    await dialog.getByLabel("Key").fill("contract_no");
    await page.reload();
    await expect(dialog.getByLabel("Key")).toHaveValue("contract_no");
    await dialog.getByLabel("Label").fill("Contract number");
    await expect(dialog.getByLabel("Key")).toHaveValue("contract_no");
  });
});

test.describe("what somebody else saved before the reload", () => {
  const notice = (page: Page) => page.getByRole("alert").filter({ hasText: "Your unsaved values are shown." });
  const useSaved = (page: Page) => notice(page).getByRole("button", { name: "Use the saved values" });

  test("can be used instead, only where it differs", async ({ cast, as }) => {
    const agent = await cast.newAgent("Tide desk", "North");
    const page = await as(cast.ada);
    await page.goto(`/agents/${agent.id}`);
    await page.getByLabel("Greeting").fill("Tides, mine.");
    await page.getByLabel("Voice").fill("Alva");
    await page.reload();
    await expect(page.getByLabel("Voice")).toHaveValue("Alva");
    await expect(notice(page)).toHaveCount(0);

    expect((await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Tides, theirs." })).status).toBe(200);
    for (let count = 0; count < 2; count++) {
      await page.reload();
      await expect(notice(page)).toBeVisible();
      await expect(page.getByLabel("Greeting")).toHaveValue("Tides, mine.");
    }
    await useSaved(page).click();
    await expect(page.getByLabel("Greeting")).toHaveValue("Tides, theirs.");
    await expect(page.getByLabel("Voice")).toHaveValue("Alva");
    await expect(notice(page)).toHaveCount(0);
  });

  test("in the dialog of a member: the assigned agents", async ({ cast, as }) => {
    const member = await cast.memberNotSignedIn({ agents: ["Sales"] });
    const page = await as(cast.ada);
    const dialog = await openEdit(page, member);
    await dialog.getByRole("checkbox", { name: "Support" }).check();
    const agent_ids = [cast.agent("Reception").id];
    expect((await cast.ada.patch(`/members/${member.id}`, { agent_ids })).status).toBe(200);
    await page.reload();
    await expect(dialog.getByRole("checkbox", { name: "Support" })).toBeChecked();
    await useSaved(page).click();
    await expect(dialog.getByRole("checkbox", { name: "Support" })).not.toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "Reception" })).toBeChecked();
    await expect(dialog.getByRole("button", { name: "Save changes" })).toBeDisabled();
  });

  test("and Escape asks nothing after that", async ({ cast, as }) => {
    const company = await cast.newCompany("Jetty");
    const page = await as(cast.ada);
    await page.goto("/companies");
    await page.getByRole("button", { name: "Edit Jetty", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Edit company" });
    await dialog.getByLabel("Name", { exact: true }).fill("Jetty, mine");
    expect((await cast.ada.patch(`/companies/${company.id}`, { name: "Jetty, theirs" })).status).toBe(200);
    await page.reload();
    await useSaved(page).click();
    await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Jetty, theirs");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  test("in the advanced editor, whose text is kept too", async ({ cast, as }) => {
    const agent = await cast.newAgent("Buoy desk", "North", { greeting: "Charts." });
    const page = await as(cast.ada);
    const editor = page.getByRole("textbox", { name: "Configuration" });
    await page.goto(`/agents/${agent.id}/configuration`);
    await expect(editor).toContainText("Charts.");
    await editor.press("ControlOrMeta+a");
    await page.keyboard.insertText('{"greeting": "Charts, mine."}');
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("Charts, mine.");
    await page.reload();
    await expect(editor).toContainText("Charts, mine.");
    await expect(notice(page)).toHaveCount(0);
    expect((await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Charts, theirs." })).status).toBe(200);
    await page.reload();
    await expect(editor).toContainText("Charts, mine.");
    await useSaved(page).click();
    await expect(editor).toContainText("Charts, theirs.");
    expect(await page.evaluate("JSON.stringify(sessionStorage)")).not.toContain("Charts, mine.");

    await editor.press("ControlOrMeta+a");
    await page.keyboard.insertText('{"greeting": "Charts, mine.", "apiKey": "of the platform"}');
    await expect(editor).toContainText("of the platform");
    await expect(page.getByRole("button", { name: "Save draft" })).toBeEnabled();
    expect(await page.evaluate("JSON.stringify(sessionStorage)")).not.toContain("Charts, mine.");
  });
});
