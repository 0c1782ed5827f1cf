import type { Campaign, ContactField, DialOutcome, Weekday } from "../../api/schema";
import { formatDayAndTime } from "../../lib/times";
import { compareFields, type Difference } from "../../shared/requests/difference";
import { readVariables, splitLines, toDraft, toNumberChoice, type CampaignDraft } from "./campaign-draft";
import { describeDays, outcomeWords, reachedWords } from "./campaign-words";
import { stateWords } from "./state-words";
import { describeSource } from "./variable-sources";

/** The labels of the form. */
export const labels = {
  name: "Name",
  segment_ids: "Segments",
  excluded_segment_ids: "Excluded segments",
  calls_abroad: "Call numbers abroad",
  from_number_id: "Number to call from",
  webhook_url: "Webhook URL",
  starts_at: "Start",
  days: "Days",
  hours_from: "From",
  hours_to: "Until",
  calls_per_hour: "Calls per hour",
  at_once: "Calls at once",
  attempts: "Attempts per contact",
  retry_minutes: "Minutes between attempts",
  reached: "A contact is reached when",
  variables: "Variables",
  opt_out_field: "Field of the call’s analysis",
  opt_out_outcome: "Outcome of the call",
} satisfies Partial<Record<keyof CampaignDraft, string>>;

/** What differs between two states of a campaign, as its form shows it. `fields` are the account's own. */
export function listDifferences(before: Campaign, after: Campaign, fields: ContactField[]): Difference[] {
  const status: Difference[] =
    before.state === after.state
      ? []
      : [{ kind: "field", label: "Status", before: stateWords[before.state], after: stateWords[after.state] }];
  const describeSegments = (ids: string) => {
    const known = [before, after].flatMap(({ segments, excluded_segments }) => [...segments, ...excluded_segments]);
    return splitLines(ids)
      .map((id) => known.find((segment) => segment.id === id)?.name ?? "Deleted segment")
      .join(", ");
  };
  return [
    ...status,
    ...compareFields<CampaignDraft>(toDraft(before), toDraft(after), labels, {
      segment_ids: describeSegments,
      excluded_segment_ids: describeSegments,
      from_number_id: (choice) =>
        (choice === toNumberChoice(before) ? before : after).from_number ?? splitLines(choice).at(-1) ?? "",
      starts_at: (time) => (time ? formatDayAndTime(new Date(time), new Date()) : "When it is launched"),
      days: (days) => describeDays(splitLines(days) as Weekday[]),
      reached: (reached) => reachedWords[reached],
      variables: (text) =>
        readVariables(text)
          .map(({ name, source }) => `${name}: ${describeSource(source, fields)}`)
          .join(", "),
      opt_out_outcome: (outcome) => (outcome ? outcomeWords[outcome as DialOutcome] : ""),
    }),
  ];
}
