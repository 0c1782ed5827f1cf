import { Link } from "@tanstack/react-router";
import type { MemberSummary } from "../../../api/schema";
import { Moment } from "../../../components/text/moment";
import { describeDelivery, describeStatus } from "../member-words";
import styles from "./member-list.module.css";

/** When a member was last active, and why the member cannot sign in yet or any more. */
export function MemberActivity({ member }: { member: MemberSummary }) {
  const { status, last_active_at } = member;
  return (
    <span className={styles.activity}>
      {status !== "active" && <MemberStatus member={member} />}
      {status !== "active" && last_active_at && <span className={styles.separator}> · </span>}
      {(status === "active" || last_active_at) && (
        <span className={styles.part}>
          <span className={styles.title}>Last active </span>
          <Moment at={last_active_at} />
        </span>
      )}
    </span>
  );
}

/** Why the member cannot sign in, and what became of the invitation's email. */
function MemberStatus({ member }: { member: MemberSummary }) {
  const { status, invitation } = member;
  const isOpen = status === "invited" && invitation !== null;
  return (
    <span className={styles.status} data-status={status} data-delivery={isOpen ? invitation.delivery.state : undefined}>
      {isOpen ? <OpenInvitation {...invitation} /> : describeStatus(member)}
    </span>
  );
}

function OpenInvitation({ delivery, expires_at }: NonNullable<MemberSummary["invitation"]>) {
  const words = describeDelivery(delivery);
  const reason = delivery.reason ?? undefined;
  return (
    <>
      {delivery.mail_id ? (
        <Link to="/account/outbox/$id" params={{ id: delivery.mail_id }} title={reason}>
          {words}
        </Link>
      ) : (
        <span title={reason}>{words}</span>
      )}
      {expires_at && (
        <>
          <span className={styles.separator}> · </span>
          <span className={styles.part}>
            expires <Moment at={expires_at} />
          </span>
        </>
      )}
    </>
  );
}
