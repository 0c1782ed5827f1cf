import { Link } from "@tanstack/react-router";
import type { MemberSummary } from "../../api/schema";
import { untilWhen, wordsForDelivery } from "./invitation-words";
import styles from "./member-email.module.css";

/** The address, and what became of the mail that invites there. */
export function MemberEmail({ member }: { member: MemberSummary }) {
  const { email, invitation, status } = member;
  if (!invitation) return email;
  const { delivery } = invitation;
  const words = wordsForDelivery(delivery);
  return (
    <span className={styles.email}>
      <span>{email}</span>
      <span className={styles.quiet} data-delivery={delivery.state}>
        {delivery.mail_id ? (
          <Link to="/account/outbox/$id" params={{ id: delivery.mail_id }}>
            {words}
          </Link>
        ) : (
          words
        )}
        {status === "invited" && invitation.expires_at && ` · link works until ${untilWhen(invitation.expires_at)}`}
      </span>
    </span>
  );
}
