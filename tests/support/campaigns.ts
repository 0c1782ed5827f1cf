import { setTimeout as rest } from "node:timers/promises";
import type { Account } from "../../fixtures/stand-in/account.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { zoneAtNoon } from "../../fixtures/time-zones.ts";
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import type { Schemas } from "./answer.ts";
import type { Cast } from "./cast.ts";
import { Platform } from "./platform.ts";
import { sanitized } from "./server.ts";

const everyDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** An account at the stand-in, and the connection through which campaigns call there. */
export interface Line {
  account: Account;
  platform: Platform;
}

let lines = 0;

/** Connects a new account of the stand-in, with its key, and makes an agent known there. */
export async function connectLine(
  cast: Cast,
  standIn: StandIn,
  agent: string,
  name: PlatformName = "vapi",
): Promise<Line> {
  const account = standIn.open(name);
  const platform = await Platform.connect(cast.ada, name);
  await platform.knows(cast.agent(agent), `${agent} at the platform ${++lines}`);
  account.deliverTo({
    address: cast.server.address,
    connection: platform.connection.id,
    secret: platform.secret,
  });
  const stored = await cast.ada.put(`/connections/${platform.connection.id}/key`, { key: account.key });
  void stored.body;
  return { account, platform };
}

/** A contact who may be called now, whatever the time is. */
export function callable(
  number: string,
  more: Partial<Schemas["CreateContact"]> = {},
): Partial<Schemas["CreateContact"]> {
  return {
    phone: number,
    time_zone: zoneAtNoon(new Date()),
    consent: { purpose: "Berths", source: "Form", wording: "The harbour may call me.", at: "2026-01-01T00:00:00Z" },
    ...more,
  };
}

/** A draft that calls these contacts through a line, as quickly as a campaign may. */
export function draftCampaign(
  cast: Cast,
  line: Line,
  agent: string,
  company: string,
  contacts: string[],
  more: Partial<Schemas["CreateCampaign"]> = {},
): Promise<Schemas["Campaign"]> {
  const [own] = line.account.numbers;
  const from_number_id = line.account.platform === "retell" ? own!.number : own!.id;
  const through = { connection_id: line.platform.connection.id, from_number_id };
  return draftQuickCampaign(cast, agent, company, contacts, { ...through, ...more });
}

/** A draft that calls these contacts as quickly as a campaign may; `more` says through what. */
export async function draftQuickCampaign(
  cast: Cast,
  agent: string,
  company: string,
  contacts: string[],
  more: Partial<Schemas["CreateCampaign"]>,
): Promise<Schemas["Campaign"]> {
  const segment = await cast.newSegment(company);
  void (await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: contacts })).body;
  const body = {
    name: `Campaign of ${segment.name}`,
    agent_id: cast.agent(agent).id,
    segment_ids: [segment.id],
    days: [...everyDay],
    hours: { from: "08:00", to: "21:00" },
    calls_per_hour: 3600,
    at_once: 10,
    calls_abroad: true,
    ...more,
  };
  return (await cast.ada.post("/campaigns", body)).body;
}

export async function launch(cast: Cast, campaign: { id: string }): Promise<void> {
  void (await cast.ada.post(`/campaigns/${campaign.id}/launch`)).body;
}

/** Waits until a question has the answer that is wanted. Times in milliseconds; the limit is longer under a sanitizer. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
  limit = 30_000,
  every = 100,
): Promise<Answer> {
  for (const end = Date.now() + limit * (sanitized ? 4 : 1); ; await rest(every)) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(answer)}.`);
  }
}

export const campaignOf = async (cast: Cast, { id }: { id: string }): Promise<Schemas["Campaign"]> =>
  (await cast.ada.get(`/campaigns/${id}`)).body;

export const attemptsOf = async (cast: Cast, { id }: { id: string }): Promise<Schemas["Attempt"][]> =>
  (await cast.ada.get(`/campaigns/${id}/attempts`)).body.items;
