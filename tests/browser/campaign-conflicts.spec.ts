import type { Schemas } from "../support/answer.ts";
import { expect, test, type Page } from "../support/browser.ts";
import {
  answerCampaigns,
  attemptAnswer,
  audienceAnswer,
  campaignAnswer,
  launchedAnswer,
  type Answers,
} from "./campaign-answers.ts";
import { meanwhile } from "./conflict.ts";

const refusals = {
  409: { code: "conflict", title: "Not possible now", detail: "This campaign is completed." },
  412: {
    code: "changed_meanwhile",
    title: "Changed by someone else",
    detail: "This has been changed since you opened it. Load it again, then save.",
  },
};

/**
 * Opens the page of the campaign in `answers`. A step of it is refused in place of the server, since somebody else has
 * changed the campaign to `changed` meanwhile.
 */
async function openOutdated(
  page: Page,
  answers: Answers,
  { step, status, changed }: { step: string; status: keyof typeof refusals; changed: Schemas["Campaign"] },
) {
  await answerCampaigns(page, answers);
  await page.route(`**/api/v1/campaigns/*/${step}`, (route) => {
    answers.campaign = changed;
    return route.fulfill({ status, json: { type: "about:blank", status, ...refusals[status], request_id: "r" } });
  });
  await page.goto("/campaigns/campaign-1");
}

test("a draft lists what somebody else has saved meanwhile in the words of its form, and overwrites none of it", async ({
  cast,
  as,
}) => {
  const draft = await cast.newCampaign("Reception", { name: "Ferry" });
  const added = await cast.newSegment("North");
  const page = await as(cast.ada);
  await page.goto(`/campaigns/${draft.id}`);
  await page.getByLabel("Calls per hour").fill("11");
  await cast.ada.patch(`/campaigns/${draft.id}`, {
    calls_per_hour: 12,
    segment_ids: [draft.segments[0]!.id, added.id],
    days: ["monday", "tuesday"],
    reached: "answered_or_voicemail",
    variables: { first_name: "name" },
    opt_out: { field: null, outcome: "declined" },
  });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(meanwhile(page).getByRole("listitem")).toHaveText([
    `Segments: ${draft.segments[0]!.name} → ${draft.segments[0]!.name}, ${added.name}`,
    /^Days: .* → Monday and Tuesday$/,
    `Calls per hour: ${draft.calls_per_hour} → 12`,
    "A contact is reached when: A person answered → A person or voicemail answered",
    "Variables: none → first_name: Name",
    "Outcome of the call: none → Declined",
  ]);
  await expect(page.getByLabel("Calls per hour")).toHaveValue("11");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Ferry was saved.")).toBeVisible();
  const { body } = await cast.ada.get(`/campaigns/${draft.id}`);
  expect(body).toMatchObject({ calls_per_hour: 11, days: ["monday", "tuesday"], reached: "answered_or_voicemail" });
});

for (const { now, why } of [
  { now: "cancelled", why: "Not resumed: someone else has changed this campaign. It is now cancelled." },
  { now: "paused", why: "Not resumed: someone else has changed this campaign. Check it, then try again." },
] as const) {
  test(`a campaign that is ${now} in another tab and resumed here says so, and shows its state`, async ({
    cast,
    as,
  }) => {
    const page = await as(cast.ada);
    const paused = launchedAnswer({ state: "paused", can: ["update", "resume", "cancel"] });
    const changed = now === "paused" ? paused : launchedAnswer({ state: now, can: [] });
    await openOutdated(page, { campaign: paused }, { step: "resume", status: 412, changed });
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByRole("alert")).toHaveText(why);
    await expect(page.getByRole("region", { name: now === "paused" ? "Paused" : "Cancelled" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Resume" })).toHaveCount(now === "paused" ? 1 : 0);
  });
}

test("a campaign that ends while its cancellation is confirmed says why it was not cancelled", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const changed = launchedAnswer({ state: "completed", can: [] });
  await openOutdated(page, { campaign: launchedAnswer() }, { step: "cancel", status: 409, changed });
  await page.getByRole("button", { name: "Cancel campaign" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel campaign" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Completed" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveText("This campaign is completed.");
});

test("a draft that somebody else launches while it is launched here says so, and shows its progress", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  const draft = { campaign: campaignAnswer(), audience: audienceAnswer({ callable: 3 }) };
  await openOutdated(page, draft, { step: "launch", status: 412, changed: launchedAnswer() });
  await page.getByRole("button", { name: "Launch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Call 3 contacts" }).click();
  await expect(page.getByText("Not launched: someone else has changed this campaign. It is now active.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Active" })).toBeVisible();
});

test("the question before a contact is called again stays when the call moves to another page of the list", async ({
  cast,
  as,
}) => {
  const page = await as(cast.ada);
  const declined = attemptAnswer({ outcome: "declined", can: ["retry"] });
  const answers: Answers = { campaign: launchedAnswer(), attempts: [declined] };
  await answerCampaigns(page, answers);
  const asked: string[] = [];
  await page.route("**/api/v1/campaigns/*/attempts/*/retry", (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ status: 201, json: attemptAnswer({ state: "planned", number: 2 }) });
  });
  await page.goto("/campaigns/campaign-1");
  await page.getByRole("button", { name: "Call ليلى حداد again" }).click();
  const question = page.getByRole("dialog", { name: "Call ليلى حداد again?" });
  await expect(question).toContainText("declined the call");
  answers.attempts = [attemptAnswer({ id: "attempt-2", contact: { id: "contact-2", name: "Li Na" } })];
  await expect(page.getByText("Li Na")).toBeAttached();
  await expect(question).toContainText("declined the call");
  await question.getByRole("button", { name: "Call again" }).click();
  await expect(page.getByText("Another call to ليلى حداد is planned.")).toBeVisible();
  expect(asked).toEqual(["/api/v1/campaigns/campaign-1/attempts/attempt-1/retry"]);
});
