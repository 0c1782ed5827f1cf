// Over 400 lines because it is one list, of what a request to each route is.
import { setTimeout } from "node:timers/promises";
import type { Cast, Person } from "../support/cast.ts";
import type { Client } from "../support/client.ts";
import { png } from "../support/picture.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";

export interface OrdinaryRequest {
  /** What stands for `{id}`, made for the request where it will be used up. */
  id?: (caller: Person) => Promise<string> | string;
  body?: (caller: Person) => unknown;
  /** What a program sends instead, where an API token may not do the usual one. */
  bodyOfProgram?: () => unknown;
  /** What has to be done to that one first. */
  before?: (id: string) => Promise<unknown>;
  /** The body's type, where it is not JSON. */
  type?: string;
  /** Beside the usual ones. */
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** What an administrator is answered. */
  status: number;
  /** Whether the answer goes on without an end. */
  endless?: boolean;
}

/** What stands on the server for the requests to be about. Nothing of it is used up. */
export interface Subjects {
  cast: Cast;
  /** Somebody with a picture. */
  member: Person;
  /** The id of a call of Sales, with audio. */
  call: string;
  /** The id of a mail that was sent. */
  mail: string;
}

let number = 0;
/** The contact that is to stay when another one is merged into it. */
let into = "unknown";
/** Of whom it is asked what the agent of a campaign is told. */
const previewed = { contact_id: "unknown" };
const fresh = (what: string) => `${what} ${++number}`;

const invited = async (ada: Client) =>
  (
    await ada.post("/members", {
      email: `invited-${++number}@harbour.example`,
      name: "Invited",
      send_invitation: true,
    })
  ).body;

/** Of an invitation whose link was taken by hand. */
async function takenToken(ada: Client): Promise<string> {
  const { url } = (await ada.post(`/members/${(await invited(ada)).id}/invitation`, { send: false })).body;
  return url!.split("#token=")[1]!;
}

const deliverySecret = "secret of the deliveries";
const newConnection = async (ada: Client) =>
  (await ada.post("/connections", { platform: "vapi", name: fresh("Connection"), secret: deliverySecret })).body;

/** About a call, as `<connection>/deliveries/<delivery>`. */
async function newDelivery(ada: Client): Promise<string> {
  const platform = await Platform.connect(ada, "vapi");
  await platform.report(makePlatformCall());
  const { items } = (await ada.get(`/connections/${platform.connection.id}/deliveries`)).body;
  return `${platform.connection.id}/deliveries/${items[0]!.id}`;
}

/** There is room for a few in an account. */
async function emptyContactFields(ada: Client) {
  for (const { id } of (await ada.get("/contact-fields")).body.items) await ada.delete(`/contact-fields/${id}`);
}

async function newContactField(ada: Client): Promise<string> {
  await emptyContactFields(ada);
  const field = { key: `key_${++number}`, label: "Budget", kind: "number" } as const;
  return (await ada.post("/contact-fields", field)).body.id;
}

/** Of whom a call waits. */
async function newUnknownAgent(ada: Client): Promise<string> {
  const platform = await Platform.connect(ada, "vapi");
  await platform.report(makePlatformCall());
  const { items } = (await ada.get("/unknown-agents")).body;
  return items.find((agent) => agent.connection_id === platform.connection.id)!.id;
}

const contactsFile = "name,phone\nNour Haddad,\n";

/** In a file of its own, which has created a contact, or is not imported yet. */
export async function newContactImport(cast: Cast, company: string, isDone = false): Promise<string> {
  const sent = { query: { company_id: cast.company(company).id }, headers: { "Content-Type": "text/csv" } };
  const { id } = (await cast.ada.post("/contact-imports", contactsFile, sent)).body;
  if (!isDone) return id;
  await cast.ada.post(`/contact-imports/${id}/start`);
  for (;;) {
    const { state, reason } = (await cast.ada.get(`/contact-imports/${id}`)).body;
    if (state === "done") return id;
    if (state !== "running") throw new Error(`The import of a contact is ${state}: ${reason}`);
    await setTimeout(20);
  }
}

/** A campaign that has skipped a contact who has not agreed, as `<id>/attempts/<attempt>`. */
async function newSkippedAttempt(cast: Cast, agent: string): Promise<string> {
  const { company_name } = cast.agent(agent);
  const contact = await cast.newContact(company_name, { phone: `+49401${1_000_000 + ++number}` });
  const segment = await cast.newSegment(company_name);
  await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [contact.id] });
  const { id } = await cast.launchedCampaign(agent, { segment_ids: [segment.id] });
  for (;;) {
    const [attempt] = (await cast.ada.get(`/campaigns/${id}/attempts`)).body.items;
    if (attempt) return `${id}/attempts/${attempt.id}`;
    await setTimeout(20);
  }
}

/** A rate of a company of its own, as `<id>/rates/<rate>`. */
async function newRate(cast: Cast): Promise<string> {
  const { id } = await cast.newCompany(fresh("Company"));
  const body = { from: "2026-03-01", price_per_minute: 0.12, currency: "EUR" };
  return `${id}/rates/${(await cast.ada.post(`/companies/${id}/rates`, body)).body.id}`;
}

/** The path of a request about something; of an attempt, session, delivery or rate, `id` names what it belongs to as well. */
export const pathAbout = (path: string, id: string) =>
  path
    .replace("{id}/deliveries/{delivery}", id.includes("/deliveries/") ? id : `${id}/deliveries/unknown`)
    .replace("{id}/attempts/{attempt}", id.includes("/attempts/") ? id : `${id}/attempts/unknown`)
    .replace("{id}/sessions/{session}", id.includes("/sessions/") ? id : `${id}/sessions/unknown`)
    .replace("{id}/rates/{rate}", id.includes("/rates/") ? id : `${id}/rates/unknown`)
    .replace("{id}", id)
    .replace("{number}", "1");

/** In the state that a request to the route needs. */
export async function newCampaignFor(cast: Cast, path: string, agent: string): Promise<string> {
  if (path.endsWith("/retry")) return newSkippedAttempt(cast, agent);
  const isLaunched = ["/pause", "/resume", "/cancel"].some((end) => path.endsWith(end));
  const { id } = await (isLaunched ? cast.launchedCampaign(agent) : cast.newCampaign(agent));
  if (path.endsWith("/resume")) await cast.ada.post(`/campaigns/${id}/pause`);
  return id;
}

/** What an ordinary request to each route is, by method and path: "GET /api/v1/members/{id}". */
export function ordinaryRequests({ cast, member, call, mail }: Subjects): Record<string, OrdinaryRequest> {
  const { ada } = cast;
  return {
    "GET /health/live": { status: 200 },
    "GET /health/ready": { status: 200 },
    "GET /metrics": { status: 200 },
    "GET /api/v1/setup": { status: 404 },
    "POST /api/v1/setup": {
      body: () => ({
        token: "gone",
        account_name: "A",
        name: "B",
        email: "b@harbour.example",
        password: "seven gulls",
      }),
      status: 404,
    },
    "POST /api/v1/setup/check": { body: () => ({ token: "gone" }), status: 404 },
    "GET /api/v1/session": { status: 200 },
    "POST /api/v1/session": { body: ({ email, password }) => ({ email, password }), status: 201 },
    "POST /api/v1/session/confirmation": { body: ({ password }) => ({ password }), status: 204 },
    "DELETE /api/v1/session": { status: 204 },
    // There is no mail server.
    "POST /api/v1/password-resets": { body: () => ({ email: `nobody-${++number}@harbour.example` }), status: 409 },
    "POST /api/v1/password-resets/completion": {
      body: () => ({ token: "none", password: "seven gulls" }),
      status: 404,
    },
    "GET /api/v1/profile": { status: 200 },
    "GET /api/v1/profile/picture": { status: 200 },
    "PUT /api/v1/profile/picture": { body: () => png(), type: "image/png", status: 200 },
    "DELETE /api/v1/profile/picture": { status: 204 },
    "PUT /api/v1/profile/password": {
      body: (caller) => {
        const current_password = caller.password;
        caller.password = fresh("a new password");
        return { current_password, password: caller.password };
      },
      status: 204,
    },
    "GET /api/v1/profile/sessions": { status: 200 },
    "GET /api/v1/profile/sign-ins": { status: 200 },
    "DELETE /api/v1/profile/sessions": { status: 204 },
    "DELETE /api/v1/profile/sessions/{id}": {
      id: async (caller) => (await caller.get("/profile/sessions")).body.items[0]!.id,
      status: 204,
    },
    "GET /api/v1/members": { status: 200 },
    "GET /api/v1/members.csv": { status: 200 },
    "POST /api/v1/members": {
      body: () => ({
        email: `member-${++number}@harbour.example`,
        name: "Somebody",
        password: "seven gulls at dawn",
        send_invitation: false,
      }),
      bodyOfProgram: () => ({
        email: `member-${++number}@harbour.example`,
        name: "Somebody",
        send_invitation: true,
      }),
      status: 201,
    },
    "GET /api/v1/members/{id}": { id: () => member.id, status: 200 },
    "PATCH /api/v1/members/{id}": { id: () => member.id, body: () => ({ job_title: fresh("Client") }), status: 200 },
    "DELETE /api/v1/members/{id}": { id: async () => (await cast.memberNotSignedIn()).id, status: 200 },
    "POST /api/v1/members/{id}/changes": { id: () => member.id, body: () => ({ name: fresh("Eva") }), status: 200 },
    "PUT /api/v1/members/{id}/password": {
      id: async () => (await cast.memberNotSignedIn()).id,
      body: () => ({ password: fresh("a new password") }),
      status: 204,
    },
    "GET /api/v1/members/{id}/sessions": { id: () => member.id, status: 200 },
    "DELETE /api/v1/members/{id}/sessions/{session}": {
      id: async () => {
        const { id } = await cast.member();
        return `${id}/sessions/${(await ada.get(`/members/${id}/sessions`)).body.items[0]!.id}`;
      },
      status: 204,
    },
    "DELETE /api/v1/members/{id}/sessions": { id: async () => (await cast.memberNotSignedIn()).id, status: 200 },
    "GET /api/v1/members/{id}/picture": { id: () => member.id, status: 200 },
    "PUT /api/v1/members/{id}/suspension": { id: async () => (await cast.memberNotSignedIn()).id, status: 204 },
    "DELETE /api/v1/members/{id}/suspension": { id: async () => (await cast.memberNotSignedIn()).id, status: 204 },
    "POST /api/v1/members/{id}/invitation": {
      id: async () => (await invited(ada)).id,
      body: () => ({ send: false }),
      bodyOfProgram: () => ({ send: true }),
      status: 200,
    },
    "DELETE /api/v1/members/{id}/invitation": { id: async () => (await invited(ada)).id, status: 204 },
    "POST /api/v1/invitations/lookup": { body: async () => ({ token: await takenToken(ada) }), status: 200 },
    "POST /api/v1/invitations/acceptance": {
      body: async () => ({ token: await takenToken(ada), password: "seven gulls at dawn" }),
      status: 201,
    },
    "POST /api/v1/invitations/renewal": { body: async () => ({ token: await takenToken(ada) }), status: 409 },
    "GET /api/v1/mail": { status: 200 },
    "GET /api/v1/mail/{id}": { id: () => mail, status: 200 },
    "GET /api/v1/audit-entries": { status: 200 },
    "GET /api/v1/audit-entries.csv": { status: 200 },
    "GET /api/v1/settings": { status: 200 },
    "GET /api/v1/time-zones": { status: 200 },
    "POST /api/v1/settings/test-email": { status: 200 },
    "PATCH /api/v1/settings": { body: () => ({ account_name: fresh("Harbour") }), status: 200 },
    "GET /api/v1/api-tokens": { status: 200 },
    "POST /api/v1/api-tokens": { body: () => ({ name: fresh("Token") }), status: 201 },
    "DELETE /api/v1/api-tokens/{id}": {
      id: async () => (await ada.post("/api-tokens", { name: fresh("Token") })).body.id,
      status: 204,
    },
    "GET /api/v1/companies": { status: 200 },
    "POST /api/v1/companies": { body: () => ({ name: fresh("Company") }), status: 201 },
    "GET /api/v1/companies/{id}": { id: () => cast.company("South").id, status: 200 },
    "PATCH /api/v1/companies/{id}": {
      id: () => cast.company("South").id,
      body: () => ({ name: fresh("South") }),
      status: 200,
    },
    "DELETE /api/v1/companies/{id}": { id: async () => (await cast.newCompany(fresh("Company"))).id, status: 204 },
    "GET /api/v1/companies/{id}/rates": { id: () => cast.company("South").id, status: 200 },
    "POST /api/v1/companies/{id}/rates": {
      id: async () => (await cast.newCompany(fresh("Company"))).id,
      body: () => ({ from: "2026-03-01", price_per_minute: 0.12, currency: "EUR" }),
      status: 201,
    },
    "DELETE /api/v1/companies/{id}/rates/{rate}": { id: () => newRate(cast), status: 204 },
    "GET /api/v1/currencies": { status: 200 },
    "GET /api/v1/contacts": { status: 200 },
    "GET /api/v1/contacts.csv": { status: 200 },
    "GET /api/v1/contact-imports": { status: 200 },
    "POST /api/v1/contact-imports": {
      body: () => contactsFile,
      type: "text/csv",
      query: { company_id: cast.company("North").id },
      status: 201,
    },
    "GET /api/v1/contact-imports/{id}": { id: () => newContactImport(cast, "South"), status: 200 },
    "PATCH /api/v1/contact-imports/{id}": {
      id: () => newContactImport(cast, "South"),
      body: () => ({ existing: "fill" }),
      status: 200,
    },
    "DELETE /api/v1/contact-imports/{id}": { id: () => newContactImport(cast, "South"), status: 204 },
    "GET /api/v1/contact-imports/{id}/preview": { id: () => newContactImport(cast, "South"), status: 200 },
    "GET /api/v1/contact-imports/{id}/refused.csv": { id: () => newContactImport(cast, "South"), status: 200 },
    "POST /api/v1/contact-imports/{id}/check": { id: () => newContactImport(cast, "South"), status: 200 },
    "POST /api/v1/contact-imports/{id}/start": { id: () => newContactImport(cast, "South"), status: 200 },
    "POST /api/v1/contact-imports/{id}/undo": { id: () => newContactImport(cast, "South", true), status: 200 },
    "POST /api/v1/contacts": {
      body: () => ({ company_id: cast.company("North").id, name: fresh("Contact") }),
      status: 201,
    },
    "GET /api/v1/contacts/{id}": { id: async () => (await cast.newContact("South")).id, status: 200 },
    "PATCH /api/v1/contacts/{id}": {
      id: async () => (await cast.newContact("South")).id,
      body: () => ({ job_title: fresh("Guest") }),
      status: 200,
    },
    "DELETE /api/v1/contacts/{id}": { id: async () => (await cast.newContact("South")).id, status: 204 },
    "POST /api/v1/contacts/bulk": {
      body: async () => ({
        contact_ids: [(await cast.newContact("North")).id],
        action: "set_do_not_call",
      }),
      status: 200,
    },
    "POST /api/v1/contacts/{id}/merge": {
      id: async () => (await cast.newContact("South")).id,
      // One of the same company, which the caller may not see.
      before: async (id) => {
        const merged = await ada.get(`/contacts/${id}`);
        const { id: south } = cast.company("South");
        const company_id = merged.status === 200 ? merged.body.company_id : south;
        into = (await ada.post("/contacts", { company_id, name: fresh("Contact") })).body.id;
      },
      body: () => ({ into }),
      status: 200,
    },
    "GET /api/v1/contacts/{id}/calls": { id: async () => (await cast.newContact("South")).id, status: 200 },
    "GET /api/v1/contacts/{id}/history": { id: async () => (await cast.newContact("South")).id, status: 200 },
    "GET /api/v1/segments": { status: 200 },
    "POST /api/v1/segments": {
      body: () => ({ company_id: cast.company("North").id, name: fresh("Static segment"), kind: "static" }),
      status: 201,
    },
    "GET /api/v1/segments/{id}": { id: async () => (await cast.newSegment("South")).id, status: 200 },
    "PATCH /api/v1/segments/{id}": {
      id: async () => (await cast.newSegment("South")).id,
      body: () => ({ description: fresh("Regulars") }),
      status: 200,
    },
    "DELETE /api/v1/segments/{id}": { id: async () => (await cast.newSegment("South")).id, status: 204 },
    "GET /api/v1/segments/{id}/contacts": { id: async () => (await cast.newSegment("South")).id, status: 200 },
    "PUT /api/v1/segments/{id}/contacts": {
      id: async () => (await cast.newSegment("South")).id,
      body: () => ({ contact_ids: ["unknown"] }),
      status: 200,
    },
    "DELETE /api/v1/segments/{id}/contacts": {
      id: async () => (await cast.newSegment("South")).id,
      body: () => ({ contact_ids: ["unknown"] }),
      status: 200,
    },
    "GET /api/v1/campaigns": { status: 200 },
    "POST /api/v1/campaigns": {
      body: async () => ({
        name: fresh("Campaign"),
        agent_id: cast.agent("Reception").id,
        segment_ids: [(await cast.newSegment("North")).id],
      }),
      status: 201,
    },
    "GET /api/v1/campaigns/{id}": { id: async () => (await cast.newCampaign("Support")).id, status: 200 },
    "PATCH /api/v1/campaigns/{id}": {
      id: async () => (await cast.newCampaign("Support")).id,
      body: () => ({ name: fresh("Campaign") }),
      status: 200,
    },
    "DELETE /api/v1/campaigns/{id}": { id: async () => (await cast.newCampaign("Support")).id, status: 204 },
    "GET /api/v1/campaigns/{id}/audience": { id: async () => (await cast.newCampaign("Support")).id, status: 200 },
    "GET /api/v1/campaigns/{id}/preview": {
      id: async () => (await cast.newCampaign("Support")).id,
      before: async (id) => {
        const campaign = await ada.get(`/campaigns/${id}`);
        const company_id = campaign.status === 200 ? campaign.body.company.id : cast.company("South").id;
        previewed.contact_id = (await ada.post("/contacts", { company_id, name: fresh("Contact") })).body.id;
      },
      query: previewed,
      status: 200,
    },
    "POST /api/v1/campaigns/{id}/webhook-secret": {
      id: async () => (await cast.newCampaign("Support")).id,
      status: 200,
    },
    ...Object.fromEntries(
      ["launch", "pause", "resume", "cancel"].map((change) => {
        const path = `/api/v1/campaigns/{id}/${change}`;
        return [`POST ${path}`, { id: () => newCampaignFor(cast, path, "Support"), status: 200 }];
      }),
    ),
    "GET /api/v1/campaigns/{id}/attempts": { id: async () => (await cast.newCampaign("Support")).id, status: 200 },
    "GET /api/v1/campaigns/{id}/attempts.csv": { id: async () => (await cast.newCampaign("Support")).id, status: 200 },
    "POST /api/v1/campaigns/{id}/attempts/{attempt}/retry": {
      id: () => newSkippedAttempt(cast, "Support"),
      status: 201,
    },
    "GET /api/v1/contact-fields": { status: 200 },
    "POST /api/v1/contact-fields": {
      body: async () => {
        await emptyContactFields(ada);
        return { key: `key_${++number}`, label: "Budget", kind: "number" };
      },
      status: 201,
    },
    "PATCH /api/v1/contact-fields/{id}": {
      id: () => newContactField(ada),
      body: () => ({ label: fresh("Budget") }),
      status: 200,
    },
    "DELETE /api/v1/contact-fields/{id}": { id: () => newContactField(ada), status: 204 },
    "GET /api/v1/do-not-call": { status: 200 },
    "POST /api/v1/do-not-call": {
      body: () => ({ company_id: cast.company("North").id, phone: `+4930${1_000_000 + ++number}` }),
      status: 201,
    },
    "GET /api/v1/erasures": { status: 200 },
    "POST /api/v1/erasures": { body: () => ({ phone: `+4930${2_000_000 + ++number}` }), status: 202 },
    "DELETE /api/v1/do-not-call/{id}": { id: async () => (await cast.newDoNotCallEntry("South")).id, status: 204 },
    "GET /api/v1/agents": { status: 200 },
    "POST /api/v1/agents": {
      body: () => ({ company_id: cast.company("North").id, name: fresh("Agent") }),
      status: 201,
    },
    "GET /api/v1/agents/{id}": { id: () => cast.agent("Sales").id, status: 200 },
    "PATCH /api/v1/agents/{id}": {
      id: () => cast.agent("Sales").id,
      body: () => ({ greeting: fresh("Hello") }),
      status: 200,
    },
    "DELETE /api/v1/agents/{id}": { id: async () => (await cast.newAgent(fresh("Agent"), "North")).id, status: 204 },
    "GET /api/v1/agents/{id}/access": { id: () => cast.agent("Sales").id, status: 200 },
    "GET /api/v1/agents/{id}/configuration": { id: () => cast.agent("Sales").id, status: 200 },
    "PUT /api/v1/agents/{id}/configuration": {
      id: () => cast.agent("Sales").id,
      body: () => ({ configuration: { greeting: fresh("Hello") } }),
      status: 200,
    },
    "POST /api/v1/agents/{id}/publication": {
      id: () => cast.agent("Sales").id,
      before: (id) => ada.put(`/agents/${id}/configuration`, { configuration: { greeting: fresh("Good day") } }),
      status: 200,
    },
    "GET /api/v1/agents/{id}/versions": { id: () => cast.agent("Sales").id, status: 200 },
    "GET /api/v1/agents/{id}/versions/{number}": { id: () => cast.agent("Sales").id, status: 200 },
    "GET /api/v1/agents/{id}/external-ids": { id: () => cast.agent("Sales").id, status: 200 },
    "GET /api/v1/agents/{id}/phone-numbers": { id: () => cast.agent("Sales").id, status: 200 },
    "PUT /api/v1/agents/{id}/external-ids": {
      id: () => cast.agent("Sales").id,
      body: () => ({ items: [] }),
      status: 200,
    },
    "GET /api/v1/connections": { status: 200 },
    "POST /api/v1/connections": { body: () => ({ platform: "retell", name: fresh("Connection") }), status: 201 },
    "GET /api/v1/connections/{id}": { id: async () => (await newConnection(ada)).id, status: 200 },
    "PATCH /api/v1/connections/{id}": {
      id: async () => (await newConnection(ada)).id,
      body: () => ({ name: fresh("Line") }),
      status: 200,
    },
    "DELETE /api/v1/connections/{id}": { id: async () => (await newConnection(ada)).id, status: 204 },
    "PUT /api/v1/connections/{id}/key": {
      id: async () => (await newConnection(ada)).id,
      body: () => ({ key: "a key of spaces" }),
      status: 422,
    },
    "DELETE /api/v1/connections/{id}/key": { id: async () => (await newConnection(ada)).id, status: 204 },
    "GET /api/v1/connections/{id}/phone-numbers": { id: async () => (await newConnection(ada)).id, status: 409 },
    "GET /api/v1/connections/{id}/deliveries": { id: async () => (await newConnection(ada)).id, status: 200 },
    "GET /api/v1/connections/{id}/deliveries/{delivery}": { id: () => newDelivery(ada), status: 200 },
    "POST /api/v1/connections/{id}/deliveries/{delivery}/replay": { id: () => newDelivery(ada), status: 200 },
    "POST /api/v1/connections/{id}/test-event": { id: async () => (await newConnection(ada)).id, status: 200 },
    "GET /api/v1/unknown-agents": { status: 200 },
    "POST /api/v1/unknown-agents/{id}/assignment": {
      id: () => newUnknownAgent(ada),
      body: () => ({ agent_id: cast.agent("Sales").id }),
      status: 200,
    },
    "POST /api/v1/ingest/{id}": {
      id: async () => (await newConnection(ada)).id,
      body: () => ({ message: { type: "hang" } }),
      headers: { "X-Vapi-Secret": deliverySecret },
      status: 200,
    },
    "GET /api/v1/calls": { status: 200 },
    "POST /api/v1/calls": {
      body: () => ({ agent_id: cast.agent("Reception").id, started_at: "2026-11-24T10:00:00Z" }),
      status: 201,
    },
    "GET /api/v1/calls.csv": { status: 200 },
    "GET /api/v1/calls/live": { status: 200, endless: true },
    "GET /api/v1/calls/count": { status: 200 },
    "GET /api/v1/calls/days": { status: 200 },
    "GET /api/v1/calls/{id}/neighbours": { id: () => call, status: 200 },
    "GET /api/v1/calls/{id}": { id: () => call, status: 200 },
    "GET /api/v1/calls/{id}/recording": { id: () => call, status: 200 },
    "GET /api/v1/calls/{id}/waveform": { id: () => call, status: 200 },
    "GET /api/v1/activity": { status: 200 },
    "GET /api/v1/usage": { query: { from: "2026-11-01", to: "2026-11-30", by: "day" }, status: 200 },
    "GET /api/v1/usage.csv": { query: { from: "2026-11-01", to: "2026-11-30", by: "agent" }, status: 200 },
  };
}
