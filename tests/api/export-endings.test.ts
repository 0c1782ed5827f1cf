import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../support/cast.ts";
import { ContactImports, csv, only, counts } from "../support/contact-imports.ts";
import { sanitized } from "../support/server.ts";
import { Stream } from "../support/stream.ts";

// Each file is more than the buffers between the two sides hold: three pages of contacts and of calls, ...
const rows = 600;
const wording = "I agree. ".repeat(1_000);
// ... and members and entries of the audit log that name these agents.
const agents = 250;
const members = 25;
const limit = sanitized ? 3_000 : 1_100;

let imports: ContactImports;
beforeAll(async () => {
  imports = await ContactImports.start();
  await makeContacts();
  await makeCalls();
  await makeMembers();
});
afterAll(() => imports.stop());

async function makeContacts() {
  const header = ["name", "consent_purpose", "consent_source", "consent_wording", "consent_at"];
  const row = (_: unknown, number: number) => [`Contact ${number}`, "Offers", "Form", wording, "2026-11-01T10:00:00Z"];
  const done = await imports.imported(csv([header, ...Array.from({ length: rows }, row)]));
  expect(counts(done)).toEqual(only({ created: rows }));
}

async function makeCalls() {
  const { id: agent_id } = imports.cast.agent("Reception");
  for (let number = 0; number < rows; ++number) {
    const started_at = new Date(Date.UTC(2026, 9, 1, 0, number)).toISOString();
    const call = await imports.cast.ada.post("/calls", { agent_id, started_at, summary: wording });
    expect(call).toHaveStatus(201);
  }
}

async function makeMembers() {
  const agent_ids: string[] = [];
  for (let number = 0; number < agents; ++number) {
    const { id } = await imports.cast.newAgent(`${"🦭".repeat(195)} ${number}`, "North");
    agent_ids.push(id);
  }
  for (let number = 0; number < members; ++number) {
    const who = { name: `Invited ${number}`, email: `invited-${number}@harbour.example`, send_invitation: true };
    expect(await imports.cast.ada.post("/members", { ...who, agent_ids })).toHaveStatus(201);
  }
}

type Ending = (person: Person) => Promise<unknown>;
const isRemoved: Ending = ({ id }) => imports.cast.ada.delete(`/members/${id}`);
const isSuspended: Ending = ({ id }) => imports.cast.ada.put(`/members/${id}/suspension`);
const isDemoted: Ending = ({ id }) => imports.cast.ada.patch(`/members/${id}`, { role: "member" });
const losesPermission =
  (permission: "access_crm" | "view_billable_minutes"): Ending =>
  ({ id }) =>
    imports.cast.ada.patch(`/members/${id}`, { permissions: { [permission]: false } });

const administrator = () => imports.cast.member({ role: "administrator" });
const withCrm = () => imports.cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
const withMinutes = () => imports.cast.member({ agents: ["Reception"], permissions: { view_billable_minutes: true } });

const endings: [path: string, when: string, person: () => Promise<Person>, end: Ending][] = [
  ["/contacts.csv", "the member is removed", withCrm, isRemoved],
  ["/contacts.csv", "the member is suspended", withCrm, isSuspended],
  ["/contacts.csv", "the member signs out", withCrm, (person) => person.copy().delete("/session")],
  ["/contacts.csv", "the permission is switched off", withCrm, losesPermission("access_crm")],
  ["/members.csv", "the administrator becomes a member", administrator, isDemoted],
  ["/audit-entries.csv", "the administrator becomes a member", administrator, isDemoted],
  ["/calls.csv", "the minutes are no longer shown", withMinutes, losesPermission("view_billable_minutes")],
  ["/calls.csv", "the member is suspended", withMinutes, isSuspended],
];

test.each(endings)("%s ends, also for a client that fetches it slowly, when %s", async (path, _, makePerson, end) => {
  const person = await makePerson();
  const slow = await Stream.open(person.copy(), path);
  expect(slow.status).toBe(200);
  await new Promise((soon) => setTimeout(soon, 700));

  await end(person);
  await new Promise((later) => setTimeout(later, limit));
  expect(await slow.ends()).toBe(true);
  expect(slow.isComplete).toBe(false);
  expect(slow.bytes.length).toBeLessThan(1_000_000);
});

test("calls of an agent that is taken away are not in the rest of calls.csv", async () => {
  const person = await withMinutes();
  const slow = await Stream.open(person.copy(), "/calls.csv");
  expect(slow.status).toBe(200);
  await new Promise((soon) => setTimeout(soon, 700));
  await imports.cast.ada.patch(`/members/${person.id}`, { agent_ids: [] });
  expect(await slow.ends()).toBe(true);
  expect(slow.bytes.length).toBeLessThan((rows * wording.length) / 2);
});

test("an export is not disturbed by what others lose", async () => {
  const other = await withCrm();
  const stream = await Stream.open(imports.eva, "/contacts.csv");
  await imports.cast.ada.put(`/members/${other.id}/suspension`);
  await new Promise((later) => setTimeout(later, 1_500));
  expect(await stream.ends()).toBe(true);
  expect(stream.isComplete).toBe(true);
  expect(stream.bytes.length).toBeGreaterThan(rows * wording.length);
});
