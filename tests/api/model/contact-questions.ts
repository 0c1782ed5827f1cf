import { byName, type Contact } from "./world.ts";
import { get, ids, notFound, permissionMissing, write, type Asking, type Question, type Refusal } from "./questions.ts";

const writesContacts = ({ caller }: Asking) => caller.kind === "session" || caller.scopes.includes("crm");

const can = (asking: Asking) => (writesContacts(asking) ? ["update", "delete"] : []);

/** Scope first, then the switch. */
function refusalOf({ world, member }: Asking, contact: Contact): Refusal | undefined {
  if (!world.seesCompany(member, contact.company)) return notFound;
  return world.may(member, "access_crm") ? undefined : permissionMissing;
}

export function listsOfContacts(asking: Asking): Question[] {
  const { world, member } = asking;
  const seen = byName(world.contacts.filter((contact) => world.seesCompany(member, contact.company)));
  const unlessRefused = (expected: unknown) => (world.may(member, "access_crm") ? expected : permissionMissing);
  return [
    get(
      "/contacts",
      "/contacts",
      unlessRefused(seen.map((contact) => [contact.id, contact.company.id, can(asking)])),
      ({ body }) => body.items.map((item: any) => [item.id, item.company_id, item.can]),
      { query: { limit: 20 }, pages: true },
    ),
    ...world.companies.map((company) =>
      get(
        "/contacts",
        "/contacts",
        unlessRefused(seen.filter((contact) => contact.company === company).map((contact) => contact.id)),
        ids,
        { query: { limit: 200, company_id: company.id } },
      ),
    ),
    get("/contact-fields", "/contact-fields", unlessRefused([]), ids),
    get(
      "/do-not-call",
      "/do-not-call",
      unlessRefused(world.doNotCall.filter((entry) => world.seesEntry(member, entry)).map((entry) => entry.phone)),
      ({ body }) => body.items.map((item: any) => item.phone),
      { query: { limit: 20, sort: "created_at" }, pages: true },
    ),
    ...world.doNotCall
      .filter((entry) => !world.seesEntry(member, entry))
      .map(({ id }) => write("DELETE", "/do-not-call/{id}", `/do-not-call/${id}`, notFound, undefined)),
  ];
}

export function questionsAboutContact(asking: Asking, contact: Contact): Question[] {
  const path = `/contacts/${contact.id}`;
  const refusal = refusalOf(asking, contact);
  return [
    get("/contacts/{id}", path, refusal ?? [contact.name, contact.company.name, can(asking)], ({ body }) => [
      body.name,
      body.company_name,
      body.can,
    ]),
    ...(refusal
      ? [
          write("PATCH", "/contacts/{id}", path, refusal, { name: "Somebody else" }),
          write("DELETE", "/contacts/{id}", path, refusal, undefined),
        ]
      : []),
  ];
}
