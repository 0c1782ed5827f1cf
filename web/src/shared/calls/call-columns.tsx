import { VisuallyHidden } from "@mantine/core";
import type { CallSummary, RecordingStatus } from "../../api/schema";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { formatMinutes } from "../../lib/numbers";
import { formatDayAndTime, formatDuration } from "../../lib/times";
import styles from "./call-columns.module.css";
import { describeOtherParty, describeResult, directionWords, getOtherNumber } from "./call-words";

interface Options {
  /** Names the company of each agent: useful to a caller with more than one. */
  withCompany: boolean;
  withRecording: boolean;
  withMinutes: boolean;
}

const recordingWords = {
  none: "–",
  waiting: "Copying",
  available: "Audio",
  failed: "Failed",
} satisfies Record<RecordingStatus, string>;

/** The columns of every table of calls. */
export function createCallColumns({ withCompany, withRecording, withMinutes }: Options): TableColumn<CallSummary>[] {
  const columns: TableColumn<CallSummary>[] = [
    {
      key: "agent",
      title: "Agent",
      width: "18%",
      onPhone: "first",
      cell: (call) => <CallLink call={call} withCompany={withCompany} />,
    },
    {
      key: "other",
      title: "With",
      width: "164px",
      onPhone: "hidden",
      cell: (call) => <TwoLines first={describeOtherParty(call)} second={describeDirection(call)} />,
    },
    {
      key: "started_at",
      title: "When",
      width: "130px",
      onPhone: "hidden",
      cell: (call) => <Moment at={call.started_at} as="time" />,
    },
    { key: "result", title: "Result", onPhone: "bare", cell: (call) => <CallResult call={call} /> },
    {
      key: "duration",
      title: "Length",
      width: "68px",
      onPhone: "hidden",
      cell: (call) => (call.duration_seconds === null ? "–" : formatDuration(call.duration_seconds)),
    },
  ];
  if (withRecording) {
    columns.push({
      key: "recording",
      title: "Recording",
      width: "92px",
      onPhone: "hidden",
      cell: (call) => recordingWords[call.recording_status],
    });
  }
  if (withMinutes) {
    columns.push({
      key: "minutes",
      title: "Minutes",
      width: "80px",
      cell: (call) => (call.billable_minutes === undefined ? "–" : formatMinutes(call.billable_minutes)),
    });
  }
  return columns;
}

interface LinkProps {
  call: CallSummary;
  withCompany: boolean;
}

/** The link to a call: the name of its agent and, for screen readers that list links, its time. */
function CallLink({ call, withCompany }: LinkProps) {
  const when = formatDayAndTime(new Date(call.started_at), new Date());
  return (
    <div className={styles.call}>
      <TwoLines
        first={
          <RowLink to="/calls/$id" params={{ id: call.id }}>
            {call.agent_name}
            <VisuallyHidden>, {when}</VisuallyHidden>
          </RowLink>
        }
        second={withCompany ? call.company_name : undefined}
      />
      {/* On a phone, what has its own columns on a wide screen. */}
      <div className={styles.onPhone}>
        {when}
        {call.duration_seconds !== null && ` · ${formatDuration(call.duration_seconds)}`} ·{" "}
        <bdi>{describeOtherParty(call)}</bdi>
      </div>
    </div>
  );
}

/** The status or outcome of a call, and under it the beginning of its summary. */
function CallResult({ call }: { call: CallSummary }) {
  return (
    <div className={styles.result}>
      <div data-status={call.status} data-outcome={call.outcome}>
        {describeResult(call)}
      </div>
      {call.summary && (
        <div dir="auto" className={styles.summary} title={call.summary}>
          {call.summary}
        </div>
      )}
    </div>
  );
}

/** The direction of a call, unless the words for its other party say it already. */
function describeDirection(call: CallSummary): string | undefined {
  if (call.direction === null || (call.direction === "web" && getOtherNumber(call) === null)) return undefined;
  return directionWords[call.direction];
}
