import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { mailQuery } from "../../api/mail";
import type { MailState, MailWithMessage } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { CopyButton } from "../../components/form/copy-button";
import { BackLink } from "../../components/layout/back-link";
import { Moment } from "../../components/text/moment";
import { QueryState } from "../../shared/requests/query-state";
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

  return (
    <ProtectedPage
      key={id}
      title={mail.data ? mailKindWords[mail.data.kind] : "Mail"}
      above={<BackLink to="/account/outbox">Outbox</BackLink>}
      isAllowed={mayView}
      noAccess="The outbox is for administrators, and you are not one of them."
    >
      <QueryState
        query={mail}
        skeleton={<SkeletonRows count={4} />}
        notFound={<Message title="No such mail">It went with the member whom it was for.</Message>}
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
  queued: "Its text is written when it goes out.",
  sent: "Its text went to the mail server, and is not kept.",
  kept: "Its text is no longer kept.",
  failed: "It did not go out, and its text is not kept.",
} satisfies Record<MailState, string>;
