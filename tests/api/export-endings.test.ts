import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../support/cast.ts";
import { ContactImports, csv, only, counts } from "../support/contact-imports.ts";
import { sanitized } from "../support/server.ts";
import { Stream } from "../support/stream.ts";

// Three pages of the file, each more than the buffers between the two sides hold.
const rows = 600;
const wording = "I agree. ".repeat(1_000);
const limit = sanitized ? 3_000 : 1_100;

let imports: ContactImports;
beforeAll(async () => {
  imports = await ContactImports.start();
  const header = ["name", "consent_purpose", "consent_source", "consent_wording", "consent_at"];
  const row = (_: unknown, number: number) => [`Contact ${number}`, "Offers", "Form", wording, "2026-11-01T10:00:00Z"];
  const done = await imports.imported(csv([header, ...Array.from({ length: rows }, row)]));
  expect(counts(done)).toEqual(only({ created: rows }));
});
afterAll(() => imports.stop());

const endings: Record<string, (person: Person) => Promise<unknown>> = {
  "the member is removed": ({ id }) => imports.cast.ada.delete(`/members/${id}`),
  "the member is suspended": ({ id }) => imports.cast.ada.put(`/members/${id}/suspension`),
  "the member signs out": (person) => person.copy().delete("/session"),
  "the permission is switched off": ({ id }) =>
    imports.cast.ada.patch(`/members/${id}`, { permissions: { access_crm: false } }),
};

test.each(Object.entries(endings))(
  "an export ends, also for a client that fetches it slowly, when %s",
  async (_, end) => {
    const person = await imports.cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
    const slow = await Stream.open(person.copy(), "/contacts.csv");
    expect(slow.status).toBe(200);
    await new Promise((soon) => setTimeout(soon, 700));

    await end(person);
    await new Promise((later) => setTimeout(later, limit));
    expect(await slow.ends()).toBe(true);
    expect(slow.isComplete).toBe(false);
    expect(slow.bytes.length).toBeLessThan(1_000_000);
  },
);

test("an export is not disturbed by what others lose", async () => {
  const other = await imports.cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
  const stream = await Stream.open(imports.eva, "/contacts.csv");
  await imports.cast.ada.put(`/members/${other.id}/suspension`);
  await new Promise((later) => setTimeout(later, 1_500));
  expect(await stream.ends()).toBe(true);
  expect(stream.isComplete).toBe(true);
  expect(stream.bytes.length).toBeGreaterThan(rows * wording.length);
});
