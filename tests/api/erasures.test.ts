// Over 400 lines because each test erases a person who was made by the same helpers, from one server.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { onPostgres } from "../support/postgres.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";
import { Stream } from "../support/stream.ts";
import { wav } from "../support/wav.ts";
import { statusUpdate } from "../../fixtures/platforms/vapi.ts";
import { postCallAudio, postCallTranscription } from "../../fixtures/platforms/elevenlabs.ts";
import { makePlatformCall, type PlatformCall } from "../../fixtures/platforms/platform-call.ts";

let server: Server;
let cast: Cast;
let ada: Person;
let vapi: Platform;
let eleven: Platform;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  vapi = await Platform.connect(ada, "vapi");
  eleven = await Platform.connect(ada, "elevenlabs");
  await vapi.knows(cast.agent("Reception"), "reception-at-the-platform");
  await eleven.knows(cast.agent("Sales"), "sales-at-the-platform");
  await ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
});
afterAll(() => server.stop());

const stored = (texts: string[]) => storedOf(server, texts);

/** Waits until they are gone, at most until the time that the receipt names. */
async function left(texts: string[], eraseBy: string): Promise<string[]> {
  while (stored(texts).length > 0 && Date.now() < Date.parse(eraseBy)) await new Promise((go) => setTimeout(go, 250));
  return stored(texts);
}

const erase = async (phone: string, more: object = {}) => {
  const answer = await ada.post("/erasures", { phone, ...more });
  expect(answer).toHaveStatus(202);
  return answer.body as Schemas["Erasure"];
};
const countsOf = async (phone: string) => {
  const answer = await ada.post("/erasures", { phone, dry_run: true });
  expect(answer).toHaveStatus(200);
  return answer.body.counts;
};
const finished = async (id: string) => {
  for (;;) {
    const { items } = (await ada.get("/erasures", { limit: 200 })).body;
    const one = items.find((erasure) => erasure.id === id)!;
    if (one.erased_at !== null || Date.now() > Date.parse(one.erase_by)) return one;
    await new Promise((go) => setTimeout(go, 250));
  }
};

const day = (fromToday: number) => new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
const lastYear = { from: day(-365), to: day(1), by: "agent" } as const;

let people = 0;
/** A person in whose words nothing else is said. */
function somebody() {
  const word = `zyxq${++people}wv`;
  const digits = `3098${100_000 + people * 7}`;
  return {
    word,
    phone: `+49${digits}`,
    national: `0${digits}`,
    name: `${word} الحداد 田中さん`,
    traces: [`+49${digits}`, `49${digits}`, `0${digits}`, digits, word, word.toUpperCase(), "الحداد" + word],
  };
}
type Somebody = ReturnType<typeof somebody>;

/** With digits of the script whose zero that is. */
const inDigitsFrom = (zero: number, text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const callOf = ({ phone, word }: Somebody, changes: Partial<PlatformCall> = {}) =>
  makePlatformCall({
    customerNumber: phone,
    turns: [
      { role: "agent", text: `Good morning, ${word}.`, start: 0, end: 2 },
      { role: "caller", text: `My boat is called ${word.toUpperCase()} and lies at ${word}quay.`, start: 2, end: 5 },
    ],
    summary: `${word} asked for a berth.`,
    ...changes,
  });
const elevenCallOf = (person: Somebody, changes: Partial<PlatformCall> = {}) =>
  callOf(person, { agent: "sales-at-the-platform", agentName: "Sales", ...changes });

const callsFound = async (search: string) => (await ada.get("/calls", { search })).body.items;
/** A segment that searches for this text. */
async function saveSearch(search: string, more: object = {}, company = "North") {
  const body = { company_id: cast.company(company).id, name: `Saved ${++people}`, kind: "filter" as const };
  return (await ada.post("/segments", { ...body, filter: { search, ...more } })).body;
}
/** Those of which nothing of a person is left. */
const erasedCalls = async () => {
  const { items } = (await ada.get("/calls", { limit: 200 })).body;
  return items.filter((call) => call.from_number === null);
};
const personal = ["from_number", "to_number", "summary", "outcome", "end_reason"] as const;

describe("erasing a phone number", () => {
  test("counts first, and then takes every trace out of what is stored by the time that the receipt names", async () => {
    const person = somebody();
    const contact = await cast.newContact("North", { name: person.name, phone: person.phone, tags: [person.word] });
    await cast.newContact("South", { name: person.name, phone: person.phone, job_title: person.word });
    await saveSearch(person.national);
    for (let number = 0; number < 3; ++number) await vapi.report(callOf(person));
    await vapi.report(callOf(person, { direction: "outbound" }));
    await eleven.report(elevenCallOf(person), wav({ seconds: 2 }));
    const key = { headers: { "Idempotency-Key": `${person.phone} once` } };
    const body = {
      agent_id: cast.agent("Reception").id,
      started_at: new Date().toISOString(),
      from_number: `(030) ${person.national.slice(3)}`,
      summary: person.word,
      transcript: [{ role: "caller", text: `Here is ${person.word}.` }],
    };
    const made = (await ada.post("/calls", body, key)).body;
    // Of a recording, and of a number as an index has it.
    const traces = [...person.traces, "WAVEfmt"];
    const written = [person.phone, person.word, "WAVEfmt", ...(onPostgres ? [] : [person.national])];
    expect(stored(written)).toEqual(written);
    expect(await countsOf(person.phone)).toMatchObject({
      contacts: 2,
      calls: 6,
      transcripts: 6,
      recordings: 1,
      webhook_events: 6,
      imports: 0,
    });
    expect(await ada.get(`/contacts/${contact.id}`)).toHaveStatus(200);
    const usage = (await ada.get("/usage", lastYear)).text;
    const before = (await ada.get(`/calls/${made.id}`)).body;
    expect((await callsFound(person.word)).length).toBe(6);

    const receipt = await erase(person.phone);
    expect(receipt.counts).toMatchObject({ contacts: 2, calls: 6 });
    expect(Date.parse(receipt.erase_by) - Date.now()).toBeLessThanOrEqual(60_000);
    expect(await ada.get(`/contacts/${contact.id}`)).toHaveStatus(404);
    expect(await callsFound(person.word)).toEqual([]);
    const after = (await ada.get(`/calls/${made.id}`)).body;
    expect(after).toMatchObject({
      agent_id: before.agent_id,
      status: before.status,
      started_at: before.started_at,
      duration_seconds: before.duration_seconds,
      cost_usd: before.cost_usd,
      from_number: null,
      summary: null,
      recording_status: "none",
    });
    expect(before.erased_at).toBeNull();
    expect(after.erased_at).not.toBeNull();
    expect(after.transcript ?? []).toEqual([]);
    expect((await ada.get("/usage", lastYear)).text).toBe(usage);

    expect(await left(traces, receipt.erase_by)).toEqual([]);
    expect(stored(["Reception"])).toEqual(["Reception"]);
    expect(await countsOf(person.phone)).toEqual({
      contacts: 0,
      calls: 0,
      transcripts: 0,
      recordings: 0,
      webhook_events: 0,
      attempts: 0,
      imports: 0,
    });
    expect((await finished(receipt.id)).erased_at).not.toBeNull();
    expect(server.log.join("\n")).not.toContain(person.phone.slice(1));
    // The program's request is recognised, without its key being kept.
    const again = await ada.post("/calls", body, key);
    expect(again.body.id).toBe(made.id);
    expect(stored(person.traces)).toEqual([]);
  });

  test("keeps what arrives later about calls that began before from bringing it back", async () => {
    const person = somebody();
    const [ended, running, delayed] = [callOf(person), callOf(person), callOf(person)];
    await vapi.report(ended);
    await vapi.deliver(statusUpdate(running));
    const receipt = await erase(person.phone);
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);

    const before = await erasedCalls();
    for (let time = 0; time < 2; ++time) {
      for (const call of [ended, running, delayed]) await vapi.report(call);
    }
    expect(stored(person.traces)).toEqual([]);
    expect(await countsOf(person.phone)).toMatchObject({ calls: 0, transcripts: 0, webhook_events: 0 });
    const after = await erasedCalls();
    expect(after.length).toBe(before.length + 1);
    const known = new Set(before.map(({ id }) => id));
    const late = (await ada.get(`/calls/${after.find(({ id }) => !known.has(id))!.id}`)).body;
    for (const field of personal) expect(late[field]).toBeNull();
    expect(late).toMatchObject({ agent_id: cast.agent("Reception").id, status: "ended", duration_seconds: 30 });

    // A call that begins later is new, and so is a contact that somebody enters by hand.
    await new Promise((go) => setTimeout(go, 1_100));
    await vapi.report(callOf(person, { startedAt: new Date(), seconds: 0 }));
    expect(await countsOf(person.phone)).toMatchObject({ calls: 1 });
    expect((await cast.newContact("North", { name: person.name, phone: person.phone })).phone).toBe(person.phone);
  });

  test("stores no audio that arrives later, nor what came before anybody knew whose it is", async () => {
    const person = somebody();
    const audio = wav({ seconds: 1 });
    // Their lengths are what they are found by: no other call has them.
    const [early, late] = [elevenCallOf(person, { seconds: 37 }), elevenCallOf(person, { seconds: 43 })];
    const deliver = async (webhook: object) => expect(await eleven.deliver(webhook)).toHaveStatus(200);
    await deliver(postCallAudio(early, audio));
    await deliver(postCallTranscription(late, true));
    const receipt = await erase(person.phone);
    await deliver(postCallTranscription(early, true));
    await deliver(postCallAudio(late, audio));
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);
    const erased = (await erasedCalls()).filter(({ duration_seconds }) => [37, 43].includes(duration_seconds!));
    expect(erased.map(({ duration_seconds }) => duration_seconds).sort()).toEqual([37, 43]);
    for (const { id, agent_id, recording_status } of erased) {
      expect({ agent_id, recording_status }).toEqual({ agent_id: cast.agent("Sales").id, recording_status: "none" });
      expect(await ada.get(`/calls/${id}/recording`)).toHaveStatus(404);
    }
  });

  test("erases webhooks that no call was made of, and stores later ones without what they say", async () => {
    const person = somebody();
    const webhook = (note: string) => ({
      message: { type: "speech-update", note: `${person.word} ${note}`, customer: { number: person.phone } },
    });
    await vapi.deliver(webhook("first"));
    expect(await countsOf(person.phone)).toMatchObject({ calls: 0, webhook_events: 1 });
    const receipt = await erase(person.phone);
    await vapi.deliver(webhook("first"));
    await vapi.deliver(webhook("second"));
    const digits = person.phone.slice(3);
    const spaced = `+49 (${digits.slice(0, 2)}) ${digits.slice(2, 6)}-${digits.slice(6)}`;
    const noted = { message: { type: "note", text: `${person.word} can be called at ${spaced}, from 9.` } };
    await vapi.deliver(noted);
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);
  });

  test("erases webhooks that mention the number in some other text, also when they come again", async () => {
    const person = somebody();
    const webhook = {
      message: { type: "note", text: person.word, reference: `x00017${person.phone.slice(1)}99` },
    };
    const digits = person.phone.slice(3);
    const spaced = `+49 (${digits.slice(0, 2)}) ${digits.slice(2, 6)}-${digits.slice(6)}`;
    await vapi.deliver(webhook);
    await vapi.deliver({ message: { type: "note", text: `Call ${person.word} at ${spaced}` } });
    expect(await countsOf(person.phone)).toMatchObject({ calls: 0, webhook_events: 2 });
    const receipt = await erase(person.phone);
    expect((await finished(receipt.id)).erased_at).not.toBeNull();
    await vapi.deliver(webhook);
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);
    expect(await countsOf(person.phone)).toMatchObject({ webhook_events: 0 });
  });

  describe.each([
    ["a trunk prefix after the country code", "+49 (0)", (text: string) => text],
    ["a trunk prefix after 0049", "0049 (0)", (text: string) => text],
    ["Arabic-Indic digits", "+49 ", (text: string) => inDigitsFrom(0x660, text)],
    ["full-width digits", "＋49（0）", (text: string) => inDigitsFrom(0xff10, text)],
  ])("of which a platform writes the number with %s", (_, beginning, write) => {
    const writingOf = ({ phone }: Somebody) => write(`${beginning}${phone.slice(3, 5)} ${phone.slice(5)}`);

    test("finds its calls, those that are reported later, and later webhooks that mention it", async () => {
      const person = somebody();
      const reported = () => callOf({ ...person, phone: writingOf(person) });
      const delayed = reported();
      await vapi.report(reported());
      expect(await countsOf(person.phone)).toMatchObject({ calls: 1, transcripts: 1, webhook_events: 1 });
      const receipt = await erase(person.phone);
      await vapi.report(delayed);
      await vapi.deliver({ message: { type: "note", text: `Call ${person.word} at ${writingOf(person)}, please.` } });
      expect(await left([...person.traces, writingOf(person)], receipt.erase_by)).toEqual([]);
      expect(await countsOf(person.phone)).toMatchObject({ calls: 0, webhook_events: 0 });
    });
  });

  test.each(["+49 (0)", "0049 (0)"])("erases earlier webhooks that mention the number as %s...", async (beginning) => {
    const person = somebody();
    const number = `${beginning}${person.phone.slice(3, 5)} ${person.phone.slice(5)}`;
    await vapi.deliver({ message: { type: "note", text: `Call ${person.word} at ${number}, please.` } });
    expect(await countsOf(person.phone)).toMatchObject({ calls: 0, webhook_events: 1 });
    const receipt = await erase(person.phone);
    expect(await left([...person.traces, number], receipt.erase_by)).toEqual([]);
  });

  test("is finished after a crash, at whatever step it is", async () => {
    const crowd = Array.from({ length: 4 }, somebody);
    for (const person of crowd) {
      await cast.newContact("North", { name: person.name, phone: person.phone });
      for (let number = 0; number < 5; ++number) await vapi.report(callOf(person));
    }
    const receipts: { erase_by: string; id: string }[] = [];
    for (const [number, person] of crowd.entries()) {
      receipts.push(await erase(person.phone));
      // From at once to when the worker is done.
      await new Promise((go) => setTimeout(go, number * 1_500));
      await server.kill();
      await server.startAgain();
    }
    for (const [number, person] of crowd.entries()) {
      expect(await left(person.traces, receipts[number]!.erase_by)).toEqual([]);
      expect((await finished(receipts[number]!.id)).erased_at).not.toBeNull();
    }
  });

  test("is seen at once by a live stream, which shows nothing of the person, and cuts a recording off", async () => {
    const person = somebody();
    const audio = wav({ seconds: 500 });
    const call = elevenCallOf(person, { startedAt: new Date(Date.now() - 600_000), seconds: 500 });
    await eleven.report(call, audio);
    const stream = (await Stream.open(ada, "/calls/live")).fetch();
    const { id } = (await callsFound(person.word))[0]!;
    for (;;) {
      if ((await ada.get(`/calls/${id}/recording`, {})).status === 200) break;
      await new Promise((go) => setTimeout(go, 250));
    }
    const playing = await Stream.open(ada, `/calls/${id}/recording`);
    expect(playing.status).toBe(200);
    const receipt = await erase(person.phone);
    expect(await stream.says(new RegExp(id))).toBe(true);
    await new Promise((later) => setTimeout(later, 2_000));
    expect(await playing.ends()).toBe(true);
    expect(playing.isComplete).toBe(false);
    expect(await ada.get(`/calls/${id}/recording`)).toHaveStatus(404);
    expect(await ada.get(`/calls/${id}/waveform`)).toHaveStatus(404);
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);
    for (const trace of person.traces) expect(stream.text).not.toContain(trace);
    stream.close();
  });

  test("keeps do-not-call entries, without the number, and adds one where that is asked for", async () => {
    const [listed, marked, added, withdrawn] = [somebody(), somebody(), somebody(), somebody()];
    const company_id = cast.company("North").id;
    await ada.post("/do-not-call", { phone: listed.phone, company_id, reason: listed.word });
    await cast.newContact("South", { name: marked.name, phone: marked.phone, do_not_call: true });
    const consent = { purpose: "Offers", source: "Letter", at: "2026-01-01T00:00:00Z" };
    await cast.newContact("South", {
      name: withdrawn.name,
      phone: withdrawn.phone,
      consent: { ...consent, withdrawn_at: "2026-02-01T00:00:00Z" },
    });
    await erase(withdrawn.phone);
    const receipts = [
      await erase(listed.phone),
      await erase(marked.phone),
      await erase(added.phone, { add_to_do_not_call: true }),
    ];
    const entries = async ({ phone }: Somebody) => (await ada.get("/do-not-call", { phone })).body.items;
    expect(await entries(listed)).toMatchObject([{ company_id, phone: null, phone_text: null, reason: null }]);
    expect(await entries(marked)).toMatchObject([{ company_id: cast.company("South").id, phone: null }]);
    expect(await entries(withdrawn)).toMatchObject([
      { company_id: cast.company("South").id, phone: null, reason: null },
    ]);
    expect(await entries(added)).toMatchObject([{ company_id: null, phone: null }]);
    for (const person of [listed, marked, added]) expect(await left(person.traces, receipts[2]!.erase_by)).toEqual([]);
    const { id } = (await entries(listed))[0]!;
    expect((await ada.get("/audit-entries", { subject_id: id })).body.items[0]).toMatchObject({ subject_name: null });
    // The same again: entries are not doubled.
    await ada.post("/do-not-call", { phone: listed.phone, company_id });
    await erase(listed.phone);
    expect(await entries(listed)).toMatchObject([{ company_id, phone: null }]);
    expect(await ada.delete(`/do-not-call/${(await entries(listed))[0]!.id}`)).toHaveStatus(204);
    expect(await entries(listed)).toEqual([]);
  });

  test("takes files that were imported, with what is kept of them, and later ones do not bring the number back", async () => {
    const person = somebody();
    const company_id = cast.company("North").id;
    const file = `Name,Phone,Job title\r\n${person.name},${person.national},${person.word}\r\n${person.word},12,\r\n`;
    const imported = async () => {
      const options = {
        query: { company_id, file_name: `${person.word}.csv` },
        headers: { "Content-Type": "text/csv" },
      };
      const { id } = (await ada.post("/contact-imports", Buffer.from(file), options)).body as Schemas["ContactImport"];
      expect(await ada.post(`/contact-imports/${id}/start`)).toHaveStatus(200);
      const read = async () => (await ada.get(`/contact-imports/${id}`)).body;
      await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe("done");
      return read();
    };
    const before = await imported();
    expect(before).toMatchObject({ created: 1, refused: 1 });
    expect(await countsOf(person.phone)).toMatchObject({ contacts: 1, imports: 1 });
    expect((await ada.get("/contacts", { search: person.word })).body.items).toHaveLength(1);

    const receipt = await erase(person.phone);
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);
    expect(receipt.counts.imports).toBe(0);
    expect((await finished(receipt.id)).counts.imports).toBe(1);
    expect((await ada.get(`/contact-imports/${before.id}`)).body).toMatchObject({ file_state: "erased", created: 1 });
    expect((await ada.get("/contacts", { search: person.word })).body.items).toEqual([]);

    const after = await imported();
    expect(after).toMatchObject({ created: 0, refused: 2 });
    const shown = (await ada.get(`/contact-imports/${after.id}/preview`)).body.items;
    expect(shown).toMatchObject([{ outcome: "refused", cells: [] }, { outcome: "refused" }]);
    expect(await countsOf(person.phone)).toMatchObject({ contacts: 0 });
  });

  test("takes what is needed to undo an import whose file does not have the number", async () => {
    const person = somebody();
    const contact = await cast.newContact("North", { name: person.word, phone: person.phone });
    const options = { query: { company_id: contact.company_id }, headers: { "Content-Type": "text/csv" } };
    const { id } = (await ada.post("/contact-imports", `id,job_title\n${contact.id},Buyer\n`, options)).body;
    await ada.patch(`/contact-imports/${id}`, { existing: "overwrite" });
    await ada.post(`/contact-imports/${id}/start`);
    await expect.poll(() => countsOf(person.phone), { timeout: 30_000 }).toMatchObject({ contacts: 1, imports: 1 });
    const receipt = await erase(person.phone);
    expect(await left([...person.traces, person.word], receipt.erase_by)).toEqual([]);
  });

  test("takes a contact who has it as another number, since a merge", async () => {
    const person = somebody();
    const into = await cast.newContact("North", { name: person.name });
    const merged = await cast.newContact("North", { name: person.word, phone: person.phone });
    await ada.patch(`/contacts/${into.id}`, { phone: somebody().phone });
    expect(await ada.post(`/contacts/${merged.id}/merge`, { into: into.id })).toHaveStatus(200);
    expect(await countsOf(person.phone)).toMatchObject({ contacts: 1 });
    const receipt = await erase(person.phone);
    expect(await ada.get(`/contacts/${into.id}`)).toHaveStatus(404);
    expect(await left(person.traces, receipt.erase_by)).toEqual([]);
  });

  test("keeps each number of a contact whom nobody may call on the list, and none of them readable", async () => {
    const [person, other] = [somebody(), somebody()];
    const into = await cast.newContact("North", { name: person.name, phone: other.phone, do_not_call: true });
    const merged = await cast.newContact("North", { name: person.word, phone: person.phone });
    expect(await ada.post(`/contacts/${merged.id}/merge`, { into: into.id })).toHaveStatus(200);
    const receipt = await erase(person.phone);
    for (const { phone } of [person, other]) {
      const entries = (await ada.get("/do-not-call", { phone })).body.items;
      expect(entries).toMatchObject([{ company_id: cast.company("North").id, phone: null }]);
    }
    expect(await left([...person.traces, other.phone], receipt.erase_by)).toEqual([]);
  });

  test("finds calls with a number as it is written in another country with the same country code", async () => {
    const word = somebody().word;
    const [national, phone] = ["(416) 555-0107", "+14165550107"];
    await ada.patch(`/companies/${cast.company("South").id}`, { country: "US" });
    const started_at = new Date().toISOString();
    const made = await ada.post("/calls", {
      agent_id: cast.agent("Support").id,
      started_at,
      from_number: national,
      summary: word,
    });
    expect(made).toHaveStatus(201);
    const ofUnknown = () =>
      makePlatformCall({ agent: "unknown-at-the-platform", customerNumber: national, summary: `Of ${word}.` });
    const delayed = ofUnknown();
    await vapi.report(ofUnknown());
    expect(await countsOf(phone)).toMatchObject({ calls: 2, webhook_events: 1 });
    const receipt = await erase(phone);
    await vapi.report(delayed);
    await vapi.knows(cast.agent("Support"), "unknown-at-the-platform");
    expect(await left([word], receipt.erase_by)).toEqual([]);
    expect(await countsOf(phone)).toMatchObject({ calls: 0, webhook_events: 0 });
  });

  test("leaves everybody else as they are", async () => {
    const [person, other] = [somebody(), somebody()];
    await vapi.report(callOf(person));
    await vapi.report(callOf(other));
    const contact = await cast.newContact("North", { name: other.name, phone: other.phone });
    const receipt = await erase(person.phone);
    await finished(receipt.id);
    expect(await countsOf(other.phone)).toMatchObject({ contacts: 1, calls: 1, transcripts: 1, webhook_events: 1 });
    expect((await callsFound(other.word)).length).toBe(1);
    expect((await ada.get(`/contacts/${contact.id}`)).body.name).toBe(other.name);
  });

  test("takes it from segments that search for it alone, which have no contacts until their filter is changed", async () => {
    const person = somebody();
    const other = somebody();
    const searching = [
      await saveSearch(person.phone, {}, "South"),
      await saveSearch(`0${person.national.slice(1, 3)} / ${person.national.slice(3)} `, { tag: "client" }),
      await saveSearch(`00${person.phone.slice(1)}`),
    ];
    const kept = [
      await saveSearch(other.phone),
      await saveSearch(person.national.slice(3)),
      await saveSearch(`${person.national} Mendoza`),
      await saveSearch(person.national, {}, "South"), // which has no country
    ];
    await erase(person.phone);
    for (const { id, etag } of searching) {
      const segment = (await ada.get(`/segments/${id}`)).body;
      expect(segment.filter!.search).toMatch(/^erased:[0-9a-f]{64}$/);
      expect(segment.filter_problems).toEqual({ "filter.search": "The phone number that it searches for was erased." });
      expect(segment.count).toEqual({ contacts: 0, exact: true });
      expect(segment.etag).not.toBe(etag);
      expect((await ada.get("/contacts", { segment_id: id })).body.items).toEqual([]);
      const [entry] = (await ada.get("/audit-entries", { subject_id: id })).body.items;
      expect(entry).toMatchObject({ action: "segment.updated", fields: ["filter"], actor_id: ada.id });
    }
    for (const segment of kept) expect((await ada.get(`/segments/${segment.id}`)).body).toEqual(segment);
    const [, tagged] = searching;
    expect((await ada.get(`/segments/${tagged!.id}`)).body.filter).toMatchObject({ tag: "client" });
    const mended = await ada.patch(`/segments/${tagged!.id}`, { filter: { tag: "client" } });
    expect(mended.body).toMatchObject({ filter_problems: {}, filter: { tag: "client" } });
  });

  test("is in the audit log by its id, with the administrator who asked for it", async () => {
    const person = somebody();
    await cast.newContact("North", { name: person.name, phone: person.phone });
    const receipt = await erase(person.phone);
    await finished(receipt.id);
    const { items } = (await ada.get("/audit-entries", { limit: 50 })).body;
    const own = items.filter((entry) => entry.subject_id === receipt.id);
    expect(own.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ["number.erased", ada.id],
      ["number.erasure_requested", ada.id],
    ]);
    expect(JSON.stringify(items)).not.toContain(person.phone.slice(1));
    expect(JSON.stringify((await ada.get("/erasures")).body)).not.toContain(person.phone.slice(1));
  });

  test("is for administrators, who may be in an account without the CRM", async () => {
    const eva = await cast.member({ companies: ["North"], permissions: { access_crm: true } });
    expect(await eva.post("/erasures", { phone: "+4930123456", dry_run: true })).toBeRefused(403, "forbidden");
    expect(await eva.get("/erasures")).toBeRefused(403, "forbidden");
    await ada.patch("/settings", { crm_enabled: false });
    await erase("+4930123457");
    await ada.patch("/settings", { crm_enabled: true });
  });

  test.each(["", "nobody", "030 123456", "+49", "+4930123456 and +4930123457"])(
    "is refused for %j, which is no number with a country code",
    async (phone) => {
      expect(await ada.post("/erasures", { phone, dry_run: true })).toBeRefused(422, "invalid_fields", ["phone"]);
    },
  );
});

test("what is erased is said in the receipt", async () => {
  const receipt = (await ada.post("/erasures", { phone: "+4930555444" })).body;
  expect(receipt).toMatchObject({ erased_from: onPostgres ? "tables" : "data_folder", requested_by: ada.id });
});
