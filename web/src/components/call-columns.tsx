import type { CallSummary } from "../api/schema";
import { CallLink } from "./call-link";
import { CallResult } from "./call-result";
import { directionWords, otherNumber, wordsForOther } from "./call-words";
import { clockTime } from "./duration";
import { Moment } from "./moment";
import { minutesText } from "./numbers";
import type { TableColumn } from "./table-column";
import { TwoLines } from "./two-lines";

interface Shown {
  /** Where the caller knows more than one. */
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

export function callColumns({ withCompany, withRecording, withMinutes }: Shown): TableColumn<CallSummary>[] {
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

/** Which way a call went, where its other side does not say so already. */
function wordsForWay(call: CallSummary): string | undefined {
  if (call.direction === null || (call.direction === "web" && otherNumber(call) === null)) return undefined;
  return directionWords[call.direction];
}
