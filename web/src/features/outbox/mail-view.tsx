import type { MailWithMessage } from "../../api/schema";
import { CopyButton } from "../../components/form/copy-button";
import { Moment } from "../../components/text/moment";
import { DeliveryState } from "./delivery-state";
import { MailText } from "./mail-text";
import styles from "./mail-view.module.css";

/**
 * Where a mail went, what became of it, and its text where it is kept. The text says the same as the HTML beside it,
 * and cannot do anything in an administrator's browser.
 */
export function MailView({ mail }: { mail: MailWithMessage }) {
  const { message } = mail;
  return (
    <>
      <dl className={styles.facts}>
        <dt>To</dt>
        <dd>
          <bdi>{mail.recipient_name}</bdi>, {mail.recipient_email}
        </dd>
        <dt>State</dt>
        <dd>
          <DeliveryState mail={mail} />
        </dd>
        <dt>Queued</dt>
        <dd>
          <Moment at={mail.created_at} />
        </dd>
        {mail.sent_at && (
          <>
            <dt>{mail.state === "kept" ? "Written" : "Sent"}</dt>
            <dd>
              <Moment at={mail.sent_at} />
            </dd>
          </>
        )}
      </dl>
      {message ? (
        <section aria-label="Message" className={styles.message}>
          <header className={styles.head}>
            <h2 dir="auto" className={styles.subject}>
              {message.subject}
            </h2>
            <CopyButton text={message.text} />
          </header>
          <MailText text={message.text} />
        </section>
      ) : (
        <p className={styles.none}>{whyThereIsNoText[mail.state]}</p>
      )}
    </>
  );
}

const whyThereIsNoText = {
  queued: "Its text is written when it goes out.",
  sent: "Its text went to the mail server, and is not kept.",
  kept: "Its text is no longer kept.",
  failed: "It did not go out, and its text is not kept.",
};
