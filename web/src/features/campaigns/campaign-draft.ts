import type { Campaign, ReachedWhen, UpdateCampaign, Weekday } from "../../api/schema";
import { getChangedFields } from "../../lib/draft";
import { required, wholeNumber } from "../../lib/validation";

/** What may say that the person wants no calls. */
type OptOutOutcome = NonNullable<NonNullable<UpdateCampaign["opt_out"]>["outcome"]> | null;

/** What is typed into the form of a campaign. Lists are texts with one item a line, numbers are texts. */
export type CampaignDraft = {
  name: string;
  segment_ids: string;
  excluded_segment_ids: string;
  /** The id of the connection and what its platform calls the number; empty if none is chosen. */
  from_number_id: string;
  webhook_url: string;
  /** When the calls start. */
  start: "launch" | "later";
  /** As a field for day and time has it, in the browser's time zone; of those that start later. */
  starts_at: string;
  days: string;
  hours_from: string;
  hours_to: string;
  calls_per_hour: string;
  at_once: string;
  attempts: string;
  /** Separated by commas. */
  retry_minutes: string;
  reached: ReachedWhen;
  calls_abroad: boolean;
  /** A variable a line: its name in the agent, a tab, what it is read from. */
  variables: string;
  opt_out_field: string;
  opt_out_outcome: string;
};

export interface Variable {
  name: string;
  source: string;
}

export function toDraft(campaign: Campaign): CampaignDraft {
  return {
    name: campaign.name,
    segment_ids: campaign.segments.map(({ id }) => id).join("\n"),
    excluded_segment_ids: campaign.excluded_segments.map(({ id }) => id).join("\n"),
    from_number_id: toNumberChoice(campaign),
    webhook_url: campaign.webhook_url ?? "",
    start: campaign.starts_at ? "later" : "launch",
    starts_at: campaign.starts_at ? toLocalTime(new Date(campaign.starts_at)) : "",
    days: campaign.days.join("\n"),
    hours_from: campaign.hours.from,
    hours_to: campaign.hours.to,
    calls_per_hour: String(campaign.calls_per_hour),
    at_once: String(campaign.at_once),
    attempts: String(campaign.attempts),
    retry_minutes: campaign.retry_minutes.join(", "),
    reached: campaign.reached,
    calls_abroad: campaign.calls_abroad,
    variables: writeVariables(
      Object.entries(campaign.variables).map(([name, source]) => ({ name, source: source as string })),
    ),
    opt_out_field: campaign.opt_out?.field ?? "",
    opt_out_outcome: campaign.opt_out?.outcome ?? "",
  };
}

/** The body of the update: without what is unchanged, and null for what is emptied. */
export function getChanges(base: CampaignDraft, draft: CampaignDraft): UpdateCampaign {
  const changed = new Set(getChangedFields(base, draft));
  const changes: UpdateCampaign = {};
  if (changed.has("name") && draft.name.trim() !== base.name) changes.name = draft.name.trim();
  if (changed.has("segment_ids")) changes.segment_ids = splitLines(draft.segment_ids);
  if (changed.has("excluded_segment_ids")) changes.excluded_segment_ids = splitLines(draft.excluded_segment_ids);
  if (changed.has("from_number_id")) Object.assign(changes, readNumberChoice(draft.from_number_id));
  if (changed.has("webhook_url")) changes.webhook_url = draft.webhook_url.trim() || null;
  // A campaign has one of the two: the other is from before the agent was connected to a platform, or removed from it.
  if (changes.from_number_id && base.webhook_url) changes.webhook_url = null;
  if (changes.webhook_url && base.from_number_id) Object.assign(changes, readNumberChoice(""));
  if (changed.has("start") || (changed.has("starts_at") && draft.start === "later")) {
    changes.starts_at = draft.start === "later" && draft.starts_at ? new Date(draft.starts_at).toISOString() : null;
  }
  if (changed.has("days")) changes.days = splitLines(draft.days) as Weekday[];
  if (changed.has("hours_from") || changed.has("hours_to")) {
    changes.hours = { from: draft.hours_from, to: draft.hours_to };
  }
  if (changed.has("calls_per_hour")) changes.calls_per_hour = Number(draft.calls_per_hour);
  if (changed.has("at_once")) changes.at_once = Number(draft.at_once);
  if (changed.has("attempts")) changes.attempts = Number(draft.attempts);
  if (changed.has("retry_minutes")) changes.retry_minutes = readMinutes(draft.retry_minutes) ?? [];
  if (changed.has("reached")) changes.reached = draft.reached;
  if (changed.has("calls_abroad")) changes.calls_abroad = draft.calls_abroad;
  if (changed.has("variables")) {
    const named = readVariables(draft.variables).filter(({ name }) => name.trim() !== "");
    changes.variables = Object.fromEntries(named.map(({ name, source }) => [name.trim(), source])) as never;
  }
  if (changed.has("opt_out_field") || changed.has("opt_out_outcome")) {
    const field = draft.opt_out_field.trim() || null;
    const outcome = (draft.opt_out_outcome || null) as OptOutOutcome;
    changes.opt_out = field || outcome ? { field, outcome } : null;
  }
  return changes;
}

export function splitLines(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

/** Nothing for a text that is no list of whole numbers. */
export function readMinutes(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== "");
  const minutes = parts.map(Number);
  return minutes.length > 0 && minutes.every((number) => Number.isInteger(number) && number > 0) ? minutes : null;
}

/** Checks of the form before it is sent. The server checks everything again. */
export const campaignChecks = {
  name: required("Give the campaign a name."),
  segment_ids: required("Choose at least one segment."),
  starts_at: (time: string, { start }: CampaignDraft) => (start === "later" ? checkStart(time) : null),
  days: required("Choose at least one day."),
  hours_to: (to: string, { hours_from }: CampaignDraft) => (to > hours_from ? null : "Choose a later time."),
  calls_per_hour: wholeNumber(1, 3600),
  at_once: wholeNumber(1, 100),
  attempts: wholeNumber(1, 10),
  retry_minutes: (text: string, { attempts }: CampaignDraft) =>
    attempts.trim() === "1" && text.trim() === "" ? null : checkMinutes(text),
  variables: checkVariables,
};

/** Checks of what can still be changed once a campaign was launched. */
export const launchedChecks = { ...campaignChecks, starts_at: () => null };

function checkStart(time: string): string | null {
  if (time === "") return "Choose a day and a time.";
  return new Date(time) > new Date() ? null : "Choose a time in the future.";
}

export function checkMinutes(text: string): string | null {
  return readMinutes(text) ? null : "Enter minutes, such as “60, 240”.";
}

export function readVariables(text: string): Variable[] {
  return splitLines(text).map((line) => {
    const [name = "", source = ""] = line.split("\t");
    return { name, source };
  });
}

export function writeVariables(variables: Variable[]): string {
  return variables.map(({ name, source }) => `${name.replace(/[\t\n]/g, " ")}\t${source}`).join("\n");
}

/** The first variable whose name is missing, cannot be used, or is that of one before it. */
export function findVariableProblem(text: string): { index: number; message: string } | null {
  const names = readVariables(text).map(({ name }) => name.trim());
  for (const [index, name] of names.entries()) {
    const message =
      name === ""
        ? `Give variable ${index + 1} a name, or remove it.`
        : !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
          ? `“${name}”: use letters from a to z, digits and underscores, and begin with a letter.`
          : /^(system__|rollcall_)/.test(name)
            ? `“${name}”: names that begin with system__ or rollcall_ are reserved.`
            : names.indexOf(name) !== index && `Use the name “${name}” once.`;
    if (message) return { index, message };
  }
  return null;
}

export function checkVariables(text: string): string | null {
  return findVariableProblem(text)?.message ?? null;
}

type NumberOfCampaign = Pick<Campaign, "connection_id" | "from_number_id">;

/** The number to call from as one value for a choice. */
export function toNumberChoice({ connection_id, from_number_id }: NumberOfCampaign): string {
  return connection_id && from_number_id ? `${connection_id}\n${from_number_id}` : "";
}

export function readNumberChoice(choice: string): NumberOfCampaign {
  const [connection_id, from_number_id] = choice.split("\n");
  return { connection_id: connection_id || null, from_number_id: from_number_id || null };
}

/** As a field for day and time has it: "2026-12-01T09:00", in the browser's time zone. */
export function toLocalTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
