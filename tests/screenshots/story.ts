import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import recordings from "../../fixtures/audio/recordings.json" with { type: "json" };
import { fields, planContacts, segments } from "../../scripts/demo/contacts.ts";
import { minutesAgo, newCall } from "../browser/calls.ts";
import type { Cast } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { recordingOf, type RecordingHost } from "../support/recordings.ts";

const audio = resolve(import.meta.dirname, "../../fixtures/audio");
const day = 24 * 60;

/** A month of calls with the fixtures' voices, and connections of all three platforms. Returns the call to look at. */
export async function tell(cast: Cast, host: RecordingHost): Promise<string> {
  const heard: string[] = [];
  for (const [index, told] of recordings.entries()) {
    const { id } = await newCall(cast, told.agent, {
      started_at: minutesAgo(index * 47 + 12),
      duration_seconds: told.seconds,
      direction: told.direction as "inbound" | "outbound",
      summary: told.summary,
      outcome: told.successful ? "successful" : "unsuccessful",
      cost_usd: Math.round(told.seconds * 0.2) / 100,
      transcript: told.lines.map(({ role, text, start, end }) => ({
        role: role as "agent" | "caller",
        text,
        start_seconds: start,
        end_seconds: end,
      })),
      recording_url: host.serve(readFileSync(resolve(audio, told.file))),
    });
    heard.push(id);
  }
  for (let ago = 1; ago < 30; ago++) {
    for (const [index, agent] of ["Reception", "Sales", "Support", "Night desk"].entries()) {
      const started_at = minutesAgo(ago * day + index * 61);
      const duration_seconds = 40 + ((ago * 67 + index * 131) % 400);
      await newCall(cast, agent, { started_at, duration_seconds, cost_usd: duration_seconds / 500 });
    }
  }
  for (const id of heard) await recordingOf(cast, id);

  for (const name of ["vapi", "retell", "elevenlabs"] as const) {
    const platform = await Platform.connect(cast.ada, name);
    if (name === "vapi") await platform.report(makePlatformCall({ agent: "asst_5f0c1e", agentName: "Winter storage" }));
    if (name === "elevenlabs") await platform.deliver("{}", { secret: "another" });
  }
  return heard[recordings.findIndex(({ channels }) => channels === 2)]!;
}

/** The contacts and segments of the demo, and calls of one of the contacts. Returns that contact. */
export async function tellContacts(cast: Cast): Promise<string> {
  for (const field of fields) void (await cast.ada.post("/contact-fields", field)).body;
  const ids: string[] = [];
  for (const name of ["North", "South"] as const) {
    const company_id = cast.company(name).id;
    for (const contact of planContacts(name, new Date())) {
      ids.push((await cast.ada.post("/contacts", { company_id, ...contact })).body.id);
    }
    for (const { segment, contacts } of segments) {
      const { id } = (await cast.ada.post("/segments", { company_id, ...segment })).body;
      if (contacts) await cast.ada.put(`/segments/${id}/contacts`, { filter: contacts });
    }
  }
  const told = (await cast.ada.get("/contacts", { company_id: cast.company("North").id, tag: "Berth holder" })).body;
  const contact = told.items.find(({ consent }) => consent !== null)!;
  for (const [index, agent] of ["Reception", "Sales", "Reception"].entries()) {
    const { lines, summary, seconds } = recordings[index]!;
    await newCall(cast, agent, {
      started_at: minutesAgo(index * day + 95),
      duration_seconds: seconds,
      direction: "inbound",
      from_number: contact.phone!,
      summary,
      outcome: "successful",
      transcript: lines.map(({ role, text }) => ({ role: role as "agent" | "caller", text })),
    });
  }
  return contact.id;
}
