import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import recordings from "../../fixtures/audio/recordings.json" with { type: "json" };
import { campaigns, planCampaignContacts } from "../../scripts/demo/campaigns.ts";
import { fields, planContacts, segments } from "../../scripts/demo/contacts.ts";
import { place, type Account, type CallPlan } from "../../fixtures/stand-in/account.ts";
import type { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { zoneAtNoon } from "../../fixtures/time-zones.ts";
import { minutesAgo, newCall } from "../browser/calls.ts";
import type { Schemas } from "../support/answer.ts";
import type { Cast } from "../support/cast.ts";
import { attemptsOf, campaignOf, connectLine, launch, until } from "../support/campaigns.ts";
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

/** What becomes of the first calls of the campaign, and then again. */
const ends: Partial<CallPlan>[] = [
  {},
  { outcome: "no_answer" },
  {},
  { outcome: "voicemail" },
  { outcome: "busy" },
  {},
  { successful: false },
];
const callsThatEnd = 16;

/** The campaigns of the demo: one completed, a draft, and one that is calling, whose id is returned. */
export async function tellCampaigns(cast: Cast, standIn: StandIn): Promise<string> {
  for (const field of fields) void (await cast.ada.post("/contact-fields", field)).body;
  const lines = {
    Reception: await connectLine(cast, standIn, "Reception", "vapi"),
    Sales: await connectLine(cast, standIn, "Sales", "retell"),
    Support: await connectLine(cast, standIn, "Support", "elevenlabs"),
  };
  const sales = lines.Sales.account;
  sales.decide = () => decide(sales);
  let calling = "";
  for (const { company, agent, segment, campaign, state } of campaigns) {
    const { platform, account } = lines[agent as keyof typeof lines];
    const number = account.numbers[0]!;
    const segment_ids = [await tellAudience(cast, company, segment)];
    const made = await cast.ada.post("/campaigns", {
      calls_abroad: true,
      ...campaign,
      agent_id: cast.agent(agent).id,
      segment_ids,
      connection_id: platform.connection.id,
      from_number_id: account.platform === "retell" ? number.number : number.id,
      ...(state === "under way" ? { calls_per_hour: 3600 } : {}),
    } as Schemas["CreateCampaign"]);
    if (state === "draft") continue;
    await launch(cast, made.body);
    calling = made.body.id;
    if (state === "completed")
      await until(
        () => campaignOf(cast, made.body),
        (now) => now.state === "completed",
        60_000,
      );
  }
  await until(
    () => attemptsOf(cast, { id: calling }),
    (attempts) => attempts.filter(({ state }) => state === "talking").length === 3,
    90_000,
  );
  return calling;
}

function decide({ calls }: Account) {
  const end = calls.length < callsThatEnd ? ends[calls.length % ends.length]! : { talksFor: 600_000 };
  return place(end);
}

/** The contacts of a campaign, with some of whom it is night, and their segment. */
async function tellAudience(cast: Cast, company: "North" | "South", { name, tag }: { name: string; tag?: string }) {
  const now = new Date();
  const company_id = cast.company(company).id;
  const planned = planCampaignContacts(company, now).filter(({ tags }) => tag === undefined || tags?.includes(tag));
  const { items } = (await cast.ada.get("/contacts", { company_id, limit: 200 })).body;
  const known = new Set(items.map(({ phone }) => phone));
  for (const [index, contact] of planned.entries()) {
    const time_zone = index % 4 === 3 ? contact.time_zone : zoneAtNoon(now);
    if (!known.has(contact.phone)) await cast.ada.post("/contacts", { company_id, ...contact, time_zone });
  }
  const filter = { tag: tag ?? "On the way" };
  return (await cast.ada.post("/segments", { company_id, name, kind: "filter", filter } as const)).body.id;
}
