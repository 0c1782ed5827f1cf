import type { CallSummary } from "../api/schema";
import { wordsForResult } from "./call-words";
import styles from "./call-result.module.css";

/** How a call went, and under it the beginning of its summary. */
export function CallResult({ call }: { call: CallSummary }) {
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
