import { VisuallyHidden } from "@mantine/core";
import { Fragment } from "react";
import type { CallSummary, RecordingStatus } from "../../api/schema";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { formatMinutes } from "../../lib/numbers";
import { formatDuration } from "../../lib/times";
import styles from "./call-columns.module.css";
import { describeOtherParty, describeResult, directionWords, getOtherNumber } from "./call-words";

interface Options {
  /** Names the company of each agent: useful to a caller with more than one. */
  withCompany: boolean;
  withRecording: boolean;
  withMinutes: boolean;
  /** What the list shows, for the links to its calls: previous and next are those of this list. */
  search?: object;
}

const recordingWords = {
  none: "–",
  waiting: "Copying",
  available: "Audio",
  failed: "Failed",
} satisfies Record<RecordingStatus, string>;

/** The columns of every table of calls. */
export function createCallColumns(options: Options): TableColumn<CallSummary>[] {
  const { withCompany, withRecording, withMinutes, search } = options;
  const columns: TableColumn<CallSummary>[] = [
    {
      key: "agent",
      title: "Agent",
      width: "16%",
      minWidth: 150,
      onPhone: "first",
      cell: (call) => <CallLink call={call} withCompany={withCompany} search={search} />,
    },
    {
      key: "other",
      title: "With",
      width: "164px",
      priority: 2,
      onPhone: "quiet",
      cell: (call) => <TwoLines first={describeOtherParty(call)} second={describeDirection(call)} />,
    },
    {
      key: "started_at",
      title: "When",
      width: "130px",
      onPhone: "quiet",
      cell: (call) => <Moment at={call.started_at} as="time" />,
    },
    { key: "result", title: "Result", minWidth: 180, onPhone: "bare", cell: (call) => <CallResult call={call} /> },
    {
      key: "duration",
      title: "Length",
      width: "68px",
      priority: 2,
      onPhone: "quiet",
      cell: (call) => (call.duration_seconds === null ? "–" : formatDuration(call.duration_seconds)),
    },
  ];
  if (withRecording) {
    columns.push({
      key: "recording",
      title: "Recording",
      width: "92px",
      priority: 3,
      onPhone: "hidden",
      cell: (call) => recordingWords[call.recording_status],
    });
  }
  if (withMinutes) {
    columns.push({
      key: "minutes",
      title: "Minutes",
      width: "80px",
      priority: 3,
      cell: (call) => (call.billable_minutes === undefined ? "–" : formatMinutes(call.billable_minutes)),
    });
  }
  return columns;
}

interface LinkProps {
  call: CallSummary;
  withCompany: boolean;
  search: object | undefined;
}

/** The link to a call: the name of its agent and, for screen readers that list links, its time. */
function CallLink({ call, withCompany, search }: LinkProps) {
  return (
    <TwoLines
      first={
        <RowLink to="/calls/$id" params={{ id: call.id }} search={search as never}>
          {call.agent_name}
          <VisuallyHidden>
            , <Moment at={call.started_at} as="time" />
          </VisuallyHidden>
        </RowLink>
      }
      second={withCompany ? call.company_name : undefined}
    />
  );
}

/** The status or outcome of a call, and under it what was found in its transcript, or the beginning of its summary. */
function CallResult({ call }: { call: CallSummary }) {
  return (
    <div className={styles.result}>
      <div data-status={call.status} data-outcome={call.outcome}>
        {describeResult(call)}
      </div>
      {call.snippet ? (
        <SnippetLine snippet={call.snippet} />
      ) : (
        call.summary && (
          <div dir="auto" className={styles.summary} title={call.summary}>
            {call.summary}
          </div>
        )
      )}
    </div>
  );
}

/** What was said around the words that were searched for, which are marked. */
function SnippetLine({ snippet }: { snippet: NonNullable<CallSummary["snippet"]> }) {
  return (
    <div dir="auto" className={styles.snippet}>
      {snippet.parts.map(({ text, is_match }, index) =>
        is_match ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>,
      )}
    </div>
  );
}

/** The direction of a call, unless the words for its other party say it already. */
function describeDirection(call: CallSummary): string | undefined {
  if (call.direction === null || (call.direction === "web" && getOtherNumber(call) === null)) return undefined;
  return directionWords[call.direction];
}
