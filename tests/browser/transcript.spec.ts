import { expect, test } from "../support/browser.ts";
import { recordingOf } from "../support/recordings.ts";
import { wav } from "../support/wav.ts";
import { callRows, callsOf, newCall, talk } from "./calls.ts";
import { pressWhileComposing } from "./composing.ts";

test("what the list was searched for is marked in the transcript, and each place is gone to by keys", async ({
  cast,
  as,
}) => {
  await cast.newAgent("Mark desk", "North");
  const filler = Array.from({ length: 40 }, (_, index) => ({ role: "agent" as const, text: `Line ${index}.` }));
  await newCall(cast, "Mark desk", { transcript: [...talk, ...filler, { role: "caller", text: "The BÉRTH, then." }] });
  const page = await as(cast.ada);
  await page.goto(callsOf(cast, "Mark desk", "&search=berth"));
  await callRows(page).getByRole("link").click();
  const marks = page.getByRole("region", { name: "Transcript" }).locator("mark");
  await expect(marks).toHaveText(["berth", "Berth", "BÉRTH"]);
  const field = page.getByRole("searchbox", { name: "Search transcript" });
  await expect(field).toHaveValue("berth");
  const found = page.getByRole("search", { name: "Transcript" }).getByRole("status");
  await expect(found).toHaveText("1 of 3");
  await expect(marks.first()).toHaveAttribute("data-current", "true");

  await field.press("Enter");
  await expect(found).toHaveText("2 of 3");
  await page.getByRole("button", { name: "Next match" }).click();
  await expect(found).toHaveText("3 of 3");
  await expect(marks.last()).toBeInViewport();
  await field.press("Enter");
  await expect(found).toHaveText("1 of 3");
  await field.press("Shift+Enter");
  await expect(found).toHaveText("3 of 3");

  await field.fill("berth fourteen");
  await expect(marks).toHaveText(["Berth fourteen"]);
  await field.fill("submarine");
  await expect(found).toHaveText("Not found");
  await expect(page.getByRole("button", { name: "Next match" })).toHaveCount(0);
  // These keys are of an input method, which is still composing.
  await field.fill("berth");
  await expect(found).toHaveText("1 of 3");
  for (const key of ["Enter", "Escape"]) await pressWhileComposing(field, key);
  await expect(field).toHaveValue("berth");
  await expect(found).toHaveText("1 of 3");
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await expect(marks).toHaveCount(0);
});

test("a transcript is copied with its speakers and times", async ({ cast, as }) => {
  const { id } = await newCall(cast, "Reception", { transcript: talk });
  const page = await as(cast.ada, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`/calls/${id}`);
  await page.getByRole("button", { name: "Copy transcript" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    [
      "Reception (0:00): Good morning, North harbour.",
      "Caller (0:04): Have you a berth for a ketch?",
      "Reception (0:10): Berth fourteen is free.",
    ].join("\n"),
  );
});

test("buttons, and arrows with Shift, skip ten seconds", async ({ cast, recordings, as }) => {
  const recording_url = recordings.serve(wav({ seconds: 30 }));
  const { id } = await newCall(cast, "Reception", { transcript: talk, duration_seconds: 30, recording_url });
  await recordingOf(cast, id);
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await expect(page.getByText("0:00 / 0:30")).toBeVisible();
  await page.getByRole("button", { name: "Forward 10 seconds" }).click();
  await expect(page.getByText("0:10 / 0:30")).toBeVisible();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("0:20 / 0:30")).toBeVisible();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("0:05 / 0:30")).toBeVisible();
  await page.getByRole("button", { name: "Back 10 seconds" }).click();
  await expect(page.getByText("0:00 / 0:30")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search transcript" }).press("Shift+ArrowRight");
  await expect(page.getByText("0:00 / 0:30")).toBeVisible();
});

/** A turn for each half second of half a minute. */
const quickTalk = Array.from({ length: 60 }, (_, index) => ({
  role: "agent" as const,
  text: `Line ${index}.`,
  start_seconds: index / 2,
  end_seconds: (index + 1) / 2,
}));

test("the transcript scrolls with the audio while the reader follows, and not in one column", async ({
  cast,
  recordings,
  as,
}) => {
  const recording_url = recordings.serve(wav({ seconds: 30 }));
  const { id } = await newCall(cast, "Reception", { transcript: quickTalk, duration_seconds: 30, recording_url });
  await recordingOf(cast, id);
  const page = await as(cast.ada, { viewport: { width: 1280, height: 600 } });
  const turns = page.getByRole("region", { name: "Transcript" }).getByRole("listitem");
  const turn = (number: number) => turns.filter({ hasText: `Line ${number}.` });
  const findPlayed = () => turns.evaluateAll((all) => all.findIndex((item) => item.ariaCurrent === "true"));
  const isPlayedTo = (number: number) => expect.poll(findPlayed).toBeGreaterThanOrEqual(number);
  const scrolled = () => page.evaluate(() => window.scrollY);
  const goToTurn = async (number: number) => {
    await page.goto(`/calls/${id}`);
    await expect(page.getByText("0:00 / 0:30")).toBeVisible();
    await turn(number).click();
  };
  await goToTurn(2);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await isPlayedTo(12);
  await expect(page.locator("li[aria-current]")).toBeInViewport();
  expect(await scrolled()).toBeGreaterThan(0);

  await page.mouse.move(1000, 300);
  await page.mouse.wheel(0, 10_000);
  const end = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  await expect.poll(scrolled).toBeGreaterThan(end - 1);
  const away = await scrolled();
  await isPlayedTo((await findPlayed()) + 4);
  expect(await scrolled()).toBe(away);

  await page.setViewportSize({ width: 390, height: 600 });
  await goToTurn(2);
  const before = await scrolled();
  await page.keyboard.press("Space");
  await isPlayedTo(16);
  expect(await scrolled()).toBe(before);
  await expect(turn(2)).toBeInViewport();
  await expect(turn(16)).not.toBeInViewport();
});
