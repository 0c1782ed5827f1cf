import { isDeepStrictEqual } from "node:util";
import type { Schemas } from "../../support/answer.ts";
import { forbidden, isDone, notFound, permissionMissing, refusalOfToken, refused, type Refusal } from "./questions.ts";
import type { Move } from "./member-moves.ts";
import type { Stage } from "./stage.ts";
import type { Caller, Company, Contact, World } from "./world.ts";

export const tags = ["gold", "silver"];
const wrongField = refused(422, "invalid_fields");

const addContact: Move = async (stage) => {
  const { world, random } = stage;
  if (world.contacts.length >= 60) return undefined;
  const [caller, company, name] = [stage.anybody(), random.pick(world.companies), stage.name("Contact")];
  const secondName = random.chance(0.3) ? stage.name("Łódź") : undefined;
  const tag = random.chance(0.5) ? random.pick(tags) : undefined;
  const answer = await caller.client.post("/contacts", {
    company_id: company.id,
    name,
    ...(secondName && { second_name: secondName }),
    ...(tag && { tags: [tag] }),
  });
  const what = `${caller.member.name} adds ${name} to ${company.name}`;
  const expected =
    refusal(world, caller, "POST /contacts") ?? (sees(world, caller, { company }) ? undefined : wrongField);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  world.contacts.push({ id: answer.body.id, name, secondName, tags: new Set(tag ? [tag] : []), company });
  return what;
};

const renameContact: Move = async (stage) => {
  const { world, random } = stage;
  if (world.contacts.length === 0) return undefined;
  const [caller, contact, name] = [stage.anybody(), random.pick(world.contacts), stage.name("Contact")];
  const answer = await caller.client.patch(`/contacts/${contact.id}`, { name });
  const what = `${caller.member.name} renames ${contact.name} to ${name}`;
  if (!isDone(answer, refusalAbout(world, caller, contact, "PATCH /contacts/{id}"), what)) return `${what}: refused`;
  contact.name = name;
  return what;
};

const deleteContact: Move = async (stage) => {
  const { world, random } = stage;
  if (world.contacts.length < 10) return undefined;
  const [caller, contact] = [stage.anybody(), random.pick(world.contacts)];
  const answer = await caller.client.delete(`/contacts/${contact.id}`);
  const what = `${caller.member.name} deletes ${contact.name}`;
  if (!isDone(answer, refusalAbout(world, caller, contact, "DELETE /contacts/{id}"), what)) return `${what}: refused`;
  world.removeContact(contact);
  return what;
};

const deleteContacts: Move = async (stage) => {
  const { world } = stage;
  if (world.contacts.length < 20) return undefined;
  const [caller, contacts] = [stage.anybody(), someContacts(stage)];
  const body = { contact_ids: contacts.map(({ id }) => id), action: "delete" };
  const answer = await caller.client.post("/contacts/bulk", body);
  const what = `${caller.member.name} deletes ${contacts.map(({ name }) => name)}`;
  if (!isDone(answer, refusal(world, caller, "POST /contacts/bulk"), what)) return `${what}: refused`;
  const found = contacts.filter((contact) => sees(world, caller, contact));
  requireResult(answer.body, { changed: found.length, unchanged: 0, not_found: contacts.length - found.length }, what);
  for (const contact of found) world.removeContact(contact);
  return what;
};

const tagContacts: Move = async (stage) => {
  const { world, random } = stage;
  if (world.contacts.length === 0) return undefined;
  const [caller, contacts, tag] = [stage.anybody(), someContacts(stage), random.pick(tags)];
  const action = random.chance(0.6) ? "add_tag" : "remove_tag";
  const body = { contact_ids: contacts.map(({ id }) => id), action, tag: tag.toUpperCase() };
  const answer = await caller.client.post("/contacts/bulk", body);
  const what = `${caller.member.name} does ${action} ${tag} to ${contacts.map(({ name }) => name)}`;
  if (!isDone(answer, refusal(world, caller, "POST /contacts/bulk"), what)) return `${what}: refused`;
  const found = contacts.filter((contact) => sees(world, caller, contact));
  const changed = found.filter((contact) => contact.tags.has(tag) !== (action === "add_tag"));
  const counts = { changed: changed.length, unchanged: found.length - changed.length };
  requireResult(answer.body, { ...counts, not_found: contacts.length - found.length }, what);
  for (const { tags: own } of changed) action === "add_tag" ? own.add(tag) : own.delete(tag);
  return what;
};

const mergeContacts: Move = async (stage) => {
  const { world, random } = stage;
  if (world.contacts.length < 20) return undefined;
  const [caller, contact, into] = [stage.anybody(), random.pick(world.contacts), random.pick(world.contacts)];
  const answer = await caller.client.post(`/contacts/${contact.id}/merge`, { into: into.id });
  const what = `${caller.member.name} merges ${contact.name} into ${into.name}`;
  const mayBeMerged = contact !== into && contact.company === into.company;
  const expected =
    refusalAbout(world, caller, contact, "POST /contacts/{id}/merge") ?? (mayBeMerged ? undefined : wrongField);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  into.secondName ??= contact.name;
  for (const tag of contact.tags) into.tags.add(tag);
  world.removeContact(contact, into);
  return what;
};

const addSegment: Move = async (stage) => {
  const { world, random } = stage;
  if (world.segments.length >= 12) return undefined;
  const [caller, company, name] = [stage.anybody(), random.pick(world.companies), stage.name("Segment")];
  const answer = await caller.client.post("/segments", { company_id: company.id, name, kind: "static" });
  const what = `${caller.member.name} adds ${name} to ${company.name}`;
  const expected =
    refusal(world, caller, "POST /segments") ?? (sees(world, caller, { company }) ? undefined : wrongField);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  world.segments.push({ id: answer.body.id, name, company, contacts: new Set() });
  return what;
};

const deleteSegment: Move = async (stage) => {
  const { world, random } = stage;
  if (world.segments.length < 6) return undefined;
  const [caller, segment] = [stage.anybody(), random.pick(world.segments)];
  const answer = await caller.client.delete(`/segments/${segment.id}`);
  const what = `${caller.member.name} deletes ${segment.name}`;
  if (!isDone(answer, refusalAbout(world, caller, segment, "DELETE /segments/{id}"), what)) return `${what}: refused`;
  world.segments = world.segments.filter((other) => other !== segment);
  return what;
};

/** Puts contacts into a segment, or takes them out: those that the caller sees, and none where one is of another company. */
const changeSegment: Move = async (stage) => {
  const { world, random } = stage;
  if (world.segments.length === 0 || world.contacts.length === 0) return undefined;
  const [caller, segment, contacts] = [stage.anybody(), random.pick(world.segments), someContacts(stage)];
  const [method, verb] = random.chance(0.7) ? (["PUT", "adds"] as const) : (["DELETE", "removes"] as const);
  const body = { contact_ids: contacts.map(({ id }) => id) };
  const answer = await caller.client.send<Schemas["SelectionResult"]>(
    method,
    `/api/v1/segments/${segment.id}/contacts`,
    { body },
  );
  const what = `${caller.member.name} ${verb} ${contacts.map(({ name }) => name)} in ${segment.name}`;
  const found = contacts.filter((contact) => sees(world, caller, contact));
  const expected =
    refusalAbout(world, caller, segment, `${method} /segments/{id}/contacts`) ??
    (found.every(({ company }) => company === segment.company) ? undefined : wrongField);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  const changed = found.filter((contact) => segment.contacts.has(contact) !== (method === "PUT"));
  const counts = { changed: changed.length, unchanged: found.length - changed.length };
  requireResult(answer.body, { ...counts, not_found: contacts.length - found.length }, what);
  for (const contact of changed) method === "PUT" ? segment.contacts.add(contact) : segment.contacts.delete(contact);
  return what;
};

/** Up to three, each once. */
function someContacts({ world, random }: Stage): Contact[] {
  return [...new Set(Array.from({ length: 3 }, () => random.pick(world.contacts)))];
}

function requireResult(seen: Schemas["SelectionResult"], expected: Schemas["SelectionResult"], what: string) {
  if (!isDeepStrictEqual(seen, expected)) throw new Error(`${what}: ${JSON.stringify({ seen, expected })}`);
}

const blockNumber: Move = async (stage) => {
  const { world, random } = stage;
  if (world.doNotCall.length >= 40) return undefined;
  const [caller, company] = [stage.anybody(), random.chance(0.3) ? undefined : random.pick(world.companies)];
  const phone = stage.name("+4930").replace(" ", "");
  const answer = await caller.client.post("/do-not-call", { phone, company_id: company?.id ?? null });
  const what = `${caller.member.name} blocks ${phone} for ${company?.name ?? "the account"}`;
  if (!isDone(answer, refusalToBlock(world, caller, company), what)) return `${what}: refused`;
  world.doNotCall.push({ id: answer.body.id, phone, company });
  return what;
};

function refusalToBlock(world: World, caller: Caller, company: Company | undefined): Refusal | undefined {
  const route = "POST /do-not-call";
  const tokenRefusal = caller.kind === "token" ? refusalOfToken(caller.scopes, route) : undefined;
  if (tokenRefusal) return tokenRefusal;
  if (!company) return world.isAdministrator(caller.member) ? undefined : forbidden;
  return refusal(world, caller, route) ?? (world.seesCompany(caller.member, company) ? undefined : wrongField);
}

const unblockNumber: Move = async (stage) => {
  const { world, random } = stage;
  const seen = world.doNotCall;
  if (seen.length < 10) return undefined;
  const [caller, entry] = [stage.administrator(), random.pick(seen)];
  const answer = await caller.client.delete(`/do-not-call/${entry.id}`);
  const what = `${caller.member.name} unblocks ${entry.phone}`;
  isDone(answer, undefined, what);
  world.doNotCall = seen.filter((other) => other !== entry);
  return what;
};

const uploadImport: Move = async (stage) => {
  const { world, random } = stage;
  if (world.imports.length >= 12) return undefined;
  const [caller, company, name] = [stage.anybody(), random.pick(world.companies), stage.name("Contact")];
  const sent = { query: { company_id: company.id }, headers: { "Content-Type": "text/csv" } };
  const answer = await caller.client.post("/contact-imports", `name\n${name}\n`, sent);
  const what = `${caller.member.name} uploads ${name} for ${company.name}`;
  const expected =
    refusal(world, caller, "POST /contact-imports") ?? (sees(world, caller, { company }) ? undefined : wrongField);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  world.imports.push({ id: answer.body.id, company });
  return what;
};

const deleteImport: Move = async (stage) => {
  const { world, random } = stage;
  if (world.imports.length < 6) return undefined;
  const [caller, one] = [stage.anybody(), random.pick(world.imports)];
  const answer = await caller.client.delete(`/contact-imports/${one.id}`);
  const what = `${caller.member.name} deletes an import of ${one.company.name}`;
  const expected = refusalAbout(world, caller, one, "DELETE /contact-imports/{id}");
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  world.imports = world.imports.filter((other) => other !== one);
  return what;
};

const sees = (world: World, { member }: Caller, { company }: Pick<Contact, "company">) =>
  world.seesCompany(member, company);

/** What is said to somebody without the scope of a token, or without the switch. */
function refusal(world: World, caller: Caller, route: string): Refusal | undefined {
  const tokenRefusal = caller.kind === "token" ? refusalOfToken(caller.scopes, route) : undefined;
  return tokenRefusal ?? (world.may(caller.member, "access_crm") ? undefined : permissionMissing);
}

/** The same about a contact or a segment, of which nobody learns who does not see its company. */
function refusalAbout(
  world: World,
  caller: Caller,
  contact: Pick<Contact, "company">,
  route: string,
): Refusal | undefined {
  const tokenRefusal = caller.kind === "token" ? refusalOfToken(caller.scopes, route) : undefined;
  return tokenRefusal ?? (sees(world, caller, contact) ? refusal(world, caller, route) : notFound);
}

export const contactMoves: [number, Move][] = [
  [4, addContact],
  [2, renameContact],
  [2, deleteContact],
  [1, deleteContacts],
  [2, mergeContacts],
  [2, tagContacts],
  [2, addSegment],
  [4, changeSegment],
  [1, deleteSegment],
  [2, uploadImport],
  [1, deleteImport],
  [3, blockNumber],
  [1, unblockNumber],
];
