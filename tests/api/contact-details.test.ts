import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees Reception of North, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  await ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
});
afterAll(() => server.stop());

let number = 0;
let minute = 0;
const newNumber = () => 3_000_000 + ++number;
interface Numbers {
  from_number?: string;
  to_number?: string;
  direction?: "inbound" | "outbound" | "web";
}
/** The id of a call, each a minute after the one before. */
async function newCall(agent: string, numbers: Numbers): Promise<string> {
  const started_at = new Date(Date.UTC(2026, 10, 20, 8, ++minute)).toISOString();
  return (await ada.post("/calls", { agent_id: cast.agent(agent).id, started_at, ...numbers })).body.id;
}
const callsOf = async (person: Person, { id }: { id: string }, query: Record<string, string> = {}) =>
  (await person.get(`/contacts/${id}/calls`, query)).body.items.map((call) => call.id);

describe("the calls of a contact", () => {
  test("are those with its number, whichever was there first, the newest first", async () => {
    const phone = `+4930${newNumber()}`;
    const before = await newCall("Reception", { from_number: phone, direction: "inbound" });
    const contact = await cast.newContact("North", { phone });
    const after = await newCall("Reception", { to_number: phone, direction: "outbound" });
    const unsaid = await newCall("Reception", { to_number: phone });
    await newCall("Reception", { from_number: `+4930${newNumber()}`, direction: "inbound" });
    // Here the number is that of the agent.
    await newCall("Reception", { from_number: "+4930111", to_number: phone, direction: "inbound" });
    expect(await callsOf(eva, contact)).toEqual([unsaid, after, before]);
    const page = (await eva.get(`/contacts/${contact.id}/calls`, { limit: 2 })).body;
    expect(page.items.map(({ id }) => id)).toEqual([unsaid, after]);
    expect(await callsOf(eva, contact, { limit: "2", cursor: page.next_cursor! })).toEqual([before]);
  });

  test("are found however the number was written", async () => {
    const local = newNumber();
    const contact = await cast.newContact("North", { phone: `+4930${local}` });
    const calls: string[] = [];
    for (const from_number of [
      `+49 30 ${local}`,
      `0049-30/${local}`,
      `030 ${local}`,
      `(030) ${local}`,
      `4930${local}`,
    ]) {
      calls.unshift(await newCall("Reception", { from_number, direction: "inbound" }));
    }
    expect(await callsOf(eva, contact)).toEqual(calls);
  });

  test("are none whose number is only signs", async () => {
    for (const from_number of ["-", "()", "./"]) {
      expect(await newCall("Support", { from_number, direction: "inbound" })).toBeDefined();
    }
    // A company without a country: its numbers have three writings, which no power of two is.
    const contact = await cast.newContact("South", { phone: `+4930${newNumber()}` });
    expect(await callsOf(ada, contact)).toEqual([]);
  });

  test("are those of its company's agents that the caller sees, and no others", async () => {
    const phone = `+4930${newNumber()}`;
    const contact = await cast.newContact("North", { phone });
    const seen = await newCall("Reception", { from_number: phone, direction: "inbound" });
    const ofColleague = await newCall("Sales", { from_number: phone, direction: "inbound" });
    const elsewhere = await newCall("Support", { from_number: phone, direction: "inbound" });
    expect(await callsOf(eva, contact)).toEqual([seen]);
    expect(await callsOf(ada, contact)).toEqual([ofColleague, seen]);
    const ofSouth = await cast.newContact("South", { phone });
    expect(await callsOf(ada, ofSouth)).toEqual([elsewhere]);
    expect(await eva.get(`/contacts/${ofSouth.id}/calls`)).toBeRefused(404, "not_found");
  });

  test("are those of both after a merge, and none without a number", async () => {
    const [phone, other] = [`+4930${newNumber()}`, `+4930${newNumber()}`];
    const first = await newCall("Reception", { from_number: phone, direction: "inbound" });
    const second = await newCall("Reception", { from_number: other, direction: "inbound" });
    await newCall("Reception", {});
    const into = await cast.newContact("North", { phone });
    const merged = await cast.newContact("North", { phone: other });
    await eva.post(`/contacts/${merged.id}/merge`, { into: into.id });
    expect(await callsOf(eva, into)).toEqual([second, first]);
    expect(await callsOf(eva, await cast.newContact("North"))).toEqual([]);
  });

  test("lead to the contact by the number as it came, in whose company it is", async () => {
    const local = newNumber();
    const { id, company_id } = await cast.newContact("North", { phone: `+4930${local}` });
    const found = async (query: Record<string, string>) =>
      (await eva.get("/contacts", query)).body.items.map((contact) => contact.id);
    for (const phone of [
      `+4930${local}`,
      `+49 (0)30 ${local}`,
      `0049-30/${local}`,
      `030 ${local}`,
      `(030) ${local}`,
      `4930${local}`,
      `tel:+4930${local}`,
      `sip:+4930${local}@trunk.example`,
    ]) {
      expect(await found({ company_id, phone }), phone).toEqual([id]);
    }
    expect(await found({ phone: `4930${local}` })).toEqual([id]);
    // Within which country is not known without the company, nor by one that the caller does not see.
    const elsewhere = { company_id: cast.company("South").id };
    for (const query of [{}, elsewhere]) {
      expect(await eva.get("/contacts", { ...query, phone: `030 ${local}` })).toBeRefused(422, "invalid_fields", [
        "phone",
      ]);
    }
    for (const phone of ["anonymous", "sip:reception@trunk.example", "+"]) {
      expect(await eva.get("/contacts", { company_id, phone })).toBeRefused(422, "invalid_fields", ["phone"]);
    }
  });

  test("do not name the contact", async () => {
    const phone = `+4930${newNumber()}`;
    await cast.newContact("North", { name: "佐藤 花子", phone });
    const call = await newCall("Reception", { from_number: phone, direction: "inbound" });
    for (const path of [`/calls/${call}`, "/calls", "/calls.csv"] as const) {
      expect((await eva.get(path)).text).not.toContain("佐藤");
    }
  });
});

describe("the history of a contact", () => {
  test("says who did what and when, without what is for administrators", async () => {
    const contact = await cast.newContact("North");
    await eva.patch(`/contacts/${contact.id}`, { job_title: "Buyer", do_not_call: true });
    const { items } = (await eva.get(`/contacts/${contact.id}/history`)).body;
    expect(items).toMatchObject([
      { action: "contact.updated", actor_id: eva.id, actor_name: eva.name, fields: ["job_title", "do_not_call"] },
      { action: "contact.created", actor_id: ada.id, actor_name: ada.name, fields: [] },
    ]);
    expect(Object.keys(items[0]!)).not.toContain("details");
    const page = (await eva.get(`/contacts/${contact.id}/history`, { limit: 1 })).body;
    const next = (await eva.get(`/contacts/${contact.id}/history`, { limit: 1, cursor: page.next_cursor! })).body;
    expect(next.items).toEqual([items[1]]);
    expect(JSON.stringify(items)).not.toContain("Buyer");
  });

  test("is nobody's who does not see the contact", async () => {
    const contact = await cast.newContact("South");
    expect(await eva.get(`/contacts/${contact.id}/history`)).toBeRefused(404, "not_found");
    const jose = await cast.member({ agents: ["Support"] });
    for (const what of ["history", "calls"] as const) {
      const answer = await jose.get(`/contacts/${contact.id}/${what}` as "/contacts/x/history");
      expect(answer).toBeRefused(403, "permission_missing");
    }
  });
});
