import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../../support/answer.ts";
import { guesses, questionsAboutOneself, questionsForAdministrators } from "./account-questions.ts";
import { listsOfAgents, questionsAboutAgent } from "./agent-questions.ts";
import { listsOfCalls, questionsAboutCall } from "./call-questions.ts";
import { listsOfCampaigns } from "./campaign-questions.ts";
import { listsOfContacts, questionsAboutContact } from "./contact-questions.ts";
import { notSignedIn, passwordOwed, refusalOfToken, type Asking, type Question, type Seen } from "./questions.ts";
import { questionsAboutUsage } from "./usage-questions.ts";
import type { Caller, World } from "./world.ts";

type Sampled = (asking: Asking) => Question[];

/** Every route, with some of the agents and calls. */
const kinds: Sampled[] = [
  questionsAboutOneself,
  listsOfAgents,
  (asking) => questionsAboutAgent(asking, asking.random.pick(asking.world.agents)),
  listsOfCalls,
  (asking) => questionsAboutCall(asking, asking.random.pick(asking.world.calls)),
  listsOfContacts,
  listsOfCampaigns,
  ({ world, ...asking }) =>
    world.contacts.length === 0
      ? listsOfContacts({ world, ...asking })
      : questionsAboutContact({ world, ...asking }, asking.random.pick(world.contacts)),
  questionsAboutUsage,
  questionsForAdministrators,
  guesses,
];

/** A few questions of one kind or another. */
export function someQuestions(asking: Asking, count: number): Question[] {
  const { random } = asking;
  return Array.from({ length: count }, () => random.pick(random.pick(kinds)(asking)));
}

/** All questions: each list, each agent, each call with audio and some of the others. */
export function allQuestions(asking: Asking): Question[] {
  const { world, random } = asking;
  const loud = world.calls.filter((call) => call.audio !== undefined);
  const others = world.calls.filter((call) => call.audio === undefined);
  const calls = [...random.some(loud, Math.min(1, 12 / loud.length)), ...random.some(others, 12 / (others.length + 1))];
  return [
    ...questionsAboutOneself(asking),
    ...listsOfAgents(asking),
    ...world.agents.flatMap((agent) => questionsAboutAgent(asking, agent)),
    ...listsOfCalls(asking),
    ...calls.flatMap((call) => questionsAboutCall(asking, call)),
    ...listsOfContacts(asking),
    ...listsOfCampaigns(asking),
    ...world.contacts.flatMap((contact) => questionsAboutContact(asking, contact)),
    ...questionsAboutUsage(asking),
    ...questionsForAdministrators(asking),
    ...guesses(asking),
  ];
}

/** What the model expects of this caller: who is not let in sees nothing, and `/session` tells strangers so. */
function expectedBy(world: World, caller: Caller, question: Question): Seen {
  const standing = world.standing(caller);
  const { route, expectedByToken } = question;
  const tokenRefusal = caller.kind === "token" ? (refusalOfToken(caller.scopes, route) ?? expectedByToken) : undefined;
  if (question.route === "GET /session") return standing === "stranger" ? nobody : (tokenRefusal ?? question.expected);
  if (standing === "stranger") return notSignedIn;
  if (standing === "owes a password") return passwordOwed;
  return tokenRefusal ?? question.expected;
}

const nobody = "nobody";

function seenIn(answer: Answer<any>, question: Question): Seen {
  if (answer.status >= 400) return { refused: [answer.status, answer.problem.code] };
  if (question.route === "GET /session" && answer.body.member === null) return nobody;
  return question.read(answer);
}

/** The answer, and where the question is for a whole list, what its further pages say. */
async function answerTo(caller: Caller, question: Question): Promise<Seen> {
  const { method, path, headers, body } = question;
  const send = (query = question.query) =>
    caller.client.send<any>(method, `/api/v1${path}`, {
      ...(query ? { query } : {}),
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    });
  let answer = await send();
  const seen = seenIn(answer, question);
  if (!question.pages || answer.status >= 400) return seen;
  const whole = seen as Seen[];
  while (answer.body.next_cursor !== null) {
    answer = await send({ ...question.query, cursor: answer.body.next_cursor });
    whole.push(...(question.read(answer) as Seen[]));
  }
  return whole;
}

export interface Difference {
  caller: string;
  question: string;
  expected: Seen;
  seen: Seen;
}

/** Asks the server, and says where it differs from the model. */
export async function ask(world: World, caller: Caller, question: Question): Promise<Difference | undefined> {
  const { method, path, query } = question;
  const [expected, seen] = [expectedBy(world, caller, question), await answerTo(caller, question)];
  if (isDeepStrictEqual(expected, seen)) return undefined;
  const { member, kind } = caller;
  return {
    caller: `${member.name} (${member.role}, ${world.standing(caller)}, by ${kind}, ${[...member.permissions]})`,
    question: `${method} ${path}${query ? ` ${JSON.stringify(query)}` : ""}`,
    expected,
    seen,
  };
}
