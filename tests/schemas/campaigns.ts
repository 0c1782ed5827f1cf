import { setTimeout as rest } from "node:timers/promises";
import { zoneAtNoon } from "../../fixtures/time-zones.ts";
import type { Filling } from "./fill.ts";

/** What becomes of the calls, by the last digit of the number that is called. */
const outcomes = ["answered", "voicemail", "declined"];

const settings = {
  days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  hours: { from: "08:00", to: "21:00" },
  calls_per_hour: 3600,
  at_once: 10,
  attempts: 1,
  calls_abroad: true,
};

/** One that is a draft, and one that has made its calls. */
export async function fillCampaigns(filling: Filling) {
  const { ada, agents, receiver } = filling;
  const { segment, contacts } = await createAudience(filling);
  const common = { ...settings, agent_id: agents.get("Night desk"), segment_ids: [segment], webhook_url: receiver.url };
  await ada.create("/campaigns", { ...common, name: "Spring offers" });
  const made = await ada.create("/campaigns", { ...common, name: "Autumn berths" });
  receiver.secret = made.webhook_secret;
  await ada.create(`/campaigns/${made.id}/launch`);
  await reportCalls(filling);
  while ((await ada.read(`/campaigns/${made.id}`)).state !== "completed") await rest(100);
  // Who can be called at any time of the day is elsewhere each time.
  for (const id of contacts) await ada.change("PATCH", `/contacts/${id}`, { time_zone: "Europe/Stockholm" });
}

async function createAudience({ ada, companies }: Filling) {
  const company_id = companies.get("South");
  const consent = { purpose: "Berths", source: "Form", at: "2026-01-01T00:00:00Z" };
  const contacts: string[] = [];
  for (const [index] of outcomes.entries()) {
    const person = {
      name: `Berth holder ${index + 1}`,
      phone: `+4631740163${index}`,
      time_zone: zoneAtNoon(new Date()),
    };
    contacts.push((await ada.create("/contacts", { ...person, consent, company_id })).id);
  }
  const segment = (await ada.create("/segments", { name: "Berth holders", kind: "static", company_id })).id;
  await ada.change("PUT", `/segments/${segment}/contacts`, { contact_ids: contacts });
  return { segment, contacts };
}

async function reportCalls({ ada, agents, receiver }: Filling) {
  for (const index of outcomes.keys()) {
    while (receiver.received.length <= index) await rest(50);
    const { attempt_id, contact } = receiver.received[index]!.call;
    const digit = Number(contact.phone.at(-1));
    await ada.create("/calls", {
      agent_id: agents.get("Night desk"),
      started_at: `2026-10-03T09:0${digit}:00Z`,
      duration_seconds: 30 + digit,
      direction: "outbound",
      to_number: contact.phone,
      attempt_id,
      dial_outcome: outcomes[digit],
    });
  }
}
