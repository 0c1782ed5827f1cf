import type { ErasureCounts } from "../../api/schema";
import { formatCount } from "../../lib/numbers";

/** What an erasure erases, in words. What is zero is not counted. */
export function listErased(counts: ErasureCounts): string[] {
  const { contacts, calls, transcripts, recordings, webhook_events, attempts, imports } = counts;
  const parts: [number, string][] = [
    [contacts, formatCount(contacts, "contact")],
    [calls, `the phone numbers of ${formatCount(calls, "call")}`],
    [transcripts, formatCount(transcripts, "transcript")],
    [recordings, formatCount(recordings, "recording")],
    [webhook_events, formatCount(webhook_events, "webhook payload")],
    [attempts, `the phone number of ${formatCount(attempts, "campaign attempt")}`],
    [imports, `files of ${formatCount(imports, "import")}, which can then no longer be undone`],
  ];
  return parts.filter(([count]) => count > 0).map(([, text]) => text);
}

/** The same in one line, for the list of erasures. */
export function summarizeErased({ contacts, calls, recordings, imports }: ErasureCounts): string {
  const parts: [number, string][] = [
    [contacts, "contact"],
    [calls, "call"],
    [recordings, "recording"],
    [imports, "import"],
  ];
  const counted = parts.filter(([count]) => count > 0).map(([count, noun]) => formatCount(count, noun));
  return counted.join(", ") || "Nothing was found";
}
