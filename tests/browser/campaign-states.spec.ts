import { expect, test, type Page } from "../support/browser.ts";
import { violations } from "./axe.ts";
import { answerCampaigns, attemptAnswer, audienceAnswer, campaignAnswer, launchedAnswer } from "./campaign-answers.ts";
import { expectNoSidewaysScroll } from "./layout.ts";
import { isOfCrm, tryAgain, watchRequests } from "./requests.ts";

const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();

const open = (page: Page) => page.goto("/campaigns/campaign-1");
const region = (page: Page, name: string) => page.getByRole("region", { name });
const calls = (page: Page) => page.getByRole("table", { name: "Calls of the campaign" });

test("while a campaign is read its place says so, and an error can be tried again", async ({ cast, as, faults }) => {
  faults.expect(/status of 503/);
  const page = await as(cast.ada);
  const answers = { campaign: launchedAnswer() };
  await answerCampaigns(page, answers);
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  let isBroken = true;
  await page.route(/\/api\/v1\/campaigns\/[^/]+$/, async (route) => {
    await held;
    await (isBroken ? route.fulfill({ status: 503, json: {} }) : route.fulfill({ json: answers.campaign }));
  });
  await open(page);
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toBeVisible();
  answer();
  await expect(page.getByRole("heading", { name: "This could not be loaded" })).toBeVisible();
  isBroken = false;
  await tryAgain(page);
  await expect(region(page, "Active")).toBeVisible();
});

test("without access to the CRM the pages of campaigns say so, and read nothing", async ({ cast, as }) => {
  const page = await as(await cast.member({ agents: ["Sales"] }));
  const requests = watchRequests(page);
  for (const path of ["/campaigns", "/campaigns/campaign-1"]) {
    await page.goto(path);
    await expect(page.getByText("You don’t have access to the CRM.")).toBeVisible();
    await expect(page.getByRole("button", { name: "CRM", exact: true })).toHaveCount(0);
  }
  expect(requests.filter(isOfCrm)).toEqual([]);
});

test("the live page moves, and says when it is not up to date", async ({ cast, as, faults }) => {
  faults.expect(/net::ERR_FAILED/);
  const page = await as(cast.ada);
  const answers = {
    campaign: launchedAnswer({
      waiting: { reason: "hours", until: "2026-07-01T08:00:00Z", time_zone: "Europe/Lisbon" },
    }),
    attempts: [attemptAnswer()],
  };
  await answerCampaigns(page, answers);
  await open(page);
  const state = region(page, "Active");
  await expect(state.getByRole("status")).toContainText(/Outside hours until .*9:00 in Lisbon/);
  await expect(state).toContainText("298 of 1,000 contacts reached, 340 calls completed, 4 failed");
  await expect(state.getByRole("progressbar", { name: "Progress" })).toHaveAttribute("aria-valuenow", "36");
  await expect(region(page, "Outcomes")).toContainText(/Answered\s*298/);
  await expect(region(page, "Not called")).toContainText(/No consent\s*52/);
  await expect(calls(page)).toContainText("020 7946 0123");

  answers.campaign = launchedAnswer({ progress: { ...answers.campaign.progress, reached: 299 } });
  await expect(state).toContainText("299 of 1,000 contacts reached");
  await expect(state).not.toContainText("Outside hours");
  await page.route("**/api/v1/campaigns/**", (route) => route.abort());
  await expect(page.getByRole("alert")).toContainText("This page is not up to date. The server cannot be reached.");
  await expect(state).toContainText("299 of 1,000 contacts reached");
});

test("why a campaign is paused is said in the platform's words too, and how it can be resumed", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  await answerCampaigns(page, {
    campaign: launchedAnswer({
      state: "paused",
      pause: { reason: "no_credit", detail: "Wallet Balance is -0.05" },
      problems: ["The connection has no API key."],
      can: ["update", "resume", "cancel"],
    }),
  });
  await open(page);
  await expect(region(page, "Paused")).toContainText(
    "has no credit left. The platform says: “Wallet Balance is -0.05”",
  );
  await expect(region(page, "Paused")).toContainText("The connection has no API key.");
  await expect(region(page, "Paused")).toContainText("2 calls still in progress.");
  await page.route("**/api/v1/campaigns/*/resume", (route) =>
    route.fulfill({
      status: 422,
      json: { type: "about:blank", title: "Refused", status: 422, code: "invalid", detail: "No key.", request_id: "r" },
    }),
  );
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("alert")).toContainText("No key.");
});

test("calls that nobody knows of are shown to a person, who is asked before calling again", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const unknown = attemptAnswer({ id: "attempt-2", state: "unknown", outcome: null, ended_at: null, can: ["retry"] });
  const answers = {
    campaign: launchedAnswer({ progress: { ...launchedAnswer().progress, unknown: 1 } }),
    attempts: [attemptAnswer({ contact: { id: "contact-2", name: "Li Na" } }), unknown],
  };
  await answerCampaigns(page, answers);
  const asked: string[] = [];
  await page.route("**/api/v1/campaigns/*/attempts/*/retry", (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ status: 201, json: attemptAnswer({ state: "planned", number: 2 }) });
  });
  await open(page);
  await expect(region(page, "1 call to check")).toContainText("it is not repeated automatically");
  const filtered = page.waitForRequest((request) => request.url().includes("state=unknown"));
  await region(page, "1 call to check").getByRole("button", { name: "Show it" }).click();
  await filtered;
  await expect(page.getByLabel("Show", { exact: true })).toHaveValue("unknown");
  await expect(calls(page).getByRole("row", { name: "ليلى حداد" })).toContainText("Unknown: may have been called");
  await page.getByRole("button", { name: "Call ليلى حداد again" }).click();
  const question = page.getByRole("dialog", { name: "Call ليلى حداد again?" });
  await expect(question).toContainText("the same person may be called twice");
  expect(asked).toEqual([]);
  await question.getByRole("button", { name: "Call again" }).click();
  await expect(page.getByText("Another call to ليلى حداد is planned.")).toBeVisible();
  expect(asked).toEqual(["/api/v1/campaigns/campaign-1/attempts/attempt-2/retry"]);
});

for (const [outcome, words] of [
  ["declined", "declined the call"],
  ["marked_as_spam", "was marked as spam"],
] as const) {
  test(`somebody whose call has the outcome ${outcome} is not called again without a question`, async ({
    cast,
    as,
  }) => {
    const page = await as(cast.ada);
    const attempts = [attemptAnswer({ outcome, can: ["retry"] })];
    await answerCampaigns(page, { campaign: launchedAnswer(), attempts });
    await open(page);
    await page.getByRole("button", { name: "Call ليلى حداد again" }).click();
    const question = page.getByRole("dialog", { name: "Call ليلى حداد again?" });
    await expect(question).toContainText(words);
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(question).toBeHidden();
  });
}

test("an audience that was not counted to the end is about that large, and exact on request", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const skipped = { ...audienceAnswer().skipped, no_consent: 400, not_callable: 20 };
  const answers = {
    campaign: campaignAnswer(),
    audience: audienceAnswer({ callable: 12_000, warned_no_consent: 30, skipped, exact: false }),
  };
  await answerCampaigns(page, answers);
  await page.route("**/audience?count=exact", (route) =>
    route.fulfill({ json: audienceAnswer({ callable: 12_345, skipped }) }),
  );
  await open(page);
  const audience = region(page, "Audience");
  await expect(audience).toContainText("About 12,000 contacts will be called");
  await expect(audience).toContainText("About 30 of them have no consent on record");
  await expect(audience).toContainText(/Not callable\s*about 20/);
  await expect(audience).toContainText("National do-not-call registers are not checked.");
  await audience.getByRole("button", { name: "Count all contacts of the audience" }).click();
  await expect(audience).toContainText("12,345 contacts will be called");
  const readAgain = page.waitForResponse((response) => response.url().endsWith("/audience"));
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await readAgain;
  await expect(audience).toContainText("12,345 contacts will be called");
  await page.getByRole("button", { name: "Launch" }).click();
  const question = page.getByRole("dialog", { name: "Launch 船の客?" });
  await expect(question).toContainText("12,345 contacts will be called by Ferry line from 020 7946 0018.");
  await expect(question).toContainText("420 contacts will not be called.");
  await expect(question).toContainText("Monday to Friday, 9:00 to 18:00, in each contact’s own time.");
  await expect(question).toContainText("National do-not-call registers are not checked.");
  await expect(question.getByRole("button", { name: "Call 12,345 contacts" })).toBeVisible();
});

test("the launch shows what is read when its dialog opens, and launches that", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const answers = { campaign: campaignAnswer(), audience: audienceAnswer({ callable: 10 }) };
  await answerCampaigns(page, answers);
  await open(page);
  await expect(region(page, "Audience")).toContainText("10 contacts will be called");
  answers.campaign = campaignAnswer({ etag: '"2"', starts_at: "2026-01-01T08:00:00Z" });
  answers.audience = audienceAnswer({ callable: 7 });
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route(/\/api\/v1\/campaigns\/[^/]+\/audience$/, async (route) => {
    await held;
    await route.fallback();
  });
  await page.getByRole("button", { name: "Launch" }).click();
  const question = page.getByRole("dialog", { name: "Launch 船の客?" });
  await expect(question.getByRole("button", { name: "Launch" })).toBeDisabled();
  answer();
  await expect(question).toContainText("7 contacts will be called");
  await expect(question).toContainText("Calls start at once");
  const launched = page.waitForRequest("**/api/v1/campaigns/*/launch");
  await page.route("**/api/v1/campaigns/*/launch", (route) => route.fulfill({ json: launchedAnswer() }));
  await question.getByRole("button", { name: "Call 7 contacts" }).click();
  expect((await launched).headers()["if-match"]).toBe('"2"');
  await expect(page.getByText("船の客 was launched.")).toBeVisible();
});

test("planned calls of a cancelled campaign are being cancelled, and the page moves until they are", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  const cancelled = (state: "in_progress" | "complete") =>
    launchedAnswer({
      state: "cancelled",
      finished_at: "2026-11-22T10:00:00Z",
      progress: { ...launchedAnswer().progress, open: 0 },
      audience: { state, contacts: 1000 },
      can: [],
    });
  const answers = { campaign: cancelled("in_progress") };
  await answerCampaigns(page, answers);
  await open(page);
  await expect(region(page, "Cancelled")).toContainText("Remaining calls are being cancelled.");
  await expect(region(page, "Cancelled")).not.toContainText("Contacts are being added");
  answers.campaign = cancelled("complete");
  await expect(region(page, "Cancelled")).not.toContainText("Remaining calls");
});

test("new hours of a campaign with contacts are being applied", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const answers = { campaign: launchedAnswer() };
  await answerCampaigns(page, answers);
  await open(page);
  await expect(region(page, "Active")).toBeVisible();
  answers.campaign = launchedAnswer({
    audience: { state: "in_progress", contacts: 1000 },
    waiting: { reason: "audience", until: null, time_zone: null },
  });
  await expect(region(page, "Active")).toContainText("The new hours are being applied.");
  await expect(region(page, "Active")).not.toContainText("Contacts are being added");
});

test("calls can be read at 1024 px, and a skipped contact is called, not called again", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const attempts = [attemptAnswer({ state: "skipped", reason: "no_consent", outcome: null, can: ["retry"] })];
  await answerCampaigns(page, { campaign: launchedAnswer({ variables: { role: "job_title" } }), attempts });
  await page.setViewportSize({ width: 1024, height: 800 });
  await open(page);
  const result = calls(page).getByRole("cell").filter({ hasText: "Skipped: no consent" });
  expect((await result.boundingBox())!.width).toBeGreaterThan(180);
  await expect(page.getByRole("button", { name: "Call ليلى حداد", exact: true })).toHaveText("Call");
  await expect(region(page, "Details")).toContainText("Calls from020 7946 0018");
  await expect(region(page, "Details")).toContainText("role: Job title");
  await expect(region(page, "Details")).toContainText("60, 240 minutes");
});

test("an error of a variable is at its row, and its removal moves the focus", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await answerCampaigns(page, { campaign: campaignAnswer({ variables: { role: "job_title" } }) });
  await open(page);
  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  const second = page.getByLabel("Name of variable 2");
  await expect(second).toHaveAttribute("aria-invalid", "true");
  await expect(second).toHaveAccessibleDescription("Give variable 2 a name, or remove it.");
  await expect(second).toBeFocused();
  await page.getByRole("button", { name: "Remove variable 2" }).click();
  await expect(page.getByLabel("Name of variable 1")).toBeFocused();
  await page.getByRole("button", { name: "Remove variable role" }).click();
  await expect(page.getByRole("button", { name: "Add variable" })).toBeFocused();
});

test("a draft says why it cannot be launched, also while changes are not saved", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const answers = {
    campaign: campaignAnswer({
      from_number_id: null,
      connection_id: null,
      problems: ["Choose a number to call from."],
    }),
  };
  await answerCampaigns(page, answers);
  await open(page);
  const audience = region(page, "Audience");
  await expect(audience.getByRole("listitem")).toHaveText("Choose a number to call from.");
  await expect(page.getByRole("button", { name: "Launch" })).toBeDisabled();
  await page.getByLabel("Calls per hour").fill("0");
  await expect(audience).toContainText("Save the changes to count the audience with them and to launch.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("Calls per hour")).toHaveAccessibleDescription("Enter a whole number from 1 to 3600.");
  await expect(page.getByLabel("Calls per hour")).toBeFocused();
});

const longName = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewaren";

const busyPage = {
  campaign: launchedAnswer({
    name: longName,
    agent: { id: "agent-1", name: longName },
    segments: [
      { id: "segment-1", name: longName },
      { id: "segment-2", name: null },
    ],
    state: "paused",
    pause: { reason: "key_refused", detail: longName },
    progress: { ...launchedAnswer().progress, unknown: 3 },
    can: ["update", "resume", "cancel"],
  }),
  attempts: [
    attemptAnswer({ contact: { id: "contact-2", name: longName }, can: ["retry"], state: "failed", detail: longName }),
    attemptAnswer({ id: "attempt-2", contact: null, phone: null, state: "skipped", reason: "erased", outcome: null }),
    attemptAnswer({
      id: "attempt-3",
      contact: { id: "contact-3", name: "田中太郎" },
      state: "planned",
      outcome: null,
      number: 2,
      due_at: inAMonth,
      wait: { reason: "hours", time_zone: "America/Argentina/Buenos_Aires" },
      claimed_at: null,
      ended_at: null,
    }),
  ],
};

const draftPage = {
  campaign: campaignAnswer({
    name: longName,
    segments: [{ id: "segment-1", name: "VIP" }],
    excluded_segments: [{ id: "gone", name: null }],
    variables: { [longName.slice(0, 60)]: "name", boats: "field.boats" },
    starts_at: inAMonth,
    problems: [longName],
  }),
  audience: audienceAnswer({ callable: 1_240, skipped: { ...audienceAnswer().skipped, no_consent: 12, abroad: 3 } }),
};

test("campaigns fit on every width, with long names", async ({ cast, as }) => {
  const page = await as(cast.ada);
  for (const answers of [busyPage, draftPage]) {
    await page.unrouteAll();
    await answerCampaigns(page, answers);
    for (const width of [320, 768, 1024, 1280, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/campaigns");
      await expect(page.getByRole("table", { name: "Campaigns" })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await open(page);
      await expect(page.getByRole("heading", { level: 1, name: longName })).toBeVisible();
      await expect(answers === busyPage ? calls(page) : region(page, "Audience")).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on campaigns in ${colorScheme}`, async ({ cast, as }) => {
    const page = await as(cast.ada, { colorScheme });
    await answerCampaigns(page, busyPage);
    await page.goto("/campaigns");
    await expect(page.getByRole("table", { name: "Campaigns" })).toBeVisible();
    expect.soft(await violations(page), "the list").toEqual([]);
    await open(page);
    await expect(calls(page)).toBeVisible();
    expect.soft(await violations(page), "a campaign that was launched").toEqual([]);
    await page.getByRole("button", { name: "Edit" }).click();
    await expect(page.getByRole("dialog", { name: `Edit ${longName}` })).toBeVisible();
    expect.soft(await violations(page), "its form").toEqual([]);
    await page.unrouteAll();
    await answerCampaigns(page, draftPage);
    await open(page);
    await expect(region(page, "Audience")).toContainText("1,240 contacts will be called");
    expect.soft(await violations(page), "a draft").toEqual([]);
  });
}
