import { expect, test, type Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";

const full = { greeting: "Ahoy.", voice: "Juno", tools: [{ name: "book_berth" }] };

let made = 0;
/** An agent of a company of its own, whose live configuration is `full`. */
async function newAgent(cast: Cast) {
  const company = await cast.newCompany(`Pier ${++made}`);
  const agent = await cast.newAgent(`Pilot ${made}`, company, { greeting: "Ahoy.", voice: "Juno" });
  void (await cast.ada.put(`/agents/${agent.id}/configuration`, { configuration: full })).body;
  void (await cast.ada.post(`/agents/${agent.id}/publication`)).body;
  return agent;
}

async function memberOf(cast: Cast, agent: { id: string }, permissions: Record<string, boolean>) {
  const member = await cast.member({ permissions });
  void (await cast.ada.patch(`/members/${member.id}`, { agent_ids: [agent.id] })).body;
  return member;
}

const editor = (page: Page) => page.getByRole("textbox", { name: "Configuration" });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Replaces what stands in the editor. */
async function type(page: Page, configuration: object | string) {
  await editor(page).press("ControlOrMeta+a");
  await page.keyboard.insertText(typeof configuration === "string" ? configuration : JSON.stringify(configuration));
}

const combinations = [
  { edit_agents: false, use_advanced_editor: false },
  { edit_agents: true, use_advanced_editor: false },
  { edit_agents: false, use_advanced_editor: true },
  { edit_agents: true, use_advanced_editor: true },
];

for (const permissions of combinations) {
  const { edit_agents: edits, use_advanced_editor: advanced } = permissions;
  const having = `${edits ? "with" : "without"} Can edit agents`;
  test(`M14 Can use advanced editor ${advanced ? "on: the full editor" : "off: none of it"}, ${having}`, async ({
    cast,
    as,
  }) => {
    const agent = await newAgent(cast);
    const page = await as(await memberOf(cast, agent, permissions));
    await page.goto(`/agents/${agent.id}`);
    const basic = page.getByText("View only. To make changes, ask an administrator");
    await (edits ? expect(page.getByLabel("Greeting")).toHaveValue("Ahoy.") : expect(basic).toBeVisible());
    const link = page.getByRole("link", { name: "Advanced editor" });

    if (!advanced) {
      await expect(link).toHaveCount(0);
      await page.goto(`/agents/${agent.id}/configuration`);
      await expect(page.getByText('You do not have the permission "Can use advanced editor".')).toBeVisible();
      await expect(page.getByText("can grant it")).toHaveCount(1);
      await expect(page.getByText("book_berth")).toHaveCount(0);
      return;
    }
    await link.click();
    await expect(editor(page)).toContainText("book_berth");
    await expect(page.getByText("Version 2 · live")).toBeVisible();
    await expect(button(page, "Publish")).toHaveCount(edits ? 1 : 0);
    await expect(page.getByRole("button", { name: "Restore version 1" })).toHaveCount(edits ? 1 : 0);
    await expect(page.getByText("View only. To make changes, ask an administrator")).toHaveCount(edits ? 0 : 1);
  });
}

test("a draft is saved, compared, published, and an older version restored", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(page.getByText("Live: version 2.")).toBeVisible();
  await expect(button(page, "Save draft")).toBeDisabled();

  await type(page, { ...full, tools: [{ name: "call_pilot" }] });
  await page.getByRole("button", { name: "Compare version 2 with the editor" }).click();
  const difference = page.getByRole("dialog", { name: "From version 2 to the editor" });
  await expect(difference.getByRole("textbox")).toContainText("call_pilot");
  await expect(difference.getByText("book_berth")).toBeVisible();
  await difference.getByRole("button", { name: "Close" }).click();

  await button(page, "Save draft").click();
  await expect(page.getByText("Draft. Not live before it is published. Live is version 2.")).toBeVisible();
  await button(page, "Publish").click();
  await expect(page.getByText("Live: version 3.")).toBeVisible();
  await expect(page.getByText("Version 3 · live")).toBeVisible();

  await page.getByRole("button", { name: "Restore version 2" }).click();
  await expect(editor(page)).toContainText("book_berth");
  await button(page, "Save draft").click();
  await expect(page.getByText("Live is version 3.")).toBeVisible();
  await button(page, "Discard draft").click();
  const question = page.getByRole("dialog", { name: "Discard the draft?" });
  await expect(question).toContainText("Version 3, which is live, takes its place, for everybody.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Draft. Not live before it is published.")).toBeVisible();
  await button(page, "Discard draft").click();
  await question.getByRole("button", { name: "Discard draft" }).click();
  await expect(page.getByText("Live: version 3.")).toBeVisible();
  await expect(editor(page)).toContainText("call_pilot");
});

test("both editors say that an agent is not changed at its platform", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  const note = page.getByText("Rollcall does not change the agent at Vapi. Make the same changes there.");
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("book_berth");
  await expect(page.getByText("Rollcall does not change")).toHaveCount(0);

  const { id: connection_id } = (await cast.ada.post("/connections", { platform: "vapi", name: "Vapi pier" })).body;
  const items = [{ connection_id, external_id: "pilot-at-vapi" }];
  expect((await cast.ada.put(`/agents/${agent.id}/external-ids`, { items })).status).toBe(200);
  await page.reload();
  await expect(note).toBeVisible();
  await type(page, { ...full, greeting: "Ahoy there." });
  await button(page, "Save draft").click();
  await button(page, "Publish").click();
  await expect(page.getByText("The draft is live in Rollcall now.")).toBeVisible();
  await page.goto(`/agents/${agent.id}`);
  await expect(page.getByLabel("Greeting")).toHaveValue("Ahoy there.");
  await expect(note).toBeVisible();

  // The platform IDs are for administrators only.
  const member = await as(await memberOf(cast, agent, { edit_agents: true, use_advanced_editor: true }));
  for (const path of [`/agents/${agent.id}`, `/agents/${agent.id}/configuration`]) {
    await member.goto(path);
    await expect(
      member.getByText("If this agent is at a voice platform, Rollcall does not change it there."),
    ).toBeVisible();
  }
});

test("large integers keep their digits", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("book_berth");
  await type(page, '{"limit": 9007199254740993, "rate": 0.10}');
  await button(page, "Save draft").click();
  await expect(page.getByText("Draft. Not live before it is published.")).toBeVisible();
  await expect(editor(page)).toContainText("9007199254740993");
  await button(page, "Publish").click();
  await expect(page.getByText("Live: version 3.")).toBeVisible();
  await page.reload();
  await expect(editor(page)).toContainText("9007199254740993");
  await expect(editor(page)).toContainText("0.10");
  const stored = await cast.ada.get(`/agents/${agent.id}/configuration`);
  expect(stored.body.configuration_text).toBe('{"limit": 9007199254740993, "rate": 0.10}');
});

test("what is not JSON is kept, marked and not sent, and what the server refuses is said with its field", async ({
  cast,
  as,
}) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("book_berth");
  await type(page, '{"greeting": "Ahoy."');
  await button(page, "Save draft").click();
  await expect(page.getByRole("alert").filter({ hasText: "This is not JSON" })).toBeVisible();
  await expect(editor(page)).toContainText('{"greeting": "Ahoy."');

  await type(page, { greeting: 7 });
  await button(page, "Save draft").click();
  await expect(page.getByText("configuration.greeting: This must be a text.")).toBeVisible();
});

test("what somebody else saved meanwhile is not overwritten unseen, and nothing typed is lost", async ({
  cast,
  as,
}) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("book_berth");
  await type(page, { ...full, voice: "Alva" });
  void (await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Good day." })).body;

  await button(page, "Save draft").click();
  await expect(page.getByText("Someone else changed this. Nothing was saved.")).toBeVisible();
  await page.getByRole("button", { name: "Load the latest version" }).click();
  await expect(editor(page)).toContainText("Alva");
  await expect(page.getByText("Version 3 · live")).toBeVisible();
  await button(page, "Save draft").click();
  await expect(page.getByText("Live is version 3.")).toBeVisible();
});

test("the editor is left by Tab, like every other field", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await type(page, { ...full, voice: "Alva" });
  await expect(button(page, "Save draft")).toBeEnabled();
  await page.keyboard.press("Tab");
  await expect(button(page, "Save draft")).toBeFocused();
});

test("undo goes back to the text that the editor was opened with, and no further", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("book_berth");
  await editor(page).press("ControlOrMeta+z");
  await expect(editor(page)).toContainText("book_berth");
  await editor(page).press("ControlOrMeta+End");
  await page.keyboard.insertText("typed");
  await expect(editor(page)).toContainText("}typed");
  await editor(page).press("ControlOrMeta+z");
  await editor(page).press("ControlOrMeta+z");
  await expect(editor(page)).toContainText("book_berth");
  await expect(editor(page)).not.toContainText("typed");
});

test("changes are discarded to what somebody else has saved meanwhile", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("Ahoy.");
  await type(page, { greeting: "Mine." });
  const theirs = { configuration: { greeting: "Theirs." } };
  expect((await cast.ada.put(`/agents/${agent.id}/configuration`, theirs)).status).toBe(200);
  await button(page, "Save draft").click();
  await expect(page.getByText("Someone else changed this")).toBeVisible();
  await button(page, "Discard changes").click();
  await expect(editor(page)).toContainText("Theirs.");
  await type(page, { greeting: "Mine, then." });
  await button(page, "Save draft").click();
  await expect(page.getByText("The draft was saved.")).toBeVisible();
});

test("what the basic form saves is in the advanced editor at once", async ({ cast, as }) => {
  const agent = await newAgent(cast);
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}/configuration`);
  await expect(editor(page)).toContainText("Ahoy.");
  await page.getByRole("link", { name: agent.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: agent.name })).toBeVisible();
  await page.getByLabel("Greeting").fill("Ahoy, pilots.");
  await button(page, "Save changes").click();
  await expect(page.getByText(`${agent.name} was saved.`)).toBeVisible();
  await page.getByRole("link", { name: "Advanced editor" }).click();
  await expect(editor(page)).toContainText("Ahoy, pilots.");
});
