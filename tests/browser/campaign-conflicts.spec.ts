import { expect, test } from "../support/browser.ts";
import { meanwhile } from "./conflict.ts";

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
