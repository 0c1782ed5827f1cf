import { expect, test, type Page } from "../support/browser.ts";
import { accountName, type Cast } from "../support/cast.ts";
import { violations } from "./axe.ts";
import { meanwhile } from "./conflict.ts";
import { expectFocusIn } from "./invite.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test.describe("the list", () => {
  test.use({ house: "own" });

  test("shows agents by company, and those of one company by its address", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto("/agents");
    const table = page.getByRole("table", { name: "Agents" });
    await expect(table.getByRole("rowheader")).toHaveText(["North", "South"]);
    await expect(table.getByRole("link")).toHaveText(["Reception", "Sales", "Night desk", "Support"]);

    await page.getByRole("combobox", { name: "Company" }).click();
    await page.getByRole("option", { name: "South" }).click();
    await expect(table.getByRole("link")).toHaveText(["Night desk", "Support"]);
    await expect(page).toHaveURL(new RegExp(`company_id=${cast.company("South").id}`));
    await expect(page.getByText("2 agents")).toBeVisible();

    await table.getByRole("link", { name: "Support" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Support" })).toBeVisible();
    await page.goBack();
    await expect(table.getByRole("link")).toHaveText(["Night desk", "Support"]);
  });

  test("loses an agent once its deletion is confirmed", async ({ cast, as }) => {
    const page = await as(cast.ada);
    await page.goto(`/agents/${cast.agent("Sales").id}`);
    await page.getByRole("button", { name: "Delete agent" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Sales?" });
    await dialog.getByRole("button", { name: "Delete agent" }).click();
    const links = page.getByRole("table", { name: "Agents" }).getByRole("link");
    await expect(links).toHaveText(["Reception", "Night desk", "Support"]);
  });
});

test("an agent is edited and stays so", async ({ cast, as }) => {
  const agent = await cast.newAgent("Berth planner", "North");
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}`);
  await page.getByLabel("Name").fill("Berth planning");
  await page.getByLabel("Greeting").fill("Berths, good day.");
  await page.getByLabel("Prompt").fill("Ask for the length of the boat.");
  await page.getByLabel("Voice").fill("Juno");
  await page.getByLabel("Language").fill("de-CH");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Berth planning was saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Berth planning" })).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Greeting")).toHaveValue("Berths, good day.");
  await expect(page.getByLabel("Language")).toHaveValue("de-CH");
  const { prompt, voice } = (await cast.ada.get(`/agents/${agent.id}`)).body;
  expect({ prompt, voice }).toEqual({ prompt: "Ask for the length of the boat.", voice: "Juno" });
});

test("what the server refuses stands at its field", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto(`/agents/${cast.agent("Support").id}`);
  await page.getByLabel("Language").fill("not a language");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("Language")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Language")).toBeFocused();
  await expect(page.getByLabel("Language")).toHaveValue("not a language");
});

test("without the right an agent is view-only, and the page says which right is missing", async ({ cast, as }) => {
  const page = await as(await cast.member({ agents: ["Reception"] }));
  await page.goto(`/agents/${cast.agent("Reception").id}`);
  await expect(page.getByText("View only. To make changes, ask an administrator for “Can edit agents”.")).toBeVisible();
  await expect(page.getByText("Good morning, North harbour. How can I help?")).toBeVisible();
  await expect(page.getByText("British English")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete agent" })).toHaveCount(0);
});

test("an agent that was changed meanwhile is not overwritten, and nothing typed is lost", async ({ cast, as }) => {
  const agent = await cast.newAgent("Ferry desk", "South", { greeting: "Ferries.", voice: "Alva" });
  const page = await as(cast.ada);
  await page.goto(`/agents/${agent.id}`);
  await page.getByLabel("Greeting").fill("Ferries, good evening.");
  await page.getByLabel("Prompt").fill("Ask for the route.");
  const others = { greeting: "Ferry desk, hello.", voice: "Marlow" };
  expect((await cast.ada.patch(`/agents/${agent.id}`, others)).status).toBe(200);

  await page.getByRole("button", { name: "Save changes" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "Someone else changed this" });
  await expect(notice).toBeVisible();
  await expect(page.getByLabel("Greeting")).toHaveValue("Ferries, good evening.");
  await expect(page.getByLabel("Prompt")).toHaveValue("Ask for the route.");
  expect((await cast.ada.get(`/agents/${agent.id}`)).body.greeting).toBe(others.greeting);

  await notice.getByRole("button", { name: "Load the latest version" }).click();
  await expect(page.getByText("Someone changed this to “Ferry desk, hello.”")).toBeVisible();
  await expect(page.getByLabel("Greeting")).toHaveValue("Ferries, good evening.");
  await expect(page.getByLabel("Voice")).toHaveValue("Marlow");

  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Ferry desk was saved.")).toBeVisible();
  const saved = (await cast.ada.get(`/agents/${agent.id}`)).body;
  expect([saved.greeting, saved.prompt, saved.voice]).toEqual([
    "Ferries, good evening.",
    "Ask for the route.",
    "Marlow",
  ]);
});

test("leaving with unsaved changes asks first", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto(`/agents/${cast.agent("Night desk").id}`);
  await page.getByLabel("Greeting").fill("South, good night.");
  await page.getByRole("link", { name: "Companies" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByLabel("Greeting")).toHaveValue("South, good night.");

  await page.getByRole("link", { name: "Companies" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible();
});

test("a company with agents is not deleted, and the reason is said", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/companies");
  await page.getByRole("button", { name: "Delete South" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete South?" });
  await dialog.getByRole("button", { name: "Delete company" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Agents, contacts or campaigns belong to this company.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("link", { name: "South" })).toBeVisible();
});

test("a company is changed, and gone once it is deleted", async ({ cast, as }) => {
  await cast.newCompany("Wset");
  const page = await as(cast.ada);
  await page.goto("/companies");
  await page.getByRole("button", { name: "Edit Wset" }).click();
  const editing = page.getByRole("dialog", { name: "Edit company" });
  await editing.getByLabel("Name").fill("North");
  await editing.getByRole("combobox", { name: "Country" }).fill("germ");
  await page.getByRole("option", { name: "Germany" }).click();
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(editing).toContainText("There is a company of this name.");
  await editing.getByLabel("Name").fill("West");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("row", { name: "West" })).toContainText("Germany");

  await page.getByRole("button", { name: "Delete West" }).click();
  const deleting = page.getByRole("dialog", { name: "Delete West?" });
  await expect(deleting).toContainText("rates, segments and do-not-call list are deleted");
  await deleting.getByRole("button", { name: "Delete company" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was deleted." })).toBeVisible();
  await expect(deleting).toBeHidden();
  await expect(page.getByRole("table", { name: "Companies" }).getByRole("link", { name: "West" })).toHaveCount(0);
});

test("a company that somebody else changes while its form is open lists their change, and keeps it", async ({
  cast,
  as,
}) => {
  const { id } = await cast.newCompany("Wharf");
  const page = await as(cast.ada);
  await page.goto("/companies");
  await page.getByRole("button", { name: "Edit Wharf" }).click();
  const editing = page.getByRole("dialog", { name: "Edit company" });
  await editing.getByLabel("Name").fill("Wharfside");
  await cast.ada.patch(`/companies/${id}`, { country: "PT" });
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(meanwhile(editing).getByRole("listitem")).toHaveText(["Country: none → Portugal"]);
  await expect(editing.getByLabel("Name")).toHaveValue("Wharfside");
  await expect(editing.getByRole("combobox", { name: "Country" })).toHaveValue("Portugal");
  await editing.getByRole("button", { name: "Save changes" }).click();
  await expect(editing).toBeHidden();
  expect((await cast.ada.get(`/companies/${id}`)).body).toMatchObject({ name: "Wharfside", country: "PT" });
});

test("a member without agents reads what will be here and whom to ask", async ({ cast, as }) => {
  const page = await as(await cast.member());
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No agents are assigned to you yet" })).toBeVisible();
  await expect(page.getByText(`Ask an administrator of ${accountName} to assign them to you.`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create agent" })).toHaveCount(0);
});

test.describe("moving an agent that has calls", () => {
  test.use({ house: "own" });

  const effect =
    "This agent has 2 calls. Moving it shows them to 1 member of South, and hides them from 1 member of North. " +
    "Their minutes and prices count for South then, also in past months.";

  /** Sales, an agent of North with two calls, on its page with South chosen as its company. */
  async function chooseSouth(cast: Cast, page: Page) {
    const { id } = cast.agent("Sales");
    for (const started_at of ["2026-09-01T10:00:00Z", "2026-09-02T10:00:00Z"]) {
      expect((await cast.ada.post("/calls", { agent_id: id, started_at, duration_seconds: 60 })).status).toBe(201);
    }
    await cast.member({ companies: ["North"] });
    const tanaka = await cast.member({ companies: ["South"] });
    await page.goto(`/agents/${id}`);
    await page.getByRole("combobox", { name: "Company" }).click();
    await page.getByRole("option", { name: "South" }).click();
    const company = async () => (await cast.ada.get(`/agents/${id}`)).body.company_name;
    const callsOfTanaka = async () => (await tanaka.get("/calls", { agent_id: id })).body.items;
    return { id, company, callsOfTanaka };
  }

  test("is done after a dialog says who will see the calls, with the keyboard alone", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const { company, callsOfTanaka } = await chooseSouth(cast, page);
    await page.getByLabel("Greeting").fill("Sales of the South.");
    const save = page.getByRole("button", { name: "Save changes" });
    const dialog = page.getByRole("dialog", { name: "Move Sales to another company?" });
    const confirm = dialog.getByRole("button", { name: "Move agent" });

    await save.press("Enter");
    await expect(dialog).toContainText(effect);
    await expect(dialog).toHaveAccessibleDescription(new RegExp(effect));
    expect(await violations(page, "[role=dialog]")).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(save).toBeFocused();
    await expect(page.getByRole("combobox", { name: "Company" })).toHaveValue("South");
    expect(await company()).toBe("North");

    await page.keyboard.press("Enter");
    await expectFocusIn(dialog);
    await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
    await expect(dialog).toBeHidden();
    await expect(save).toBeFocused();
    expect([await company(), await callsOfTanaka()]).toEqual(["North", []]);

    await page.keyboard.press("Enter");
    await expectFocusIn(dialog);
    await dialog.getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(confirm).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Sales was saved.")).toBeVisible();
    await expect(save).toBeDisabled();
    await expect(page.getByRole("heading", { level: 1, name: "Sales" })).toBeFocused();
    await expect(page.getByLabel("Greeting")).toHaveValue("Sales of the South.");
    expect(await company()).toBe("South");
    expect(await callsOfTanaka()).toHaveLength(2);
  });

  test("fits a phone", async ({ cast, as }) => {
    const page = await as(cast.ada, { viewport: { width: 375, height: 700 } });
    const { company } = await chooseSouth(cast, page);
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: "Move Sales to another company?" });
    await expect(dialog).toContainText(effect);
    await expectNoSidewaysScroll(page);
    await dialog.getByRole("button", { name: "Move agent" }).click();
    await expect(page.getByText("Sales was saved.")).toBeVisible();
    expect(await company()).toBe("South");
  });

  test("is not done if somebody else has changed the agent while the dialog was open", async ({ cast, as }) => {
    const page = await as(cast.ada);
    const { id, company } = await chooseSouth(cast, page);
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: "Move Sales to another company?" });
    await expect(dialog).toContainText(effect);
    expect((await cast.ada.patch(`/agents/${id}`, { greeting: "Sales, hello." })).status).toBe(200);
    await dialog.getByRole("button", { name: "Move agent" }).click();
    await expect(dialog).toBeHidden();
    const notice = page.getByRole("alert").filter({ hasText: "Someone else changed this" });
    await expect(notice).toBeVisible();
    expect(await company()).toBe("North");

    await notice.getByRole("button", { name: "Load the latest version" }).click();
    await expect(page.getByLabel("Greeting")).toHaveValue("Sales, hello.");
    await expect(page.getByRole("combobox", { name: "Company" })).toHaveValue("South");
  });
});

test("moving an agent without calls asks first where that pauses campaigns", async ({ cast, as }) => {
  const { id } = await cast.newAgent("Moving desk", "North");
  await cast.launchedCampaign("Moving desk");
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  await page.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "South" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  const dialog = page.getByRole("dialog", { name: "Move Moving desk to another company?" });
  await expect(dialog).toContainText("Moving this agent pauses 1 active or scheduled campaign.");
  expect((await cast.ada.get(`/agents/${id}`)).body.company_name).toBe("North");
  await dialog.getByRole("button", { name: "Move agent" }).click();
  await expect(page.getByText("Moving desk was saved.")).toBeVisible();
  expect((await cast.ada.get(`/agents/${id}`)).body.company_name).toBe("South");
});

test("moving an agent without calls asks first where that opens contacts to a member", async ({ cast, as }) => {
  const { id } = await cast.newAgent("Client desk", "North");
  await cast.member({ agents: ["Client desk"], permissions: { access_crm: true } });
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  await page.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "South" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  const dialog = page.getByRole("dialog", { name: "Move Client desk to another company?" });
  await expect(dialog).toContainText("opens the contacts of South to 1 member");
  await dialog.getByRole("button", { name: "Move agent" }).click();
  await expect(page.getByText("Client desk was saved.")).toBeVisible();
  expect((await cast.ada.get(`/agents/${id}`)).body.company_name).toBe("South");
});

test("changes are discarded to what somebody else has saved meanwhile", async ({ cast, as }) => {
  const { id } = await cast.newAgent("Dock desk", "South", { greeting: "Docks." });
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  await page.getByLabel("Greeting").fill("Docks, good evening.");
  expect((await cast.ada.patch(`/agents/${id}`, { greeting: "Dock desk, hello." })).status).toBe(200);
  await page.getByRole("button", { name: "Save changes" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "Someone else changed this" });
  await expect(notice).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByLabel("Greeting")).toHaveValue("Dock desk, hello.");
  await expect(notice).toBeHidden();
  await page.getByLabel("Voice").fill("Marlow");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Dock desk was saved.")).toBeVisible();
});

test("an agent that was changed meanwhile is deleted by the second attempt", async ({ cast, as }) => {
  const { id } = await cast.newAgent("Crane desk", "South");
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  await page.getByRole("button", { name: "Delete agent" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete Crane desk?" });
  expect((await cast.ada.patch(`/agents/${id}`, { greeting: "Cranes." })).status).toBe(200);
  const read = page.waitForResponse((response) => response.request().method() === "GET");
  await dialog.getByRole("button", { name: "Delete agent" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await read;
  await dialog.getByRole("button", { name: "Delete agent" }).click();
  await expect(page.getByText("Crane desk was deleted.")).toBeVisible();
});
