import { forbidden, isDone, notFound, permissionMissing, refusalOfToken, refused, type Refusal } from "./questions.ts";
import type { Move } from "./member-moves.ts";
import type { Caller, Company, Contact, World } from "./world.ts";

export const tags = ["gold", "silver"];
const noSuchCompany = refused(422, "invalid_fields");

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
    refusal(world, caller, "POST /contacts") ?? (sees(world, caller, { company }) ? undefined : noSuchCompany);
  if (!isDone(answer, expected, what)) return `${what}: refused`;
  world.contacts.push({ id: answer.body.id, name, secondName, tag, company });
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
  world.contacts = world.contacts.filter((other) => other !== contact);
  return what;
};

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
  return refusal(world, caller, route) ?? (world.seesCompany(caller.member, company) ? undefined : noSuchCompany);
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

const sees = (world: World, { member }: Caller, { company }: Pick<Contact, "company">) =>
  world.seesCompany(member, company);

/** What is said to somebody without the scope of a token, or without the switch. */
function refusal(world: World, caller: Caller, route: string): Refusal | undefined {
  const tokenRefusal = caller.kind === "token" ? refusalOfToken(caller.scopes, route) : undefined;
  return tokenRefusal ?? (world.may(caller.member, "access_crm") ? undefined : permissionMissing);
}

/** The same about a contact, of which nobody learns who does not see its company. */
function refusalAbout(world: World, caller: Caller, contact: Contact, route: string): Refusal | undefined {
  const tokenRefusal = caller.kind === "token" ? refusalOfToken(caller.scopes, route) : undefined;
  return tokenRefusal ?? (sees(world, caller, contact) ? refusal(world, caller, route) : notFound);
}

export const contactMoves: [number, Move][] = [
  [4, addContact],
  [2, renameContact],
  [2, deleteContact],
  [3, blockNumber],
  [1, unblockNumber],
];
