import type { Mail } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import { describeAttempts, mailStateWords } from "./mail-words";
import styles from "./outbox.module.css";

/** The state of an email, with the reason, the attempts and the time of the next one. */
export function DeliveryState({ mail }: { mail: Mail }) {
  const attempts = describeAttempts(mail);
  const next = mail.attempts > 0 ? mail.next_attempt_at : null;
  return (
    <div className={styles.state}>
      <span data-state={mail.state}>{mailStateWords[mail.state]}</span>
      {(mail.reason || attempts) && (
        <div className={styles.reason}>
          {mail.reason} {attempts && `${attempts}.`}{" "}
          {next && (
            <>
              Next attempt <Moment at={next} />.
            </>
          )}
        </div>
      )}
    </div>
  );
}
