import { Link } from "@tanstack/react-router";
import type { MemberSummary } from "../../../api/schema";
import type { TableColumn } from "../../../components/table/table-column";
import { Moment } from "../../../components/text/moment";
import { TwoLines } from "../../../components/text/two-lines";
import { MemberAvatar } from "../../../shared/members/member-avatar";
import type { StartTask } from "../member-task-dialog";
import { describeDelivery, describeStatus, formatExpiry } from "../member-words";
import { MemberActions } from "./member-actions";
import styles from "./member-list.module.css";

/** `compact` if there is no room for a button of each action. */
export function createMemberColumns(compact: boolean, onStart: StartTask): TableColumn<MemberSummary>[] {
  return [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "26%",
      onPhone: "first",
      cell: (member) => <NameCell member={member} />,
    },
    {
      key: "email",
      title: "Email",
      sort: "email",
      onPhone: "quiet",
      cell: (member) => <EmailCell member={member} />,
    },
    {
      key: "last_active_at",
      title: "Last active",
      sort: "last_active_at",
      firstDescending: true,
      width: "120px",
      cell: (member) => <Moment at={member.last_active_at} />,
    },
    {
      key: "actions",
      title: "Actions",
      width: compact ? "72px" : "356px",
      onPhone: "bare",
      cell: (member) => <MemberActions member={member} compact={compact} onStart={onStart} />,
    },
  ];
}

/** Picture, name, job title (M4, M5), and the status unless it is active. */
function NameCell({ member }: { member: MemberSummary }) {
  return (
    <span className={styles.member}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
      <span className={styles.name}>
        <TwoLines first={member.name} second={member.job_title} />
        {member.status !== "active" && (
          <span className={styles.status} data-status={member.status}>
            {describeStatus(member)}
          </span>
        )}
      </span>
    </span>
  );
}

/** The email (M6), and the delivery of the invitation. */
function EmailCell({ member: { email, invitation, status } }: { member: MemberSummary }) {
  if (!invitation) return email;
  const { delivery } = invitation;
  const words = describeDelivery(delivery);
  return (
    <span className={styles.email}>
      <span>{email}</span>
      <span className={styles.delivery} data-delivery={delivery.state}>
        {delivery.mail_id ? (
          <Link to="/account/outbox/$id" params={{ id: delivery.mail_id }}>
            {words}
          </Link>
        ) : (
          words
        )}
        {status === "invited" && invitation.expires_at && ` · link works until ${formatExpiry(invitation.expires_at)}`}
      </span>
    </span>
  );
}
