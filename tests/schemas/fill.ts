import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import story from "../../fixtures/cast.json" with { type: "json" };
import type { PlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { signatureHeaders } from "../../fixtures/platforms/signatures.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { until } from "../support/campaigns.ts";
import type { WebhookReceiver } from "../../fixtures/stand-in/webhook-receiver.ts";
import type { RecordingHost } from "../support/recordings.ts";
import type { Server } from "../support/server.ts";
import { AnyClient } from "./any-client.ts";
import { keptCalls, platformCall } from "./calls.ts";
import { fillCampaigns } from "./campaigns.ts";
import { fillContacts } from "./contacts.ts";
import { administrator, members } from "./people.ts";

export interface Filling {
  server: Server;
  /** The schema of the program that is filled: what came later is left out. */
  schema: number;
  ada: AnyClient;
  /** Where recordings are copied from. */
  recordings: RecordingHost;
  /** Where campaigns send their calls. */
  receiver: WebhookReceiver;
  /** Ids by name. */
  companies: Map<string, string>;
  agents: Map<string, string>;
}

/** The secret of the connection, with which webhooks are signed after an upgrade too. */
export const connectionSecret = "the kept secret of the harbour";
export const knownAgent = "reception at Vapi";

const fixture = (path: string) => readFileSync(resolve(import.meta.dirname, "../../fixtures", path));

/** Fills an empty server by its API. */
export async function fill(hosts: Pick<Filling, "server" | "schema" | "recordings" | "receiver">): Promise<void> {
  const { server, schema } = hosts;
  const filling: Filling = { ...hosts, ada: new AnyClient(server), companies: new Map(), agents: new Map() };
  await setUp(filling);
  await createAgents(filling);
  await createMembers(filling);
  await createConnection(filling);
  await sendCalls(filling);
  if (schema >= 21) await fillContacts(filling);
  if (schema >= 28) await fillCampaigns(filling);
}

async function setUp({ server, ada }: Filling) {
  const { name, email, password } = administrator;
  const token = await server.setupToken();
  await ada.create("/setup", { token, account_name: "Harbour Voices", name, email, password });
  await ada.change("PATCH", "/settings", { time_zone: "Europe/Copenhagen", rounding_rule: "per_6_seconds" });
  await ada.change("PUT", "/profile/picture", fixture("pictures/photo.webp"), { "Content-Type": "image/webp" });
  await ada.create("/api-tokens", { name: "Export" });
}

async function createAgents({ ada, schema, companies, agents }: Filling) {
  for (const { name, country, rate, agents: own } of story.companies) {
    const company = await ada.create("/companies", schema >= 28 ? { name, country } : { name });
    companies.set(name, company.id);
    if (rate && schema >= 29) await ada.create(`/companies/${company.id}/rates`, rate);
    for (const agent of own)
      agents.set(agent.name, (await ada.create("/agents", { ...agent, company_id: company.id })).id);
  }
  const reception = `/agents/${agents.get("Reception")}`;
  const { configuration } = await ada.read(`${reception}/configuration`);
  await ada.change("PUT", `${reception}/configuration`, { configuration: { ...configuration, temperature: 0.4 } });
  await ada.create(`${reception}/publication`);
  await ada.change("PUT", `${reception}/configuration`, { configuration: { ...configuration, temperature: 0.7 } });
}

async function createMembers({ ada, companies, agents }: Filling) {
  for (const { name, email, job_title, password, permissions, state, ...access } of members) {
    const { id } = await ada.create("/members", {
      name,
      email,
      job_title,
      permissions: Object.fromEntries(permissions.map((permission) => [permission, true])),
      agent_ids: access.agents.map((agent) => agents.get(agent)!),
      company_ids: access.companies.map((company) => companies.get(company)!),
      send_invitation: state === "invited",
      ...(state === "invited" ? {} : { password }),
    });
    if (state === "suspended") await ada.change("PUT", `/members/${id}/suspension`);
    if (state === "removed") await ada.change("DELETE", `/members/${id}`);
    if (state !== "must choose a password") continue;
    await ada.change("PUT", `/members/${id}/password`, { password, must_change: true });
  }
}

async function createConnection({ ada, agents }: Filling) {
  const body = { platform: "vapi", name: "Vapi of the harbour", secret: connectionSecret };
  const { id } = await ada.create("/connections", body);
  const items = [{ connection_id: id, external_id: knownAgent }];
  await ada.change("PUT", `/agents/${agents.get("Reception")}/external-ids`, { items });
}

async function sendCalls({ ada, server, agents, recordings }: Filling) {
  const tone = fixture("tones/tone.mp3");
  for (const { agent, isRecorded, ...call } of keptCalls()) {
    const audio = isRecorded ? { recording_url: recordings.serve(tone) } : {};
    await ada.create("/calls", { ...call, ...audio, agent_id: agents.get(agent)! });
  }
  const [connection] = (await ada.read("/connections")).items;
  for (const call of [
    platformCall(1, { agent: knownAgent }),
    platformCall(2, { agent: knownAgent, direction: "outbound", successful: false }),
    platformCall(3, { agent: "ferry line", agentName: "Ferry line" }),
  ]) {
    await deliver(new AnyClient(server), connection.id, call);
  }
  const isCopied = ({ recording_status }: { recording_status: string }) => recording_status !== "waiting";
  await until(
    () => ada.read("/calls?limit=200"),
    ({ items }) => items.every(isCopied),
  );
}

/** Reports a call to the connection as Vapi does. */
export async function deliver(client: AnyClient, connection: string, call: PlatformCall) {
  const body = JSON.stringify(webhooksOf("vapi", call)[0]);
  const headers = signatureHeaders.vapi(body, connectionSecret, new Date());
  await client.change("POST", `/ingest/${connection}`, body, headers);
}
