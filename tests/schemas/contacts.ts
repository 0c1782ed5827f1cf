import { setTimeout as rest } from "node:timers/promises";
import type { Filling } from "./fill.ts";

const given = { purpose: "Berths", source: "Form", wording: "The harbour may call me.", at: "2026-05-01T10:00:00Z" };

const fields = [
  { key: "boat", label: "Boat", kind: "text" },
  { key: "length", label: "Length in metres", kind: "number" },
  { key: "berth", label: "Kind of berth", kind: "choice", choices: ["Floating", "Quay"] },
];

const contacts: Record<string, object[]> = {
  North: [
    { name: "Amelia Hart", phone: "+447700900110", email: "amelia@north.example", tags: ["Visitor"], consent: given },
    { name: "Fergus MacAulay", phone: "+447700900111", fields: { boat: "Fulmar", length: 12.5 }, do_not_call: true },
    { name: "佐藤 花子", phone: "+81312345678", tags: ["Visitor", "Regatta"] },
    { name: "Niamh O’Sullivan", phone: "+447700900112", consent: { ...given, withdrawn_at: "2026-07-01T10:00:00Z" } },
  ],
  South: [
    { name: "Åsa Sjöberg", phone: "+46317401610", job_title: "Skipper", fields: { boat: "Havsörn", berth: "Quay" } },
    { name: "Zofia Łukasik", phone: "+46317401611", tags: ["Regatta"], consent: given },
    { name: "Zofia Lukasik", phone: "+46317401612", email: "zofia@south.example" },
  ],
};

const imported = `name,phone,email
"Björn Östlund",+46317401620,bjorn@south.example
"Elin Nyström",+46317401621,
"Nobody",not a number,
`;

/** The number of a contact and a call that is erased. */
const erasedNumber = "+447700900112";

export async function fillContacts(filling: Filling) {
  const { ada, companies, schema } = filling;
  for (const field of fields) await ada.create("/contact-fields", field);
  const ids = new Map<string, string>();
  for (const [company, people] of Object.entries(contacts)) {
    for (const person of people) {
      const { id, name } = await ada.create("/contacts", { ...person, company_id: companies.get(company) });
      ids.set(name, id);
    }
  }
  await ada.create("/do-not-call", { phone: "+46317401699", company_id: companies.get("South"), reason: "Asked" });
  await ada.create("/do-not-call", { phone: "+447700900199" });
  if (schema < 28) return;
  await ada.create(`/contacts/${ids.get("Zofia Lukasik")}/merge`, { into: ids.get("Zofia Łukasik") });
  await createSegments(filling, ids);
  await importContacts(filling);
  await eraseNumber(filling);
}

async function createSegments({ ada, companies }: Filling, ids: Map<string, string>) {
  const regatta = await ada.create("/segments", {
    name: "Regatta",
    kind: "static",
    company_id: companies.get("South"),
  });
  const contact_ids = [ids.get("Åsa Sjöberg"), ids.get("Zofia Łukasik")];
  await ada.change("PUT", `/segments/${regatta.id}/contacts`, { contact_ids });
  const visitors = { name: "Visitors", kind: "filter", filter: { tag: "Visitor" } };
  await ada.create("/segments", { ...visitors, company_id: companies.get("North") });
}

async function importContacts({ ada, companies }: Filling) {
  const path = `/contact-imports?company_id=${companies.get("South")}&file_name=contacts.csv`;
  const { id } = (await ada.ask("POST", path, imported, { "Content-Type": "text/csv" })).body;
  await ada.create(`/contact-imports/${id}/start`);
  while ((await ada.read(`/contact-imports/${id}`)).state !== "done") await rest(50);
}

async function eraseNumber({ ada }: Filling) {
  await ada.create("/erasures", { phone: erasedNumber, add_to_do_not_call: true });
  while ((await ada.read("/erasures")).items[0].erased_at === null) await rest(200);
}
