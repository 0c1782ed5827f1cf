import type { PhoneNumbersListResponseItem } from "@elevenlabs/elevenlabs-js/serialization/resources/conversationalAi/resources/phoneNumbers/types/PhoneNumbersListResponseItem";
import type { Vapi } from "@vapi-ai/server-sdk";
import type Retell from "retell-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Recorder, type Recorded } from "../support/recorder.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";

let server: Server;
let cast: Cast;
let ada: Person;
let platforms: Recorder;
beforeAll(async () => {
  platforms = await Recorder.start();
  const { address } = platforms;
  server = await startServer({
    flags: ["--vapi-url", `${address}/vapi`, "--retell-url", `${address}/retell/`, "--elevenlabs-url", address],
  });
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(async () => {
  await server.stop();
  platforms.stop();
});

const key = "key-of-the-north-harbour";
const agent = "asst_north";

const vapiNumbers = [
  { id: "vapi-1", orgId: "org", createdAt: "", updatedAt: "", number: "+4533119988", name: "Main", assistantId: agent },
  { id: "vapi-2", orgId: "org", createdAt: "", updatedAt: "", number: "+4533119989", assistantId: "asst_of_another" },
  { id: "vapi-3", orgId: "org", createdAt: "", updatedAt: "", sipUri: "sip:harbour@sip.vapi.ai" },
] satisfies Vapi.VapiPhoneNumber[];

const retellNumber = (phone_number: string): Retell.PhoneNumberResponse => ({
  phone_number,
  phone_number_type: "custom",
  last_modification_timestamp: 0,
  nickname: "Quay",
  outbound_agents: [{ agent_id: agent, weight: 1 }],
});
const retellPages: Retell.PhoneNumberListResponse[] = [
  { items: [retellNumber("+4533119990")], has_more: true, pagination_key: "a key&more" },
  { items: [retellNumber("+4533119991")], has_more: false },
];

const elevenLabsNumbers: PhoneNumbersListResponseItem.Raw[] = [
  {
    provider: "twilio",
    phone_number_id: "phnum_1",
    phone_number: "+4533119992",
    label: "Berths",
    supports_outbound: true,
    assigned_agent: { agent_id: agent, agent_name: "North" },
  },
  {
    provider: "twilio",
    phone_number_id: "phnum_2",
    phone_number: "+4533119993",
    label: "Inbound",
    supports_outbound: false,
  },
];

const hasKey = ({ headers }: Recorded) => headers["authorization"] === `Bearer ${key}` || headers["xi-api-key"] === key;
function answerAsPlatforms(request: Recorded) {
  if (!hasKey(request)) return { status: 401, body: { message: "Invalid Key." } };
  const path = request.url.split("?")[0];
  if (path === "/vapi/phone-number") return { body: vapiNumbers };
  if (path === "/retell/v2/list-phone-numbers") return { body: retellPages[request.url.includes("more") ? 1 : 0] };
  if (path === "/v1/convai/phone-numbers") return { body: elevenLabsNumbers };
  return { status: 404 };
}
beforeEach(() => {
  platforms.requests.length = 0;
  platforms.answer = answerAsPlatforms;
});

let made = 0;
async function newConnection(platform: "vapi" | "retell" | "elevenlabs", withKey = true) {
  const { id } = (await ada.post("/connections", { platform, name: `Line ${++made}` })).body;
  if (withKey) expect(await ada.put(`/connections/${id}/key`, { key })).toHaveStatus(200);
  return id;
}
const numbersOf = async (id: string) => (await ada.get(`/connections/${id}/phone-numbers`)).body.items;

describe("the API key of a connection", () => {
  test.each(["vapi", "retell", "elevenlabs"] as const)("to %s is tried there and kept", async (platform) => {
    const before = (await ada.post("/connections", { platform, name: `Line ${++made}` })).body;
    expect(before).toMatchObject({ has_key: false, key_set_at: null });
    const answer = await ada.put(`/connections/${before.id}/key`, { key: ` ${key}\n` });
    expect(answer).toHaveStatus(200);
    expect(answer.body).toMatchObject({ has_key: true, key_set_at: expect.any(String) });
    expect(answer.body.etag).not.toBe(before.etag);
    expect(answer.headers["etag"]).toBe(answer.body.etag);
    expect(platforms.requests).toHaveLength(1);
    expect((await ada.get(`/connections/${before.id}`)).body).toEqual(answer.body);
    expect(await ada.delete(`/connections/${before.id}/key`)).toHaveStatus(204);
    expect(await ada.delete(`/connections/${before.id}/key`)).toHaveStatus(204);
    expect((await ada.get(`/connections/${before.id}`)).body).toMatchObject({ has_key: false, key_set_at: null });
    const { body } = await ada.get("/audit-entries", { subject_id: before.id });
    expect(body.items.map(({ action, fields }) => [action, fields])).toEqual([
      ["connection.updated", ["api_key"]],
      ["connection.updated", ["api_key"]],
      ["connection.created", []],
    ]);
  });

  test("is in no answer, log or readable store", async () => {
    const id = await newConnection("vapi");
    platforms.answer = () => ({ status: 500, body: { message: `Something broke for ${key}` } });
    const answers = [
      await ada.get(`/connections/${id}`),
      await ada.get("/connections", { limit: 200 }),
      await ada.put(`/connections/${id}/key`, { key }),
      await ada.get(`/connections/${id}/phone-numbers`),
      await ada.get("/audit-entries", { subject_id: id }),
    ];
    expect(answers[3]).toBeRefused(502, "platform_failed");
    expect(answers[3]!.problem.detail).toBe("Vapi could not be asked. Something broke for ...");
    for (const { text } of answers) expect(text).not.toContain(key);
    expect(server.log.join("\n")).not.toContain(key);
    expect(storedOf(server, [key])).toEqual([]);
  });

  test("that the platform refuses is not kept, and its words are shown", async () => {
    const id = await newConnection("retell");
    const refused = await ada.put(`/connections/${id}/key`, { key: "key-of-somebody-else" });
    expect(refused).toBeRefused(422, "invalid_fields", ["key"]);
    expect(refused.problem.fields).toEqual({ key: "Retell refuses this key: Invalid Key." });
    expect(await numbersOf(id)).toHaveLength(2);
  });

  test("is not kept where the platform cannot be asked", async () => {
    const id = await newConnection("vapi", false);
    platforms.answer = () => undefined;
    expect(await ada.put(`/connections/${id}/key`, { key })).toBeRefused(502, "platform_failed");
    platforms.answer = () => ({ status: 302, headers: { Location: `${platforms.address}/elsewhere` } });
    expect(await ada.put(`/connections/${id}/key`, { key })).toBeRefused(502, "platform_failed");
    expect(platforms.requests.map(({ url }) => url)).not.toContain("/elsewhere");
    expect((await ada.get(`/connections/${id}`)).body.has_key).toBe(false);
  });

  test("is refused before the platform hears of it where it is none", async () => {
    const id = await newConnection("vapi", false);
    for (const wrong of [
      "",
      "short",
      "two words of it",
      "key\r\nX-Other: 1",
      "schlüssel-des-hafens",
      "x".repeat(501),
    ]) {
      expect(await ada.put(`/connections/${id}/key`, { key: wrong })).toBeRefused(422, "invalid_fields", ["key"]);
    }
    expect(await ada.put(`/connections/${id}/key`, {})).toBeRefused(422, "invalid_fields", ["key"]);
    expect(await ada.put("/connections/unknown/key", { key })).toBeRefused(404, "not_found");
    expect(await ada.delete("/connections/unknown/key")).toBeRefused(404, "not_found");
    expect(platforms.requests).toHaveLength(0);
  });

  test("is for administrators alone", async () => {
    const id = await newConnection("vapi");
    const eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
    platforms.requests.length = 0;
    expect(await eva.put(`/connections/${id}/key`, { key })).toBeRefused(403, "forbidden");
    expect(await eva.delete(`/connections/${id}/key`)).toBeRefused(403, "forbidden");
    expect(await eva.get(`/connections/${id}/phone-numbers`)).toBeRefused(403, "forbidden");
    expect(platforms.requests).toHaveLength(0);
  });
});

describe("the numbers of a connection", () => {
  test("to Vapi are those with a phone number", async () => {
    expect(await numbersOf(await newConnection("vapi"))).toEqual([
      { id: "vapi-1", number: "+4533119988", name: "Main", agent_external_id: agent },
      { id: "vapi-2", number: "+4533119989", name: "", agent_external_id: "asst_of_another" },
    ]);
  });

  test("to Retell are on several pages", async () => {
    expect(await numbersOf(await newConnection("retell"))).toEqual(
      ["+4533119990", "+4533119991"].map((number) => ({ id: number, number, name: "Quay", agent_external_id: agent })),
    );
  });

  test("to Vapi and Retell are missing beyond what is read, which the log says", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...vapiNumbers[0], id: `vapi-${index}` }));
    platforms.answer = ({ url }) => ({ body: url.startsWith("/vapi") ? many : retellPages[0] });
    expect(await numbersOf(await newConnection("vapi"))).toHaveLength(1000);
    await server.logged(/Vapi listed 1000 phone numbers, as many as are read/);
    expect(await numbersOf(await newConnection("retell"))).toHaveLength(10);
    await server.logged(/Retell has more than the 10 pages of phone numbers that are read/);
  });

  test("to ElevenLabs are those that may call", async () => {
    expect(await numbersOf(await newConnection("elevenlabs"))).toEqual([
      { id: "phnum_1", number: "+4533119992", name: "Berths", agent_external_id: agent },
    ]);
  });

  test("cannot be listed without a key", async () => {
    const id = await newConnection("vapi", false);
    expect(await ada.get(`/connections/${id}/phone-numbers`)).toBeRefused(409, "no_key");
    expect(await ada.get("/connections/unknown/phone-numbers")).toBeRefused(404, "not_found");
  });
});

describe("the numbers to call from with an agent", () => {
  const known = (id: string, ...connections: string[]) =>
    ada.put(`/agents/${id}/external-ids`, {
      items: connections.map((connection_id) => ({ connection_id, external_id: agent })),
    });

  test("are all of its connections for an administrator, and those of the agent for a member", async () => {
    const { id } = cast.agent("Reception");
    const [vapi, retell] = [await newConnection("vapi"), await newConnection("retell")];
    await known(id, vapi, retell);
    const all = (await ada.get(`/agents/${id}/phone-numbers`)).body;
    expect(all).toMatchObject({ without_platform: false, problems: [] });
    expect(all.items.map((item) => item.number).sort()).toEqual([
      "+4533119988",
      "+4533119989",
      "+4533119990",
      "+4533119991",
    ]);
    expect(all.items).toContainEqual({ id: "vapi-1", number: "+4533119988", name: "Main", connection_id: vapi });
    const eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
    const hers = (await eva.get(`/agents/${id}/phone-numbers`)).body;
    expect(hers.items.map((item) => item.number).sort()).toEqual(["+4533119988", "+4533119990", "+4533119991"]);
  });

  test("say what kept them from being listed, and no more than the caller may know", async () => {
    const { id } = await cast.newAgent("Lock keeper", "North");
    const [without, broken, good] = [
      await newConnection("vapi", false),
      await newConnection("vapi"),
      await newConnection("elevenlabs"),
    ];
    await known(id, without, broken, good);
    platforms.answer = (request) =>
      request.url.startsWith("/vapi")
        ? { status: 403, body: { message: "The account of Harbour Group is frozen." } }
        : answerAsPlatforms(request);
    const { items, problems } = (await ada.get(`/agents/${id}/phone-numbers`)).body;
    expect(items.map((item) => item.id)).toEqual(["phnum_1"]);
    expect(problems).toEqual([
      expect.stringMatching(/^The connection Line \d+ has no API key\.$/),
      "Vapi could not be asked. The account of Harbour Group is frozen.",
    ]);
    const eva = await cast.member({ agents: ["Lock keeper"], permissions: { access_crm: true } });
    expect((await eva.get(`/agents/${id}/phone-numbers`)).body).toEqual({
      items: [{ id: "phnum_1", number: "+4533119992", name: "Berths", connection_id: good }],
      without_platform: false,
      problems: [
        "The connection of this agent has no API key. An administrator of the account can enter it.",
        "Vapi could not be asked.",
      ],
    });
  });

  test("are none for an agent that no connection knows", async () => {
    const { id } = await cast.newAgent("Diver", "North");
    const answer = (await ada.get(`/agents/${id}/phone-numbers`)).body;
    expect(answer).toEqual({ items: [], without_platform: true, problems: [] });
    expect(platforms.requests).toHaveLength(0);
  });

  test("are for members with the CRM, of their agents", async () => {
    const { id } = cast.agent("Reception");
    const without = await cast.member({ agents: ["Reception"] });
    expect(await without.get(`/agents/${id}/phone-numbers`)).toBeRefused(403, "permission_missing");
    const elsewhere = await cast.member({ agents: ["Sales"], permissions: { access_crm: true } });
    expect(await elsewhere.get(`/agents/${id}/phone-numbers`)).toBeRefused(404, "not_found");
    expect(platforms.requests).toHaveLength(0);
  });
});
