import { expect, test, type Page } from "../support/browser.ts";
import { answerCampaigns, audienceAnswer, campaignAnswer, launchedAnswer } from "./campaign-answers.ts";
import { meanwhile } from "./conflict.ts";

const refusals = {
  409: { code: "conflict", title: "Not possible now", detail: "This campaign is completed." },
  412: {
    code: "changed_meanwhile",
    title: "Changed by someone else",
    detail: "This has been changed since you opened it. Load it again, then save.",
  },
};

/** Refuses a step of the campaign in place of the server, after `happen`. */
async function refuse(page: Page, step: string, status: keyof typeof refusals, happen: () => void) {
  await page.route(`**/api/v1/campaigns/*/${step}`, (route) => {
    happen();
    return route.fulfill({ status, json: { type: "about:blank", status, ...refusals[status], request_id: "r" } });
  });
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
    faults,
  }) => {
    faults.expect(/status of 412/);
    const page = await as(cast.ada);
    const answers = { campaign: launchedAnswer({ state: "paused", can: ["update", "resume", "cancel"] }) };
    await answerCampaigns(page, answers);
    await refuse(page, "resume", 412, () => {
      answers.campaign = launchedAnswer({ state: now, can: now === "paused" ? ["update", "resume", "cancel"] : [] });
    });
    await page.goto("/campaigns/campaign-1");
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByRole("alert")).toHaveText(why);
    await expect(page.getByRole("region", { name: now === "paused" ? "Paused" : "Cancelled" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Resume" })).toHaveCount(now === "paused" ? 1 : 0);
  });
}

test("a campaign that ends while its cancellation is confirmed says why it was not cancelled", async ({
  cast,
  as,
  faults,
}) => {
  faults.expect(/status of 409/);
  const page = await as(cast.ada);
  const answers = { campaign: launchedAnswer() };
  await answerCampaigns(page, answers);
  await refuse(page, "cancel", 409, () => {
    answers.campaign = launchedAnswer({ state: "completed", can: [] });
  });
  await page.goto("/campaigns/campaign-1");
  await page.getByRole("button", { name: "Cancel campaign" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel campaign" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Completed" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveText("This campaign is completed.");
});

test("a draft that somebody else launches while it is launched here says so, and shows its progress", async ({
  cast,
  as,
  faults,
}) => {
  faults.expect(/status of 412/);
  const page = await as(cast.ada);
  const answers = { campaign: campaignAnswer(), audience: audienceAnswer({ callable: 3 }) };
  await answerCampaigns(page, answers);
  await refuse(page, "launch", 412, () => {
    answers.campaign = launchedAnswer();
  });
  await page.goto("/campaigns/campaign-1");
  await page.getByRole("button", { name: "Launch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Call 3 contacts" }).click();
  await expect(page.getByText("Not launched: someone else has changed this campaign. It is now active.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Active" })).toBeVisible();
});
