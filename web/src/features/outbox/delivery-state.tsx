import type { Mail } from "../../api/schema";
import styles from "./delivery-state.module.css";
import { wordsForAttempts, wordsForState } from "./mail-words";

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** What became of a mail so far, and why. */
export function DeliveryState({ mail }: { mail: Mail }) {
  const attempts = wordsForAttempts(mail);
  const next = mail.next_attempt_at && mail.attempts > 0 ? new Date(mail.next_attempt_at) : null;
  return (
    <div className={styles.state}>
      <span data-state={mail.state}>{wordsForState(mail.state)}</span>
      {(mail.reason || attempts) && (
        <div className={styles.quiet}>
          {mail.reason} {attempts && `${attempts}.`} {next && `Next at ${clock.format(next)}.`}
        </div>
      )}
    </div>
  );
}
