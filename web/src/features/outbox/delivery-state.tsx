import type { Mail } from "../../api/schema";
import { describeAttempts, mailStateWords } from "./mail-words";
import styles from "./outbox.module.css";

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** The state of an email, with the reason, the attempts and the time of the next one. */
export function DeliveryState({ mail }: { mail: Mail }) {
  const attempts = describeAttempts(mail);
  const next = mail.next_attempt_at && mail.attempts > 0 ? new Date(mail.next_attempt_at) : null;
  return (
    <div className={styles.state}>
      <span data-state={mail.state}>{mailStateWords[mail.state]}</span>
      {(mail.reason || attempts) && (
        <div className={styles.reason}>
          {mail.reason} {attempts && `${attempts}.`} {next && `Next at ${clock.format(next)}.`}
        </div>
      )}
    </div>
  );
}
