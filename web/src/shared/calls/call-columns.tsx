import type { CallSummary } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { clockTime } from "../../lib/duration";
import { minutesText } from "../../lib/numbers";
import styles from "./call-columns.module.css";
import { CallLink } from "./call-link";
import { directionWords, otherNumber, wordsForOther, wordsForResult } from "./call-words";

interface Options {
  /** Names the company of each agent: useful to a caller with more than one. */
  withCompany: boolean;
  withRecording: boolean;
  withMinutes: boolean;
}

const recordingWords: Record<CallSummary["recording_status"], string> = {
  none: "–",
  waiting: "Copying",
  available: "Audio",
  failed: "Failed",
};

/** The columns of every table of calls. */
export function callColumns({ withCompany, withRecording, withMinutes }: Options): TableColumn<CallSummary>[] {
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
      cell: (call) => <TwoLines first={wordsForOther(call)} second={wordsForWay(call)} />,
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
      cell: (call) => (call.duration_seconds === null ? "–" : clockTime(call.duration_seconds)),
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
      cell: (call) => (call.billable_minutes === undefined ? "–" : minutesText(call.billable_minutes)),
    });
  }
  return columns;
}

/** The status or outcome of a call, and under it the beginning of its summary. */
function CallResult({ call }: { call: CallSummary }) {
  return (
    <div className={styles.result}>
      <div data-status={call.status} data-outcome={call.outcome}>
        {wordsForResult(call)}
      </div>
      {call.summary && (
        <div dir="auto" className={styles.summary} title={call.summary}>
          {call.summary}
        </div>
      )}
    </div>
  );
}

/** The direction of a call, unless the words for its other side say it already. */
function wordsForWay(call: CallSummary): string | undefined {
  if (call.direction === null || (call.direction === "web" && otherNumber(call) === null)) return undefined;
  return directionWords[call.direction];
}
