import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { RecordingHost, recordingOf } from "../support/recordings.ts";
import { startServer, type Server } from "../support/server.ts";
import { changeTimeZone } from "../support/time-zone.ts";
import { wav } from "../support/wav.ts";

let server: Server;
let cast: Cast;
let ada: Person;
let host: RecordingHost;
/** Sees Reception and Sales. */
let eva: Person;
beforeAll(async () => {
  host = await RecordingHost.start();
  server = await startServer({ flags: ["--recording-hosts", host.name] });
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ agents: ["Reception", "Sales"] });
});
afterAll(async () => {
  await server.stop();
  host.stop();
});

const names = new Map<string, string>();
const take = async (name: string, agent: string, started_at: string, more: Partial<Schemas["CreateCall"]> = {}) => {
  const { id } = (await ada.post("/calls", { agent_id: cast.agent(agent).id, started_at, ...more })).body;
  names.set(id, name);
  return id;
};
type Query = Record<string, string | number | boolean>;
const found = async (person: Person, query: Query) =>
  (await person.get("/calls", { limit: 200, ...query })).body.items.map(({ id }) => names.get(id));
const counted = async (person: Person, query: Query) =>
  (await person.get("/calls/count", query)).body as unknown as Schemas["CallCount"];
const perDay = async (person: Person, query: Query) =>
  (await person.get("/calls/days", query)).body as unknown as Schemas["CallsPerDay"];

describe("by outcome and length", () => {
  const day = { from: "2026-04-01T00:00:00Z", to: "2026-04-02T00:00:00Z" };
  beforeAll(async () => {
    const at = (hour: number) => `2026-04-01T${String(hour).padStart(2, "0")}:00:00Z`;
    await take("good", "Reception", at(8), { outcome: "successful", duration_seconds: 10.4 });
    await take("bad", "Sales", at(9), { outcome: "unsuccessful", duration_seconds: 95 });
    await take("unsure", "Sales", at(10), { outcome: "unknown", duration_seconds: 3600 });
    await take("unsaid", "Support", at(11), { status: "ongoing" });
  });

  test.each<[Query, string[]]>([
    [{ outcome: "successful" }, ["good"]],
    [{ outcome: "unsuccessful" }, ["bad"]],
    [{ outcome: "unknown" }, ["unsaid", "unsure"]],
    [{ outcome: "unknown", status: "ended" }, ["unsure"]],
    [{ min_seconds: 10 }, ["unsure", "bad", "good"]],
    [{ min_seconds: 11 }, ["unsure", "bad"]],
    [{ max_seconds: 10 }, ["good"]],
    [{ max_seconds: 9 }, []],
    [{ min_seconds: 90, max_seconds: 95 }, ["bad"]],
    [{ min_seconds: 0 }, ["unsure", "bad", "good"]],
    [{ min_seconds: 60, outcome: "unknown" }, ["unsure"]],
  ])("%j", async (query, expected) => {
    expect(await found(ada, { ...day, ...query })).toEqual(expected);
    expect(await counted(ada, { ...day, ...query })).toEqual({ count: expected.length, has_more: false });
    const lines = (await ada.get("/calls.csv", { ...day, ...query })).text.trim().split("\r\n").slice(1);
    expect(lines.map((line) => names.get(line.split(",")[0]!.replaceAll('"', "")))).toEqual(expected);
    expect(await found(eva, { ...day, ...query })).toEqual(expected.filter((name) => name !== "unsaid"));
  });

  test.each([
    [{ outcome: "good" }, "outcome"],
    [{ min_seconds: "-1" }, "min_seconds"],
    [{ min_seconds: "1.5" }, "min_seconds"],
    [{ max_seconds: 604_801 }, "max_seconds"],
    [{ min_seconds: 20, max_seconds: 19 }, "max_seconds"],
    [{ has_recording: "false" }, "has_recording"],
    [{ has_recording: "" }, "has_recording"],
    [{ phone: "" }, "phone"],
    [{ phone: "call me" }, "phone"],
    [{ phone: "+49 30 1234 ext. 5" }, "phone"],
    [{ phone: "+-()" }, "phone"],
    [{ phone: "1".repeat(61) }, "phone"],
    [{ phone: "+49 30 1234567", search: "berth" }, "phone"],
  ])("refuses %j", async (wrong, field) => {
    const { id } = (await ada.get("/calls", { limit: 1 })).body.items[0]!;
    for (const path of ["/calls", "/calls.csv", "/calls/count", "/calls/days", `/calls/${id}/neighbours`] as const) {
      expect(await ada.get(path as "/calls", wrong as Query)).toBeRefused(422, "invalid_fields", [field]);
    }
  });
});

describe("by phone number", () => {
  const range = { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z" };
  beforeAll(async () => {
    await ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
    const at = (minute: number) => `2026-05-01T08:${String(minute).padStart(2, "0")}:00Z`;
    const inbound = (from_number: string) => ({ direction: "inbound" as const, from_number, to_number: "+4940111111" });
    await take("plus", "Reception", at(1), inbound("+49 30 1234-5678"));
    await take("zeros", "Sales", at(2), inbound("00493012345678"));
    await take("bare", "Reception", at(3), inbound("493012345678"));
    await take("national", "Sales", at(4), inbound("(030) 12345678"));
    await take("outbound", "Reception", at(5), {
      direction: "outbound",
      from_number: "+4940111111",
      to_number: "+493012345678",
    });
    await take("other", "Reception", at(6), inbound("+493012345679"));
    // Of a company whose country is not known: its national number may be of any country.
    await take("hidden", "Support", at(7), inbound("+493012345678"));
    await take("elsewhere", "Support", at(8), inbound("03012345678"));
  });
  const own = ["outbound", "national", "bare", "zeros", "plus"];

  test.each([
    "+49 30 12345678",
    "0049 30 12345678",
    "49 30 12345678",
    "030 12345678",
    "+49 (30) 1234-5678",
    "٠٣٠ ١٢٣٤٥٦٧٨",
  ])("%s finds every writing, within the scope", async (phone) => {
    expect(await found(eva, { ...range, phone })).toEqual(own);
    expect(await counted(eva, { ...range, phone })).toEqual({ count: own.length, has_more: false });
    const all = phone.startsWith("030") || phone.startsWith("٠") ? ["elsewhere", "hidden", ...own] : ["hidden", ...own];
    expect(await found(ada, { ...range, phone })).toEqual(all);
  });

  test("the first digits find the numbers that begin with them, where they are enough", async () => {
    expect(await found(eva, { ...range, phone: "+49 30 123456" })).toEqual(["other", ...own]);
    expect(await found(eva, { ...range, phone: "030 12345" })).toEqual(["other", ...own]);
    expect(await found(eva, { ...range, phone: "+49 30" })).toEqual([]);
    expect(await found(eva, { ...range, phone: "+49 30 99" })).toEqual([]);
  });

  test("goes together with the other filters, and pages", async () => {
    expect(await found(eva, { ...range, phone: "+493012345678", direction: "outbound" })).toEqual(["outbound"]);
    expect(await found(eva, { ...range, phone: "+493012345678", agent_id: cast.agent("Sales").id })).toEqual([
      "national",
      "zeros",
    ]);
    const first = (await eva.get("/calls", { ...range, phone: "+493012345678", limit: 2 })).body;
    expect(await found(eva, { ...range, phone: "+493012345678", limit: 2, cursor: first.next_cursor! })).toEqual(
      own.slice(2, 4),
    );
  });

  test("its first digits go together with each of the other filters, and page", async () => {
    const beginning = { ...range, phone: "+49 30 123456" };
    expect(await found(eva, { ...beginning, direction: "inbound" })).toEqual([
      "other",
      ...own.filter((call) => call !== "outbound"),
    ]);
    expect(await found(eva, { ...beginning, status: "failed" })).toEqual([]);
    expect(await found(eva, { ...beginning, status: "ongoing" })).toEqual(["other", ...own]);
    expect(await found(eva, { ...beginning, outcome: "successful" })).toEqual([]);
    expect(await found(eva, { ...beginning, outcome: "unknown" })).toEqual(["other", ...own]);
    expect(await found(eva, { ...beginning, min_seconds: 100_000 })).toEqual([]);
    expect(await found(ada, { ...beginning, has_recording: true })).toEqual([]);
    expect(await found(eva, { ...beginning, agent_id: cast.agent("Sales").id })).toEqual(["national", "zeros"]);
    expect(await found(eva, { ...beginning, to: "2026-05-01T08:03:00Z" })).toEqual(["zeros", "plus"]);
    const first = (await eva.get("/calls", { ...beginning, limit: 2 })).body;
    expect(await found(eva, { ...beginning, limit: 2, cursor: first.next_cursor! })).toEqual(own.slice(1, 3));
  });

  test("does not find the account's own number", async () => {
    expect(await found(ada, { ...range, phone: "+49 40 111111" })).toEqual([]);
  });

  test("finds nothing once the number was erased", async () => {
    const at = "2026-05-03T08:00:00Z";
    const id = await take("gone", "Reception", at, { direction: "inbound", from_number: "+493099999999" });
    expect(await found(ada, { phone: "+49 30 99999999" })).toEqual(["gone"]);
    await ada.post("/erasures", { phone: "+49 30 99999999" });
    await expect.poll(async () => (await ada.get(`/calls/${id}`)).body.erased_at).not.toBeNull();
    for (const phone of ["+49 30 99999999", "+49 30 9999"]) expect(await found(ada, { phone })).toEqual([]);
  });
});

describe("by recording", () => {
  let hearing: Person;
  beforeAll(async () => {
    hearing = await cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
    for (const agent of ["Reception", "Support"]) {
      const recording_url = host.serve(wav());
      const id = await take(`audio of ${agent}`, agent, "2026-06-01T08:00:00Z", { recording_url });
      await recordingOf(cast, id);
    }
    await take("silent", "Reception", "2026-06-01T09:00:00Z");
    const broken = await take("broken", "Reception", "2026-06-01T10:00:00Z", {
      recording_url: host.serve(Buffer.from("no audio")),
    });
    await vi.waitFor(async () => {
      expect((await ada.get(`/calls/${broken}`)).body.recording_status).toBe("failed");
    }, 10_000);
  });
  const query = { has_recording: true, from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z" };

  test("shows the calls in sight that have audio", async () => {
    expect(new Set(await found(ada, query))).toEqual(new Set(["audio of Reception", "audio of Support"]));
    expect(await found(hearing, query)).toEqual(["audio of Reception"]);
    expect(await counted(hearing, query)).toEqual({ count: 1, has_more: false });
  });

  test("is refused to members who may not listen, everywhere, and from the next request on", async () => {
    const [call] = (await hearing.get("/calls", { limit: 1 })).body.items;
    const paths = ["/calls", "/calls.csv", "/calls/count", "/calls/days", `/calls/${call!.id}/neighbours`] as const;
    await ada.patch(`/members/${hearing.id}`, { permissions: { view_recordings: false } });
    for (const path of paths) {
      expect(await hearing.get(path as "/calls", query)).toBeRefused(403, "permission_missing");
    }
    await ada.patch(`/members/${hearing.id}`, { permissions: { view_recordings: true } });
    for (const path of paths) expect(await hearing.get(path as "/calls", query)).toHaveStatus(200);
  });
});

describe("calls per day", () => {
  beforeAll(async () => {
    await changeTimeZone(ada, "Asia/Tokyo");
    for (const [agent, at] of [
      ["Reception", "2026-01-09T14:59:59Z"],
      ["Reception", "2026-01-09T15:00:00Z"],
      ["Sales", "2026-01-10T02:00:00Z"],
      ["Support", "2026-01-10T03:00:00Z"],
    ] as const) {
      await take(`day of ${agent}`, agent, at, { outcome: agent === "Sales" ? "unsuccessful" : "successful" });
    }
  });
  // Days in Tokyo, and moments that do not begin one.
  const days = { from: "2026-01-07T15:00:00Z", to: "2026-01-10T15:00:00Z" };

  test("are those of the account's time zone, and of the calls in sight", async () => {
    expect(await perDay(ada, days)).toEqual({
      from: "2026-01-08",
      to: "2026-01-10",
      time_zone: "Asia/Tokyo",
      items: [
        { day: "2026-01-09", calls: 1 },
        { day: "2026-01-10", calls: 3 },
      ],
      counted_from: null,
    });
    expect((await perDay(eva, days)).items.at(-1)).toEqual({ day: "2026-01-10", calls: 2 });
    const nobody = await cast.member();
    expect((await perDay(nobody, days)).items).toEqual([]);
  });

  test("are none in an empty range", async () => {
    for (const at of ["2026-01-09T15:00:00Z", "2026-01-10T02:00:00Z"]) {
      expect((await perDay(ada, { from: at, to: at })).items).toEqual([]);
      expect(await counted(ada, { from: at, to: at })).toEqual({ count: 0, has_more: false });
    }
  });

  test("are counted with every filter", async () => {
    const at = (query: Query) => perDay(ada, { ...days, ...query }).then(({ items }) => items);
    expect(await at({ outcome: "unsuccessful" })).toEqual([{ day: "2026-01-10", calls: 1 }]);
    expect(await at({ agent_id: cast.agent("Reception").id })).toEqual([
      { day: "2026-01-09", calls: 1 },
      { day: "2026-01-10", calls: 1 },
    ]);
    expect(await at({ company_id: cast.company("South").id })).toEqual([{ day: "2026-01-10", calls: 1 }]);
    expect(await at({ to: "2026-01-10T02:30:00Z" })).toEqual([
      { day: "2026-01-09", calls: 1 },
      { day: "2026-01-10", calls: 2 },
    ]);
    expect(await at({ search: "regatta" })).toEqual([]);
  });

  test("are at most the last 92 days of a range, and the last 30 without one", async () => {
    const long = await perDay(ada, { from: "2025-01-01T00:00:00Z", to: days.to });
    expect([long.from, long.to]).toEqual(["2025-10-11", "2026-01-10"]);
    const { from, to } = await perDay(ada, {});
    expect(Date.parse(to) - Date.parse(from)).toBe(29 * 86_400_000);
  });
});

describe("the calls beside one", () => {
  const day = { from: "2026-07-01T00:00:00Z", to: "2026-07-02T00:00:00Z" };
  const made: string[] = [];
  beforeAll(async () => {
    for (const [index, agent] of ["Reception", "Support", "Sales", "Reception", "Support"].entries()) {
      const outcome = index === 2 ? "unsuccessful" : "successful";
      made.push(await take(`${index}`, agent, `2026-07-01T0${index}:00:00Z`, { outcome }));
    }
  });
  const beside = async (person: Person, index: number, query: Query = day) => {
    const { newer_id, older_id } = (await person.get(`/calls/${made[index]}/neighbours`, query)).body;
    return [newer_id, older_id].map((id) => id && names.get(id));
  };

  test("are those of the list with the filters, and of no other", async () => {
    expect(await beside(ada, 2)).toEqual(["3", "1"]);
    expect(await beside(ada, 4)).toEqual([null, "3"]);
    expect(await beside(ada, 0)).toEqual(["1", null]);
    expect(await beside(ada, 1, { ...day, agent_id: cast.agent("Reception").id })).toEqual(["3", "0"]);
    expect(await beside(ada, 2, { ...day, outcome: "successful" })).toEqual(["3", "1"]);
    expect(await beside(ada, 2, { ...day, outcome: "unsuccessful" })).toEqual([null, null]);
  });

  test("are in the caller's scope", async () => {
    expect(await beside(eva, 2)).toEqual(["3", "0"]);
    expect(await eva.get(`/calls/${made[1]}/neighbours`, day)).toBeRefused(404, "not_found");
  });
});

test("a call that a search finds says where", async () => {
  const transcript = [
    { role: "agent" as const, text: "Good morning." },
    { role: "caller" as const, text: "Is a Berth free in Malmö?" },
  ];
  await take("said", "Reception", "2026-08-01T08:00:00Z", { transcript });
  const [call] = (await eva.get("/calls", { search: "malmo berth" })).body.items;
  expect(call!.snippet).toEqual({
    role: "caller",
    parts: [
      { text: "Is a ", is_match: false },
      { text: "Berth", is_match: true },
      { text: " free in ", is_match: false },
      { text: "Malmö", is_match: true },
      { text: "?", is_match: false },
    ],
  });
  const [plain] = (await eva.get("/calls", { from: "2026-08-01T00:00:00Z" })).body.items;
  expect(plain).not.toHaveProperty("snippet");
});

test("the first fifty calls of a page say where", async () => {
  const { id } = await cast.newAgent("Talkative", "North");
  const post = () =>
    ada.post("/calls", {
      agent_id: id,
      started_at: "2026-08-03T10:00:00Z",
      transcript: [{ role: "agent", text: "A sloop." }],
    });
  for (let made = 0; made < 52; made += 13) await Promise.all(Array.from({ length: 13 }, post));
  const { items } = (await ada.get("/calls", { search: "sloop", limit: 200 })).body;
  expect(items.map((call) => "snippet" in call)).toEqual(Array.from({ length: 52 }, (_, index) => index < 50));
});

test("a count ends at a thousand", async () => {
  const { id } = await cast.newAgent("Busy", "North");
  const post = () => ada.post("/calls", { agent_id: id, started_at: "2026-09-02T10:00:00Z", duration_seconds: 1 });
  for (let made = 0; made < 1_000; made += 50) await Promise.all(Array.from({ length: 50 }, post));
  expect(await counted(ada, { agent_id: id })).toEqual({ count: 1_000, has_more: false });
  await post();
  expect(await counted(ada, { agent_id: id })).toEqual({ count: 1_000, has_more: true });
});
