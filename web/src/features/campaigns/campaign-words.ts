import type {
  Attempt,
  AttemptState,
  Campaign,
  CampaignAudience,
  DialOutcome,
  ReachedWhen,
  Weekday,
} from "../../api/schema";
import { formatCount } from "../../lib/numbers";
import { describeWait } from "./waiting-words";

type Pause = NonNullable<Campaign["pause"]>;

const pauseWords = {
  by_member: "Paused by a member.",
  no_credit: "The account at the platform has no credit left.",
  daily_limit: "The number to call from has reached its limit of calls per day.",
  key_refused: "The platform refuses the API key. An administrator can replace it under Connections.",
  setup_refused:
    "The agent, the number to call from or the address of the webhook was not found, or the address may not be used.",
  no_key: "The connection has no API key. An administrator can set it under Connections.",
  no_secret: "The connection has no webhook secret. An administrator can set it under Connections.",
  no_webhook_secret: "The webhook has no secret to sign with. Create a new webhook secret.",
  many_failures: "Half of the last 20 attempts failed.",
  agent_moved:
    "The agent was moved to another company, or no longer has exactly one platform ID at the campaign’s connection. An administrator can correct this on the agent’s page.",
  segment_deleted: "Not all contacts were added.",
  crm_switched_off: "The CRM was switched off.",
  restored:
    "Rollcall was restored from a backup. People who were called after it was made would be called again: check before you resume.",
} satisfies Record<Pause["reason"], string>;

/** Why a campaign is paused, in a sentence, followed by what the platform said, or what is missing. */
export function describePause({ reason, detail }: Pause): string {
  if (!detail) return pauseWords[reason];
  return `${pauseWords[reason]} ${reason === "segment_deleted" ? detail : `The platform says: “${detail}”`}`;
}

export const weekdayWords = {
  monday: "Monday",
  tuesday: "Tuesday",
  wednesday: "Wednesday",
  thursday: "Thursday",
  friday: "Friday",
  saturday: "Saturday",
  sunday: "Sunday",
} satisfies Record<Weekday, string>;

const weekdays = Object.keys(weekdayWords) as Weekday[];

/** "Monday to Friday", "Monday and Tuesday", "Monday, Wednesday to Friday". */
export function describeDays(days: readonly Weekday[]): string {
  const chosen = weekdays.filter((day) => days.includes(day));
  if (chosen.length === weekdays.length) return "Every day";
  const runs: Weekday[][] = [];
  for (const day of chosen) {
    const run = runs.at(-1);
    if (run && weekdays.indexOf(run.at(-1)!) + 1 === weekdays.indexOf(day)) run.push(day);
    else runs.push([day]);
  }
  const parts = runs.flatMap((run) =>
    run.length > 2 ? [`${weekdayWords[run[0]!]} to ${weekdayWords[run.at(-1)!]}`] : run.map((day) => weekdayWords[day]),
  );
  return joinWords(parts);
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "Monday to Friday, 9:00 to 18:00, in each contact’s own time". */
export function describeHours({ days, hours }: Pick<Campaign, "days" | "hours">): string {
  return `${describeDays(days)}, ${shortenTime(hours.from)} to ${shortenTime(hours.to)}, in each contact’s own time`;
}

/** "9:00" for "09:00". */
function shortenTime(time: string): string {
  return time.replace(/^0(?=\d:)/, "");
}

export const reachedWords = {
  answered: "A person answered",
  answered_or_voicemail: "A person or voicemail answered",
  successful: "The platform judges the call successful",
} satisfies Record<ReachedWhen, string>;

/** Who is called again, by what counts as reached. */
export const retryWords = {
  answered: "Contacts are called again after no answer, a busy line or voicemail.",
  answered_or_voicemail: "Contacts are called again after no answer or a busy line.",
  successful:
    "Contacts are called again after no answer, a busy line or voicemail, and after a call that the platform judges unsuccessful.",
} satisfies Record<ReachedWhen, string>;

export const outcomeWords = {
  answered: "Answered",
  voicemail: "Voicemail",
  no_answer: "No answer",
  busy: "Busy",
  declined: "Declined",
  invalid_number: "Invalid number",
  marked_as_spam: "Marked as spam",
  concurrency_limit: "Too many calls at once",
  no_credit: "No credit at the platform",
  daily_limit: "Daily limit of the number reached",
  failed: "Failed",
} satisfies Record<DialOutcome, string>;

/** Why contacts are not called. The page shows a reason that it does not know as it is. */
const skipWords: Record<string, string> = {
  no_phone: "No usable phone number",
  do_not_call: "Do not call",
  no_consent: "No consent",
  duplicate: "Same number as another contact",
  limit: "Limit of calls per day reached",
  abroad: "Number abroad",
  no_time_zone: "Time zone unknown",
  hours: "No overlapping calling hours",
  deleted: "Contact deleted or number changed",
  erased: "Number erased",
  cancelled: "Campaign cancelled",
  not_callable: "Not callable",
};

/** Why a call was not placed. */
const failureWords: Record<string, string> = {
  not_sent: "Not sent to the platform",
  refused: "Refused by the platform",
  invalid_number: "Invalid number",
  too_many: "Too many calls at once",
  key_refused: "API key refused",
  no_credit: "No credit at the platform",
  daily_limit: "Daily limit of the number reached",
  unresolved: "Not confirmed by the platform",
};

export function describeSkip(reason: string): string {
  return skipWords[reason] ?? reason.replaceAll("_", " ");
}

export const attemptStateWords = {
  planned: "Planned",
  claimed: "Dialling…",
  sent: "Calling…",
  talking: "In a call…",
  done: "Ended",
  failed: "Failed",
  skipped: "Skipped",
  unknown: "Unknown",
} satisfies Record<AttemptState, string>;

/** What became of an attempt, or what it waits for. */
export function describeAttempt(attempt: Attempt, now: Date, accountZone?: string): string {
  const { state, reason, outcome, due_at, wait, can } = attempt;
  if (state === "planned" && wait) {
    return describeWait({ reason: wait.reason, time_zone: wait.time_zone, until: due_at }, now, accountZone);
  }
  if (state === "done" && outcome === "answered" && can.includes("retry")) return "Answered, not successful";
  if (state === "done" && outcome) return outcomeWords[outcome];
  if (state === "failed") {
    if (outcome && outcome !== "failed") return outcomeWords[outcome];
    return reason ? (failureWords[reason] ?? reason.replaceAll("_", " ")) : attemptStateWords.failed;
  }
  if (state === "skipped" && reason) return `Skipped: ${lowerFirst(describeSkip(reason))}`;
  if (state === "unknown") return "Unknown: may have been called";
  return attemptStateWords[state];
}

/** The platform's own words, where a person needs them to find out what happened. */
export function getDetail({ state, reason, detail }: Attempt): string | null {
  return state === "failed" || state === "unknown" || reason === "unresolved" ? detail : null;
}

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}

interface ReasonCount {
  name: string;
  count: number;
}

/** The counts that are not zero, largest first, each with its words. */
function listReasons(counts: Record<string, number>, describe: (reason: string) => string): ReasonCount[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => ({ name: describe(reason), count }));
}

export function listSkipReasons(counts: Record<string, number | undefined>): ReasonCount[] {
  return listReasons(counts as Record<string, number>, describeSkip);
}

export function listOutcomes(counts: Record<string, number | undefined>): ReasonCount[] {
  return listReasons(
    counts as Record<string, number>,
    (outcome) => (outcomeWords as Record<string, string>)[outcome] ?? outcome.replaceAll("_", " "),
  );
}

/** "1,240 contacts will be called", "About 12,000 contacts will be called", "No contact will be called". */
export function describeCallable({ callable, exact }: Pick<CampaignAudience, "callable" | "exact">): string {
  if (callable === 0) return exact ? "No contact will be called" : "No contact found so far that will be called";
  return `${exact ? "" : "About "}${formatCount(callable, "contact")} will be called`;
}

/**
 * How far the calls of a campaign are, in per cent of the attempts that are known today. Those that are skipped count
 * on neither side: nobody is called.
 */
export function getProgress({ progress }: Pick<Campaign, "progress">) {
  const { planned, open, done, failed, unknown } = progress;
  const finished = done + failed + unknown;
  const all = finished + planned + open;
  return { percent: all === 0 ? 0 : Math.floor((100 * finished) / all) };
}

/** "340 calls completed, 4 failed, 1 unknown", without those that are zero. */
export function describeCalls({ progress }: Pick<Campaign, "progress">): string {
  const { done, failed, unknown } = progress;
  const parts = [
    { count: done, words: `${formatCount(done, "call")} completed` },
    { count: failed, words: `${failed.toLocaleString("en")} failed` },
    { count: unknown, words: `${unknown.toLocaleString("en")} unknown` },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ words }) => words)
    .join(", ");
}

/** "340 of 1,240 contacts reached". */
export function describeReached({ progress, audience }: Pick<Campaign, "progress" | "audience">): string {
  return `${progress.reached.toLocaleString("en")} of ${formatCount(audience.contacts, "contact")} reached`;
}

export const registersWords =
  "National do-not-call registers are not checked. Check that you are allowed to call these people.";
