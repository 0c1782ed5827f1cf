import { expect, test, type Page } from "../support/browser.ts";
import { accountName, type Cast } from "../support/cast.ts";
import { recordingOf, type RecordingHost } from "../support/recordings.ts";
import { wav } from "../support/wav.ts";
import { callsOf, newCall, talk } from "./calls.ts";

const length = 30;

/** A call of that agent with half a minute of sound, with one channel for each `loudness`. */
async function recordedCall(cast: Cast, recordings: RecordingHost, agent: string, loudness = [0.5]) {
  const recording_url = recordings.serve(wav({ seconds: length, loudness }));
  const call = await newCall(cast, agent, { transcript: talk, duration_seconds: length, recording_url });
  await recordingOf(cast, call.id);
  return call;
}

const position = (page: Page) => page.getByRole("slider", { name: "Position" });
const turn = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });
const seconds = async (page: Page) => Number(await position(page).getAttribute("aria-valuenow"));

/** What the browser says of audio that the server ends while it is still on its way. */
const cutShort = /net::ERR_(CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH)/;

test("a call shows what was said, what it was about and what is known of it", async ({ cast, as }) => {
  const fields = {
    transcript: [...talk, { role: "tool" as const, text: '{"berth": 14}' }],
    summary: "The caller asked for a berth.",
    end_reason: "customer-ended-call",
    cost_usd: 0.25,
  };
  const { id } = await newCall(cast, "Reception", fields);
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "+44 20 7946 0018" })).toBeVisible();
  for (const { text } of fields.transcript) await expect(turn(page, text)).toBeVisible();
  await expect(turn(page, talk[1]!.text)).toContainText("Caller");
  await expect(turn(page, talk[1]!.text)).toContainText("0:04");
  await expect(page.getByRole("region", { name: "Summary" })).toContainText(fields.summary);
  for (const fact of ["Incoming", "1:00", "Successful", "caller", "+46 8 123 456", "1.00", "$0.25"]) {
    await expect(page.getByRole("definition").filter({ hasText: fact }).first()).toBeVisible();
  }
  await expect(page.getByText("This call has no recording.")).toBeVisible();
  await expect(page.getByRole("definition").getByRole("link", { name: "Reception" })).toHaveAttribute(
    "href",
    `/agents/${cast.agent("Reception").id}`,
  );
});

test("the audio plays, with the transcript in step, and a turn seeks", async ({ cast, recordings, as }) => {
  const { id } = await recordedCall(cast, recordings, "Reception", [0.5, 0.25]);
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await expect(page.getByText("0:00 / 0:30")).toBeVisible();
  await expect(position(page).locator("canvas").first()).toBeVisible();

  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(turn(page, talk[0]!.text)).toHaveAttribute("aria-current", "true");
  await expect.poll(() => seconds(page)).toBeGreaterThan(0);

  await turn(page, talk[2]!.text).click();
  await expect.poll(() => seconds(page)).toBeGreaterThanOrEqual(10);
  await expect(turn(page, talk[2]!.text)).toHaveAttribute("aria-current", "true");
  await expect(turn(page, talk[0]!.text)).not.toHaveAttribute("aria-current");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Go to 0:04" }).click();
  await expect(page.getByText("0:04 / 0:30")).toBeVisible();
  await expect(turn(page, talk[1]!.text)).toHaveAttribute("aria-current", "true");
});

test("Space plays, arrows seek, and a field keeps its own keys", async ({ cast, recordings, as }) => {
  const { id } = await recordedCall(cast, recordings, "Reception");
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await expect(page.getByText("0:00 / 0:30")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("0:10 / 0:30")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("0:05 / 0:30")).toBeVisible();
  await position(page).press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();

  const before = await seconds(page);
  await page.getByLabel("Speed").focus();
  await page.keyboard.press("ArrowRight");
  expect(await seconds(page)).toBe(before);
});

test("the speed is chosen, and the recording is to be had as a file", async ({ cast, recordings, as }) => {
  const { id } = await recordedCall(cast, recordings, "Reception");
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await page.getByLabel("Speed").selectOption("2 ×");
  expect(await page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(2);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.wav$/);
});

test("without the right the audio is not even asked for, and the page says who can grant it", async ({
  cast,
  recordings,
  as,
}) => {
  const { id } = await recordedCall(cast, recordings, "Reception");
  const page = await as(await cast.member({ agents: ["Reception"] }));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`/calls/${id}`);
  await expect(turn(page, talk[0]!.text)).toBeVisible();
  await expect(page.getByRole("heading", { name: "No access" })).toBeVisible();
  await expect(page.getByText("You don’t have access to recordings.")).toBeVisible();
  await expect(page.getByText(`An administrator of ${accountName} can grant it.`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Go to/ })).toHaveCount(0);
  expect(asked.filter((path) => /recording|waveform/.test(path) && path.startsWith("/api"))).toEqual([]);
});

test("audio ends when the right is taken away, and the page says so", async ({ cast, recordings, faults, as }) => {
  faults.expect(cutShort);
  const { id } = await recordedCall(cast, recordings, "Reception");
  const member = await cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
  const page = await as(member);
  await page.goto(`/calls/${id}`);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();

  await cast.ada.patch(`/members/${member.id}`, { permissions: { view_recordings: false } });
  await expect(page.getByRole("alert")).toContainText("You no longer have access to recordings.");
  await expect(page.locator("audio")).toHaveCount(0);
});

test("a call whose agent is taken from a member is gone, also while it is open", async ({
  cast,
  recordings,
  faults,
  as,
}) => {
  faults.expect(cutShort);
  const { id } = await recordedCall(cast, recordings, "Reception");
  const member = await cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
  const page = await as(member);
  await page.goto(`/calls/${id}`);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await cast.ada.patch(`/members/${member.id}`, { agent_ids: [] });
  await expect(page.getByRole("heading", { name: "Call not found" })).toBeVisible();
  await expect(page.getByText(talk[0]!.text)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Call");
  await expect(page).toHaveTitle(`Call · ${accountName}`);
  await expect(page.getByRole("navigation", { name: "Calls" })).toHaveCount(0);
});

test("a recording that is not available says from where, and why", async ({ cast, recordings, as }) => {
  const recording_url = recordings.serve(Buffer.from("this is no audio"));
  const { id } = await newCall(cast, "Reception", { recording_url });
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await expect(page.getByText(/^The recording is not available: /)).toBeVisible();

  await page.route(`**/api/v1/calls/${id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), platform: "elevenlabs" } });
  });
  await page.reload();
  await expect(page.getByText(/^The recording from ElevenLabs is not available: /)).toBeVisible();
});

test("a call that is not there, or not mine, reads the same", async ({ cast, as }) => {
  const { id } = await newCall(cast, "Support");
  const page = await as(await cast.member({ agents: ["Reception"] }));
  for (const path of [`/calls/${id}`, "/calls/019abc00-0000-7000-8000-000000000001"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Call not found" })).toBeVisible();
    await expect(page.getByText("It does not exist, or you don’t have access to its agent.")).toBeVisible();
  }
  await page.goto(callsOf(cast, "Support"));
  await expect(page.getByRole("heading", { name: "No calls match" })).toBeVisible();
});

test("the speed stays when the audio is loaded again after it broke off", async ({ cast, recordings, faults, as }) => {
  faults.expect(/net::ERR_FAILED/);
  const { id } = await recordedCall(cast, recordings, "Reception");
  const page = await as(cast.ada);
  await page.route("**/recording", (route) => route.abort());
  await page.goto(`/calls/${id}`);
  await expect(page.getByText("Playback was interrupted.")).toBeVisible();
  await page.getByLabel("Speed").selectOption("1.5 ×");
  await page.unroute("**/recording");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => seconds(page)).toBeGreaterThan(0);
  expect(await page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.5);
});

test("the time of a turn is a button for the keyboard also while text is selected", async ({
  cast,
  recordings,
  as,
}) => {
  const { id } = await recordedCall(cast, recordings, "Reception");
  const page = await as(cast.ada);
  await page.goto(`/calls/${id}`);
  await expect(page.getByText("0:00 / 0:30")).toBeVisible();
  await turn(page, talk[0]!.text).getByText(talk[0]!.text).selectText();
  await page.getByRole("button", { name: "Go to 0:10" }).press("Enter");
  await expect(page.getByText("0:10 / 0:30")).toBeVisible();
});
