import type { Schemas } from "../../support/answer.ts";
import { Client } from "../../support/client.ts";
import { newMember, switchedOn, type Stage } from "./stage.ts";
import { permissions, type Caller, type Member } from "./world.ts";

/** One thing that happens, on the server and in the model. Nothing where it cannot happen now. */
export type Move = (stage: Stage) => Promise<string | undefined>;

/** More people make the walk slower, and show nothing more. */
const most = 9;

function wanted(stage: Stage, send_invitation: boolean) {
  const { random, world } = stage;
  const name = stage.name("Member");
  return {
    name,
    email: `${name.toLowerCase().replace(" ", "-")}@harbour.example`,
    role: random.chance(0.15) ? ("administrator" as const) : ("member" as const),
    permissions: new Set(random.some(permissions)),
    agents: new Set(random.some(world.agents, 0.3)),
    companies: new Set(random.some(world.companies, 0.2)),
    send_invitation,
  };
}

async function made(stage: Stage, send_invitation: boolean): Promise<Member | undefined> {
  if (stage.members("active", "invited", "suspended").length >= most) return undefined;
  const { agents, companies, permissions, ...who } = wanted(stage, send_invitation);
  const password = `the first words of ${who.name}`;
  const { id } = (
    await stage.administrator().client.post("/members", {
      ...who,
      permissions: switchedOn(permissions),
      agent_ids: [...agents].map((agent) => agent.id),
      company_ids: [...companies].map((company) => company.id),
      ...(send_invitation ? {} : { password }),
    } satisfies Schemas["CreateMember"])
  ).body;
  const member = newMember({ ...who, id, password, agents, companies, permissions });
  member.state = send_invitation ? "invited" : "active";
  stage.world.members.push(member);
  return member;
}

async function signIn(stage: Stage, member: Member): Promise<string> {
  const client = new Client(stage.server);
  const { status } = await client.signIn(member.email, member.password);
  const lets = member.state === "active";
  if ((status === 201) !== lets) throw new Error(`${member.name} (${member.state}) was answered ${status}.`);
  if (lets) stage.enter(member, client);
  return `${member.name} signs in: ${status}`;
}

const create: Move = async (stage) => {
  const member = await made(stage, false);
  return member && `${member.name} is created, and ${await signIn(stage, member)}`;
};

const invite: Move = async (stage) => (await made(stage, true)) && "somebody is invited";

const accept: Move = async (stage) => {
  const [member] = stage.members("invited");
  if (!member) return undefined;
  const { client } = stage.administrator();
  const link = (await client.post(`/members/${member.id}/invitation`, { send: false })).body;
  const token = link.url!.split("#token=")[1]!;
  const browser = new Client(stage.server);
  void (await browser.post("/invitations/acceptance", { token, password: member.password })).body;
  member.state = "active";
  stage.enter(member, browser);
  return `${member.name} accepts the invitation`;
};

/** A change of one member, by the body of a PATCH; the model follows where the server took it. */
function changing(what: string, change: (stage: Stage, member: Member) => [Schemas["UpdateMember"], () => void]): Move {
  return async (stage) => {
    const members = stage.members("active", "invited", "suspended");
    if (members.length === 0) return undefined;
    const member = stage.random.pick(members);
    const [body, follow] = change(stage, member);
    void (await stage.administrator().client.patch(`/members/${member.id}`, body)).body;
    follow();
    return `${member.name} gets other ${what}: ${JSON.stringify(body)}`;
  };
}

const changePermissions = changing("permissions", ({ random }, member) => {
  const flipped = random.some(permissions, 0.3);
  const after = flipped.map((permission) => [permission, !member.permissions.has(permission)] as const);
  return [
    { permissions: Object.fromEntries(after) },
    () => after.forEach(([permission, on]) => member.permissions[on ? "add" : "delete"](permission)),
  ];
});

const assignAgents = changing("agents", ({ random, world }, member) => {
  const agents = random.some(world.agents, 0.3);
  return [{ agent_ids: agents.map((agent) => agent.id) }, () => void (member.agents = new Set(agents))];
});

const assignCompanies = changing("companies", ({ random, world }, member) => {
  const companies = random.some(world.companies, 0.3);
  return [{ company_ids: companies.map((company) => company.id) }, () => void (member.companies = new Set(companies))];
});

const changeRole = changing("role", ({ random, world }, member) => {
  const role = random.chance(0.25) ? "administrator" : "member";
  const isDemoted = member.role === "administrator" && role === "member";
  return [
    { role },
    () => {
      member.role = role;
      if (isDemoted) world.endTokens(member);
    },
  ];
});

const suspend: Move = async (stage) => {
  const members = stage.members("active", "invited");
  if (members.length === 0) return undefined;
  const member = stage.random.pick(members);
  if (member.state === "invited") return undefined;
  await done(stage.administrator(), "PUT", `/members/${member.id}/suspension`);
  stage.world.endEverything(member);
  member.state = "suspended";
  return `${member.name} is suspended`;
};

const restore: Move = async (stage) => {
  const [member] = stage.members("suspended");
  if (!member) return undefined;
  await done(stage.administrator(), "DELETE", `/members/${member.id}/suspension`);
  member.state = "active";
  return `${member.name} is restored`;
};

const remove: Move = async (stage) => {
  const members = stage.members("active", "invited", "suspended");
  if (members.length < 3) return undefined;
  const member = stage.random.pick(members);
  await done(stage.administrator(), "DELETE", `/members/${member.id}`);
  stage.world.endEverything(member);
  member.state = "removed";
  return `${member.name} is removed`;
};

const signInAgain: Move = async (stage) => {
  const members = stage.members("active", "suspended", "removed");
  return members.length === 0 ? undefined : signIn(stage, stage.random.pick(members.slice(-most)));
};

const signOut: Move = async (stage) => {
  const callers = stage.world.callers.filter((caller) => caller !== stage.founder && caller.kind === "session");
  const open = callers.filter((caller) => !caller.ended && stage.world.standing(caller) !== "stranger");
  if (open.length < 3) return undefined;
  const caller = stage.random.pick(open);
  // A client with a copy of the cookie is signed out too: the cookie stays, the session ends.
  await done({ ...caller, client: caller.client.copy() }, "DELETE", "/session");
  caller.ended = true;
  return `${caller.member.name} signs out`;
};

const endSessions: Move = async (stage) => {
  const members = stage.members("active", "suspended");
  if (members.length === 0) return undefined;
  const member = stage.random.pick(members);
  await done(stage.administrator(), "DELETE", `/members/${member.id}/sessions`);
  stage.world.endSessions(member);
  return `the sessions of ${member.name} are ended`;
};

const setPassword: Move = async (stage) => {
  const members = stage.members("active", "invited", "suspended");
  if (members.length === 0) return undefined;
  const member = stage.random.pick(members);
  const must_change = stage.random.chance(0.4);
  const password = stage.name(`words for ${member.name}`);
  await done(stage.administrator(), "PUT", `/members/${member.id}/password`, { password, must_change });
  stage.world.endEverything(member);
  if (member.state === "invited") member.state = "active";
  Object.assign(member, { password, owesPassword: must_change });
  return `${member.name} is given a password, ${await signIn(stage, member)}`;
};

const chooseOwnPassword: Move = async (stage) => {
  const { world, random } = stage;
  const able = world.callers.filter(
    (caller) => caller !== stage.founder && caller.kind === "session" && world.standing(caller) !== "stranger",
  );
  const owing = able.filter((caller) => caller.member.owesPassword);
  if (able.length === 0) return undefined;
  const caller = random.pick(owing.length > 0 ? owing : able);
  const { member } = caller;
  const password = stage.name(`own words of ${member.name}`);
  const copy = caller.client.copy();
  const end_api_tokens = random.chance(0.5);
  const body = { current_password: member.password, password, ...(end_api_tokens ? {} : { end_api_tokens }) };
  await done({ ...caller, client: copy }, "PUT", "/profile/password", body);
  if (end_api_tokens) world.endTokens(member);
  world.endSessions(member);
  Object.assign(member, { password, owesPassword: false });
  stage.enter(member, copy);
  return `${member.name} chooses a password`;
};

const makeToken: Move = async (stage) => {
  const makers = stage.world.callers.filter(
    (caller) =>
      caller.kind === "session" &&
      caller !== stage.founder &&
      stage.world.standing(caller) === "admitted" &&
      stage.world.isAdministrator(caller.member),
  );
  if (makers.length === 0) return undefined;
  const { member, client } = stage.random.pick(makers);
  const some = stage.random.some(["members", "agents", "calls", "crm", "settings"] as const);
  const scopes: Caller["scopes"] = stage.random.chance(0.8) ? ["read", ...some] : [...some];
  if (scopes.length === 0) return undefined;
  const { token } = (await client.post("/api-tokens", { name: stage.name("Token"), scopes })).body;
  stage.enterByToken(member, new Client(stage.server, { Authorization: `Bearer ${token}` }), scopes);
  return `${member.name} makes an API token for ${scopes.join()}`;
};

async function done(caller: Caller, method: string, path: string, body?: unknown) {
  const answer = await caller.client.send(method, `/api/v1${path}`, body === undefined ? {} : { body });
  if (answer.status >= 400) throw new Error(`${method} ${path} was refused: ${answer.status} ${answer.text}`);
}

/** Each with how often it comes beside the others. What hashes a password is slow, and comes seldom. */
export const memberMoves: [number, Move][] = [
  [4, create],
  [1, invite],
  [1, accept],
  [12, changePermissions],
  [10, assignAgents],
  [7, assignCompanies],
  [4, changeRole],
  [2, suspend],
  [3, restore],
  [2, remove],
  [2, signInAgain],
  [2, signOut],
  [1, endSessions],
  [1, setPassword],
  [1, chooseOwnPassword],
  [2, makeToken],
];
