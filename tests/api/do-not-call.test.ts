import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees North by one of its agents, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  await ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
});
afterAll(() => server.stop());

const north = () => cast.company("North").id;
const phonesSeenBy = async (person: Person, query: Record<string, string> = {}) =>
  (await person.get("/do-not-call", query)).body.items.map((entry) => entry.phone);

describe("the do-not-call list", () => {
  test("takes a number of a company in any way of writing it, and shows the newest first", async () => {
    const answer = await eva.post("/do-not-call", { phone: "030 1111111", company_id: north(), reason: "Asked to" });
    expect(answer).toHaveStatus(201);
    expect(answer.body).toMatchObject({
      company_id: north(),
      company_name: "North",
      phone: "+49301111111",
      phone_text: "030 1111111",
      reason: "Asked to",
      can: ["delete"],
    });
    await eva.post("/do-not-call", { phone: "030 1111112", company_id: north() });
    expect(await phonesSeenBy(eva)).toEqual(["+49301111112", "+49301111111"]);
    expect(await phonesSeenBy(eva, { sort: "created_at" })).toEqual(["+49301111111", "+49301111112"]);
    expect(await phonesSeenBy(eva, { phone: "+49 30 1111111" })).toEqual(["+49301111111"]);
  });

  test("has a number once for a company, once for another, and once for the account", async () => {
    const phone = "+49302222222";
    for (const company_id of [north(), cast.company("South").id, null]) {
      expect(await ada.post("/do-not-call", { phone, company_id })).toHaveStatus(201);
      expect(await ada.post("/do-not-call", { phone, company_id })).toBeRefused(409, "conflict");
    }
    expect(await phonesSeenBy(ada, { phone })).toEqual([phone, phone, phone]);
  });

  test("of the whole account is seen and changed by administrators alone", async () => {
    const entry = (await ada.post("/do-not-call", { phone: "+49303333333" })).body;
    expect(entry).toMatchObject({ company_id: null, company_name: null, phone_text: "+49 30 3333333" });
    expect(await phonesSeenBy(eva, { phone: entry.phone! })).toEqual([]);
    expect(await eva.delete(`/do-not-call/${entry.id}`)).toBeRefused(404, "not_found");
    expect(await eva.post("/do-not-call", { phone: "+49303333334" })).toBeRefused(403, "forbidden");
    // A member cannot tell by a refusal that the account has the number.
    expect(await eva.post("/do-not-call", { phone: entry.phone, company_id: north() })).toHaveStatus(201);
    expect(await ada.delete(`/do-not-call/${entry.id}`)).toHaveStatus(204);
    expect(await ada.delete(`/do-not-call/${entry.id}`)).toBeRefused(404, "not_found");
  });

  test("of another company is not there", async () => {
    const entry = await cast.newDoNotCallEntry("South");
    expect(await phonesSeenBy(eva, { phone: entry.phone! })).toEqual([]);
    expect(await phonesSeenBy(eva, { company_id: cast.company("South").id })).toEqual([]);
    const answer = await eva.post("/do-not-call", { phone: "+49304444444", company_id: cast.company("South").id });
    expect(answer).toBeRefused(422, "invalid_fields", ["company_id"]);
  });

  test("goes with its company", async () => {
    const company = await cast.newCompany("Passing");
    const { phone } = await cast.newDoNotCallEntry("Passing");
    expect(await ada.delete(`/companies/${company.id}`)).toHaveStatus(204);
    expect(await phonesSeenBy(ada, { phone: phone! })).toEqual([]);
  });

  test("is nobody's while the CRM is switched off", async () => {
    const { id } = await cast.newDoNotCallEntry("North");
    await ada.patch("/settings", { crm_enabled: false });
    const answers = [
      await ada.get("/do-not-call"),
      await ada.post("/do-not-call", { phone: "+49305555555" }),
      await ada.delete(`/do-not-call/${id}`),
    ];
    await ada.patch("/settings", { crm_enabled: true });
    for (const answer of answers) expect(answer).toBeRefused(403, "permission_missing");
    expect(await ada.delete(`/do-not-call/${id}`)).toHaveStatus(204);
  });

  test.each(titled(["", "none", "12", "4.4E+10", "030 1234567 / 0171 2345678", null, 7]))(
    "does not take %s",
    async (_, phone) => {
      const answer = await eva.post("/do-not-call", { phone, company_id: north() } as never);
      expect(answer).toBeRefused(422, "invalid_fields", ["phone"]);
    },
  );
});
