import { expect, test } from "../support/browser.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { callRows } from "./calls.ts";
import { meanwhile } from "./conflict.ts";
import { expectNoSidewaysScroll } from "./layout.ts";

test("a connection is made, and says what to paste where", async ({ cast, server, as }) => {
  const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto("/account/members");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Connections" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Connections" })).toBeVisible();
  await page.getByRole("button", { name: "Create connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Create connection" });
  await dialog.getByRole("button", { name: "Create connection" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/^Enter a name\./);
  await dialog.getByLabel("Platform").selectOption("Retell");
  await dialog.getByLabel("Name").fill("Retell of the north");
  await dialog.getByLabel("API key", { exact: true }).fill("key_of_the_north");
  await dialog.getByRole("button", { name: "Create connection" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Retell of the north" })).toBeVisible();
  const address = await page.getByLabel("Webhook URL").inputValue();
  expect(address).toMatch(new RegExp(`^${server.origin}/api/v1/ingest/`));
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await expect(page.getByRole("region", { name: "Set up in Retell" }).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("Waiting for the first event")).toBeVisible();
  await expect(page.getByText("key_of_the_north")).toHaveCount(0);
});

test("its name and secret are changed, it is stopped, and deleted", async ({ cast, as }) => {
  const { connection } = await Platform.connect(cast.ada, "vapi");
  const page = await as(cast.ada);
  await page.goto(`/account/connections/${connection.id}`);
  await page.getByLabel("Name").fill("Vapi of the south");
  await page.getByLabel("New webhook secret", { exact: true }).fill("another secret of it");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Vapi of the south was saved.")).toBeVisible();
  await expect(page.getByLabel("New webhook secret", { exact: true })).toHaveValue("");

  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop connection" }).click();
  await expect(page.getByText("Not active: add the webhook secret")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toHaveCount(0);

  await page.getByRole("button", { name: "Delete connection" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete connection" }).click();
  await expect(page.getByText("Vapi of the south was deleted.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Connections" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Vapi of the south" })).toHaveCount(0);
});

test("a secret for Vapi is generated, copied, and what is signed with it is taken", async ({ cast, as }) => {
  const platform = await Platform.connect(cast.ada, "vapi");
  const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`/account/connections/${platform.connection.id}`);
  const secret = page.getByLabel("New webhook secret", { exact: true });
  await secret.fill("too short");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(secret).toHaveAccessibleDescription(/16/);

  await page.getByRole("button", { name: "Generate" }).click();
  await expect(secret).toHaveAttribute("type", "text");
  const generated = await secret.inputValue();
  expect(generated).toMatch(/^([a-z2-9]{4}-){6,}[a-z2-9]{4}$/);
  await page.getByRole("main").getByRole("button", { name: "Copy" }).last().click();
  await expect(page.getByRole("main").getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(generated);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(`${platform.connection.name} was saved.`)).toBeVisible();
  await expect(secret).toHaveValue("");
  await expect(page.getByText(generated)).toHaveCount(0);
  expect((await platform.deliver({ message: { type: "hang" } }, { secret: generated })).status).toBe(200);
});

test("a secret that the platform gives is not generated", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/account/connections");
  await page.getByRole("button", { name: "Create connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Create connection" });
  await expect(dialog.getByRole("button", { name: "Generate" })).toBeVisible();
  await dialog.getByLabel("Platform").selectOption("ElevenLabs");
  await expect(dialog.getByLabel("Webhook secret", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Generate" })).toHaveCount(0);
});

test("an earlier secret that could be guessed is to be replaced", async ({ cast, as }) => {
  const { connection } = await Platform.connect(cast.ada, "vapi");
  const page = await as(cast.ada);
  await page.route(`**/api/v1/connections/${connection.id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), has_short_secret: true } });
  });
  await page.goto(`/account/connections/${connection.id}`);
  await expect(page.getByText(/The secret is too short/)).toBeVisible();
});

test("what was signed with another secret is told in the list", async ({ cast, as }) => {
  const platform = await Platform.connect(cast.ada, "elevenlabs");
  expect((await platform.deliver({ type: "post_call_transcription" }, { secret: "not ours" })).status).toBe(401);
  const page = await as(cast.ada);
  await page.goto("/account/connections");
  const row = page.getByRole("row").filter({ hasText: platform.connection.name });
  await expect(row.getByText(/signature/i)).toBeVisible();
  await expect(row.getByText(/just now|1 minute ago/)).toBeVisible();
});

test("a connection is active again once an event was accepted after an error", async ({ cast, as }) => {
  const platform = await Platform.connect(cast.ada, "vapi");
  expect((await platform.deliver({ message: { type: "hang" } }, { secret: "not ours" })).status).toBe(401);
  const page = await as(cast.ada);
  await page.goto(`/account/connections/${platform.connection.id}`);
  await expect(page.getByText(/signature|secret/i).and(page.locator("[data-trouble=true]"))).toBeVisible();
  await expect(page.getByText("Active", { exact: true })).toHaveCount(0);

  expect((await platform.deliver({ message: { type: "hang" } })).status).toBe(200);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Last error: /)).toBeVisible();
  await expect(page.locator("[data-trouble=true]")).toHaveCount(0);
});

test("how long ago something was stays true while the page is open", async ({ cast, as }) => {
  const platform = await Platform.connect(cast.ada, "elevenlabs");
  expect((await platform.deliver({ type: "post_call_transcription" }, { secret: "not ours" })).status).toBe(401);
  const page = await as(cast.ada);
  await page.clock.install();
  await page.goto("/account/connections");
  const row = page.getByRole("row").filter({ hasText: platform.connection.name });
  await expect(row.getByText(/just now|1 minute ago/)).toBeVisible();
  await page.clock.fastForward("03:00:30");
  await expect(row.getByText("3 hours ago")).toBeVisible();
});

test("calls of an unknown agent wait, and are its agent's once it is said which", async ({ cast, as }) => {
  await cast.newAgent("Winter desk", "South");
  const platform = await Platform.connect(cast.ada, "vapi");
  const agent = `winter-${platform.connection.id}`;
  await platform.report(makePlatformCall({ agent, agentName: "Winter storage" }));
  await platform.report(makePlatformCall({ agent, agentName: "Winter storage" }));

  const page = await as(cast.ada);
  await page.goto("/account/connections");
  const line = page.getByRole("region", { name: "Unknown agents" }).getByRole("listitem").filter({ hasText: agent });
  await expect(line).toContainText("2 calls");
  await line.getByRole("button", { name: "Assign" }).click();
  const dialog = page.getByRole("dialog", { name: "Assign agent" });
  await dialog.getByRole("combobox", { name: "Agent" }).click();
  await page.getByRole("group", { name: "South" }).getByRole("option", { name: "Winter desk" }).click();
  await dialog.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText("2 calls assigned to Winter desk.")).toBeVisible();
  await expect(line).toHaveCount(0);

  await page.goto(`/calls?agent_id=${cast.agent("Winter desk").id}`);
  await expect(callRows(page)).toHaveCount(2);
  await page.goto(`/agents/${cast.agent("Winter desk").id}`);
  await expect(page.getByRole("textbox", { name: "Platform ID" })).toHaveValue(agent);
});

test("an agent is created in the dialog that assigns its calls, and only once if the assignment is refused", async ({
  cast,
  faults,
  as,
}) => {
  faults.expect(/503/);
  const platform = await Platform.connect(cast.ada, "vapi");
  const external = `pontoon-${platform.connection.id}`;
  await platform.report(makePlatformCall({ agent: external, agentName: "Pontoon line" }));
  const page = await as(cast.ada);
  await page.goto("/account/connections");
  const line = page.getByRole("region", { name: "Unknown agents" }).getByRole("listitem").filter({ hasText: external });
  await line.getByRole("button", { name: "Assign" }).click();
  const dialog = page.getByRole("dialog", { name: "Assign agent" });
  await dialog.getByRole("radio", { name: "Create a new agent" }).check();
  await dialog.getByLabel("Name", { exact: true }).fill("Pontoon line");
  await dialog.getByRole("button", { name: "Create and assign" }).click();
  await expect(dialog.getByText("Choose a company.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Company" }).click();
  await page.getByRole("option", { name: "South" }).click();

  await page.route("**/assignment", (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
  await dialog.getByRole("button", { name: "Create and assign" }).click();
  await expect(dialog.getByRole("combobox", { name: "Agent" })).toHaveValue("Pontoon line");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText("1 call assigned to Pontoon line.")).toBeVisible();
  await expect(line).toHaveCount(0);
  const { items } = (await cast.ada.get("/agents", { search: "Pontoon line" })).body;
  expect(items.map(({ company_name }) => company_name)).toEqual(["South"]);
});

test("an agent's ids at the platforms are entered on its page, by administrators", async ({ cast, as }) => {
  const { id } = await cast.newAgent("Named desk", "North");
  const { connection } = await Platform.connect(cast.ada, "retell");
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  const section = page.getByRole("region", { name: "Platform IDs" });
  await section.getByRole("button", { name: "Add ID" }).click();
  await section.getByLabel("Connection").selectOption(connection.name);
  await section.getByLabel("Platform ID").fill("agent_7f3c");
  await section.getByRole("button", { name: "Save IDs" }).click();
  await expect(page.getByText("Platform IDs saved.")).toBeVisible();
  await expect(section.getByRole("button", { name: "Save IDs" })).toHaveCount(0);
  expect((await cast.ada.get(`/agents/${id}/external-ids`)).body.items).toEqual([
    { connection_id: connection.id, external_id: "agent_7f3c" },
  ]);

  const other = await cast.newAgent("Same desk", "North");
  await page.goto(`/agents/${other.id}`);
  await section.getByRole("button", { name: "Add ID" }).click();
  await section.getByLabel("Connection").selectOption(connection.name);
  await section.getByLabel("Platform ID").fill("agent_7f3c");
  await section.getByRole("button", { name: "Save IDs" }).click();
  await expect(section.getByRole("alert")).toBeVisible();
  await expect(section.getByLabel("Platform ID")).toHaveValue("agent_7f3c");

  const editor = await as(await cast.member({ agents: ["Named desk"], permissions: { edit_agents: true } }));
  await editor.goto(`/agents/${id}`);
  await expect(editor.getByRole("button", { name: "Save changes" })).toBeVisible();
  await expect(editor.getByRole("heading", { name: "Platform IDs" })).toHaveCount(0);
});

test("an agent's ids that somebody else has saved stay, and so does what was typed", async ({ cast, as }) => {
  const { id } = await cast.newAgent("Contested desk", "North");
  const { connection } = await Platform.connect(cast.ada, "retell");
  const idOf = (external_id: string) => ({ connection_id: connection.id, external_id });
  const path = `/agents/${id}/external-ids` as const;
  await cast.ada.put(path, { items: [idOf("agent_a")] });
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  const section = page.getByRole("region", { name: "Platform IDs" });
  await section.getByRole("button", { name: "Add ID" }).click();
  await section.getByLabel("Connection").last().selectOption(connection.name);
  await section.getByLabel("Platform ID").last().fill("agent_c");
  await cast.ada.put(path, { items: [idOf("agent_a"), idOf("agent_b")] });
  await section.getByRole("button", { name: "Save IDs" }).click();
  await expect(meanwhile(section)).toContainText(`+ agent_b (${connection.name})`);
  const typed = section.getByLabel("Platform ID");
  for (const [index, value] of ["agent_a", "agent_b", "agent_c"].entries()) {
    await expect(typed.nth(index)).toHaveValue(value);
  }
  expect((await cast.ada.get(path)).body.items).toEqual([idOf("agent_a"), idOf("agent_b")]);
  await section.getByRole("button", { name: "Save IDs" }).click();
  await expect(page.getByText("Platform IDs saved.")).toBeVisible();
  await expect(meanwhile(section)).toHaveCount(0);
  expect((await cast.ada.get(path)).body.items).toEqual([idOf("agent_a"), idOf("agent_b"), idOf("agent_c")]);
});

test("what was typed as an agent's id stays where the saved ids cannot be read again", async ({ cast, as, faults }) => {
  faults.expect(/status of 503/);
  const { id } = await cast.newAgent("Interrupted desk", "North");
  await Platform.connect(cast.ada, "retell");
  const page = await as(cast.ada);
  await page.goto(`/agents/${id}`);
  const section = page.getByRole("region", { name: "Platform IDs" });
  await section.getByRole("button", { name: "Add ID" }).click();
  await section.getByLabel("Platform ID").fill("agent_half");
  let reads = 0;
  await page.route("**/external-ids", (route) => {
    ++reads;
    return route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" });
  });
  await page.clock.setSystemTime(new Date(Date.now() + 60_000)); // what was read is not fresh any more
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await expect.poll(() => reads).toBeGreaterThan(1); // it was tried again, and failed
  await expect(section.getByLabel("Platform ID")).toHaveValue("agent_half");
});

test("connections are for administrators only", async ({ cast, as }) => {
  const { connection } = await Platform.connect(cast.ada, "vapi");
  const page = await as(await cast.member({ agents: ["Sales"] }));
  for (const path of ["/account/connections", `/account/connections/${connection.id}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
    await expect(page.getByText(connection.name)).toHaveCount(0);
  }
});

test("a name that is changed elsewhere stays when a secret is saved", async ({ cast, as }) => {
  const { connection } = await Platform.connect(cast.ada, "vapi");
  const page = await as(cast.ada);
  await page.goto(`/account/connections/${connection.id}`);
  const name = page.getByLabel("Name");
  const secret = page.getByLabel("New webhook secret", { exact: true });
  await expect(name).toHaveValue(connection.name);

  // The page reads the connection again by itself, and the form follows as long as nothing is typed.
  expect((await cast.ada.patch(`/connections/${connection.id}`, { name: "Vapi of the quay" })).status).toBe(200);
  await expect(name).toHaveValue("Vapi of the quay");

  await secret.fill("a secret of the pier");
  expect((await cast.ada.patch(`/connections/${connection.id}`, { name: "Vapi of the pier" })).status).toBe(200);
  await expect(page.getByRole("heading", { level: 1, name: "Vapi of the pier" })).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(meanwhile(page).getByRole("listitem")).toHaveText(["Name: Vapi of the quay → Vapi of the pier"]);
  await expect(name).toHaveValue("Vapi of the pier");
  await expect(secret).toHaveValue("a secret of the pier");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Vapi of the pier was saved.")).toBeVisible();
  await expect(secret).toHaveValue("");
  expect((await cast.ada.get(`/connections/${connection.id}`)).body.name).toBe("Vapi of the pier");
});

test("what has arrived is listed with its result, shown, replayed, and tested", async ({ cast, as }) => {
  const platform = await Platform.connect(cast.ada, "retell");
  await platform.knows(await cast.newAgent("Delivery desk", "North"), makePlatformCall().agent);
  const page = await as(cast.ada);
  await page.goto(`/account/connections/${platform.connection.id}`);
  const deliveries = page.getByRole("region", { name: "Last deliveries" });
  await expect(deliveries.getByText("No deliveries yet.")).toBeVisible();
  await deliveries.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByText("The test event was accepted.")).toBeVisible();
  const rows = deliveries.getByRole("row");
  await expect(rows.filter({ hasText: "rollcall.test" })).toContainText("Test event");
  await expect(page.getByText("Waiting for the first event")).toBeVisible();

  await platform.report(makePlatformCall({ customerNumber: "+4520100200" }));
  await platform.deliver("no JSON");
  const ended = rows.filter({ hasText: "call_ended" });
  await ended.getByRole("button", { name: /^Show call_ended, .*\d\d:\d\d:\d\d/ }).click();
  await expect(page.getByRole("dialog", { name: "call_ended" }).getByLabel("Payload")).toContainText("+4520100200");
  await page.keyboard.press("Escape");
  await ended.getByRole("button", { name: /^Replay call_ended, .*\d\d:\d\d:\d\d/ }).click();
  await expect(page.getByText("The delivery was replayed.")).toBeVisible();

  await deliveries.getByRole("switch", { name: "Problems only" }).click();
  await expect(rows.filter({ hasText: "could not be read" })).toHaveCount(1);
  await expect(ended).toHaveCount(0);
  await deliveries.getByRole("switch", { name: "Problems only" }).click();
  for (const width of [360, 820, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(ended.getByRole("link", { name: "Call", exact: true })).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
  await ended.getByRole("link", { name: "Call", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/calls\//);
});
