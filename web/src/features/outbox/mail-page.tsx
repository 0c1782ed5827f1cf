import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { mailQuery } from "../../api/mail";
import type { MailState, MailWithMessage } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { CopyButton } from "../../components/form/copy-button";
import { BackLink } from "../../components/layout/back-link";
import { Address } from "../../components/text/address";
import { Moment } from "../../components/text/moment";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { DeliveryState } from "./delivery-state";
import { mailKindWords, splitLinks } from "./mail-words";
import styles from "./outbox.module.css";

/** One email of the outbox: its recipient, its state and, if it is kept, its text. */
export function MailPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayView = useCan("view_mail");
  const mail = useQuery({ ...mailQuery(id), enabled: mayView });
  const visible = getVisible(mail);

  return (
    <ProtectedPage
      key={id}
      title={visible ? mailKindWords[visible.kind] : "Email"}
      above={<BackLink to="/account/outbox">Outbox</BackLink>}
      isAllowed={mayView}
      noAccess="Only administrators have access to the outbox."
    >
      <QueryState
        query={mail}
        skeleton={<SkeletonRows count={4} />}
        notFound={<Message title="Email not found">Emails are deleted together with their member.</Message>}
      >
        {(found) => (
          <>
            <MailFacts mail={found} />
            {found.message ? (
              <MailMessage message={found.message} />
            ) : (
              <p className={styles.none}>{reasonsForNoText[found.state]}</p>
            )}
          </>
        )}
      </QueryState>
    </ProtectedPage>
  );
}

function MailFacts({ mail }: { mail: MailWithMessage }) {
  return (
    <dl className={styles.facts}>
      <dt>To</dt>
      <dd>
        <bdi>{mail.recipient_name}</bdi>, <Address>{mail.recipient_email}</Address>
      </dd>
      <dt>Status</dt>
      <dd>
        <DeliveryState mail={mail} />
      </dd>
      <dt>Queued</dt>
      <dd>
        <Moment at={mail.created_at} />
      </dd>
      {mail.sent_at && (
        <>
          <dt>{mail.state === "kept" ? "Created" : "Sent"}</dt>
          <dd>
            <Moment at={mail.sent_at} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** The plain text of an email, with its links. Its HTML is not shown: that could run in an administrator's browser. */
function MailMessage({ message }: { message: NonNullable<MailWithMessage["message"]> }) {
  return (
    <section aria-label="Message" className={styles.message}>
      <header className={styles.head}>
        <h2 dir="auto" className={styles.subject}>
          {message.subject}
        </h2>
        <CopyButton text={message.text} />
      </header>
      <div dir="auto" className={styles.text}>
        {splitLinks(message.text).map((part, index) =>
          part.isLink ? (
            <Anchor key={index} href={part.text} underline="always" inherit>
              {part.text}
            </Anchor>
          ) : (
            part.text
          ),
        )}
      </div>
    </section>
  );
}

const reasonsForNoText = {
  queued: "The text is created when the email is sent.",
  sent: "The email was sent. Its text is not stored.",
  kept: "The text is no longer stored.",
  failed: "The email could not be sent. Its text is not stored.",
} satisfies Record<MailState, string>;
