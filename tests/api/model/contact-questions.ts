import type { Answer } from "../../support/answer.ts";
import { tags } from "./contact-moves.ts";
import { byName, type Contact, type Import, type Segment } from "./world.ts";
import { get, ids, notFound, permissionMissing, write, type Asking, type Question, type Refusal } from "./questions.ts";

const writesContacts = ({ caller }: Asking) => caller.kind === "session" || caller.scopes.includes("crm");

const can = (asking: Asking) => (writesContacts(asking) ? ["update", "delete"] : []);

/** Scope first, then the switch. */
function refusalOf({ world, member }: Asking, contact: Pick<Contact, "company">): Refusal | undefined {
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
    ...listsOfSegments(asking),
    ...listsOfImports(asking),
    get("/contacts.csv", "/contacts.csv", unlessRefused(seen.map(({ id }) => id)), ({ text }) =>
      [...text.matchAll(/^"([0-9a-f-]{36})"/gm)].map((match) => match[1]),
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
        unlessRefused(seen.filter((contact) => contact.tags.has(tag)).map(({ id }) => id)),
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

function listsOfSegments(asking: Asking): Question[] {
  const { world, member } = asking;
  const seen = byName(world.segments.filter((segment) => world.seesCompany(member, segment.company)));
  const unlessRefused = (expected: unknown) => (world.may(member, "access_crm") ? expected : permissionMissing);
  return [
    get(
      "/segments",
      "/segments",
      unlessRefused(seen.map((segment) => [segment.id, segment.contacts.size, can(asking)])),
      ({ body }) => body.items.map((item: any) => [item.id, item.count.contacts, item.can]),
      { query: { limit: 20 }, pages: true },
    ),
    ...world.segments.flatMap((segment) => questionsAboutSegment(asking, segment)),
  ];
}

function listsOfImports(asking: Asking): Question[] {
  const { world, member } = asking;
  const seen = world.imports.filter((one) => world.seesCompany(member, one.company));
  return [
    get(
      "/contact-imports",
      "/contact-imports",
      world.may(member, "access_crm")
        ? seen.map((one) => [one.id, one.company.id, can(asking)]).reverse()
        : permissionMissing,
      ({ body }) => body.items.map((item: any) => [item.id, item.company_id, item.can]),
      { query: { limit: 20 } },
    ),
    ...world.imports.flatMap((one) => questionsAboutImport(asking, one)),
  ];
}

function questionsAboutImport(asking: Asking, one: Import): Question[] {
  const path = `/contact-imports/${one.id}`;
  const refusal = refusalOf(asking, one);
  const counted = ({ body }: Answer<any>) => [body.company_name, body.rows, body.can];
  return [
    get("/contact-imports/{id}", path, refusal ?? [one.company.name, 1, can(asking)], counted),
    get("/contact-imports/{id}/preview", `${path}/preview`, refusal ?? ["created"], ({ body }) =>
      body.items.map((row: any) => row.outcome),
    ),
    ...(refusal
      ? [
          write("PATCH", "/contact-imports/{id}", path, refusal, { existing: "fill" }),
          write("POST", "/contact-imports/{id}/start", `${path}/start`, refusal, undefined),
          write("POST", "/contact-imports/{id}/undo", `${path}/undo`, refusal, undefined),
        ]
      : []),
  ];
}

function questionsAboutSegment(asking: Asking, segment: Segment): Question[] {
  const path = `/segments/${segment.id}`;
  const refusal = refusalOf(asking, segment);
  const names = byName([...segment.contacts]).map(({ name }) => name);
  const namesOf = ({ body }: Answer<any>) => body.items.map((item: any) => item.name);
  const query = { limit: 200 };
  return [
    get("/segments/{id}", path, refusal ?? [segment.name, names.length, can(asking)], ({ body }) => [
      body.name,
      body.count.contacts,
      body.can,
    ]),
    get("/segments/{id}/contacts", `${path}/contacts`, refusal ?? names, namesOf, { query }),
    get("/contacts", "/contacts", refusal === permissionMissing ? refusal : refusal ? hidden(asking) : names, namesOf, {
      query: { ...query, segment_id: segment.id },
    }),
    ...(refusal
      ? [
          write("PATCH", "/segments/{id}", path, refusal, { name: "Something else" }),
          write("PUT", "/segments/{id}/contacts", `${path}/contacts`, refusal, { contact_ids: ["unknown"] }),
        ]
      : []),
  ];
}

/** The list by a segment that is out of scope. */
const hidden = ({ world, member }: Asking) => (world.may(member, "access_crm") ? [] : permissionMissing);

export function questionsAboutContact(asking: Asking, contact: Contact): Question[] {
  const path = `/contacts/${contact.id}`;
  const refusal = refusalOf(asking, contact);
  return [
    get("/contacts/{id}", path, refusal ?? [contact.name, contact.company.name, can(asking)], ({ body }) => [
      body.name,
      body.company_name,
      body.can,
    ]),
    get("/contacts/{id}/calls", `${path}/calls`, refusal ?? [], ids),
    get("/contacts/{id}/history", `${path}/history`, refusal ?? "contact.created", ({ body }) => {
      return body.items.at(-1).action;
    }),
    ...(refusal
      ? [
          write("POST", "/contacts/{id}/merge", `${path}/merge`, refusal, { into: "unknown" }),
          write("PATCH", "/contacts/{id}", path, refusal, { name: "Somebody else" }),
          write("DELETE", "/contacts/{id}", path, refusal, undefined),
        ]
      : []),
  ];
}
