import { tags } from "./contact-moves.ts";
import { byName, type Contact } from "./world.ts";
import { get, ids, notFound, permissionMissing, write, type Asking, type Question, type Refusal } from "./questions.ts";

const writesContacts = ({ caller }: Asking) => caller.kind === "session" || caller.scopes.includes("crm");

const can = (asking: Asking) => (writesContacts(asking) ? ["update", "delete"] : []);

/** Scope first, then the switch. */
function refusalOf({ world, member }: Asking, contact: Contact): Refusal | undefined {
  if (!world.seesCompany(member, contact.company)) return notFound;
  return world.may(member, "access_crm") ? undefined : permissionMissing;
}

/** Of anybody's, so that some are of contacts whom the member may not see. */
function somePiecesOfNames({ world, random }: Asking): string[] {
  if (world.contacts.length === 0) return ["nobody"];
  const { name, secondName } = random.pick(world.contacts);
  const number = name.split(" ")[1]!;
  return [number, number.slice(-2), `${number} cont`, secondName?.replace("Łódź", "lodz") ?? "lodz"];
}

/** Each word of the search is part of a name. */
const isFoundBy = (search: string) => {
  const words = search.split(" ");
  return ({ name, secondName = "" }: Contact) => {
    const text = `${name} ${secondName.replace("Łódź", "lodz")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
};

const sortedIds = (contacts: Contact[]) => contacts.map(({ id }) => id).sort();
const foundIds = ({ body }: any) => sortedIds(body.items);

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
    ...somePiecesOfNames(asking).map((search) =>
      get("/contacts", "/contacts", unlessRefused(sortedIds(seen.filter(isFoundBy(search)))), foundIds, {
        query: { limit: 200, search },
      }),
    ),
    ...tags.map((tag) =>
      get(
        "/contacts",
        "/contacts",
        unlessRefused(seen.filter((contact) => contact.tag === tag).map(({ id }) => id)),
        ids,
        {
          query: { limit: 200, tag: tag.toUpperCase() },
        },
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
