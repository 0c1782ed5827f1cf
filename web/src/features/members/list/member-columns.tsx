import type { MemberSummary } from "../../../api/schema";
import { RowLink } from "../../../components/table/row-link";
import type { TableColumn } from "../../../components/table/table-column";
import { Address } from "../../../components/text/address";
import { TwoLines } from "../../../components/text/two-lines";
import { MemberAvatar } from "../../../shared/members/member-avatar";
import type { StartTask } from "../member-task-dialog";
import { MemberAccess } from "./member-access";
import { MemberActions } from "./member-actions";
import { MemberActivity } from "./member-activity";
import styles from "./member-list.module.css";

/** `compact` if there is no room for a button of each action. */
export function createMemberColumns(compact: boolean, onStart: StartTask): TableColumn<MemberSummary>[] {
  return [
    {
      key: "name",
      title: "Name",
      sort: "name",
      minWidth: 172,
      onPhone: "first",
      cell: (member) => <NameCell member={member} />,
    },
    {
      key: "email",
      title: "Email",
      sort: "email",
      minWidth: 184,
      onPhone: "quiet",
      cell: (member) => (
        <span className={styles.besideName}>
          <Address>{member.email}</Address>
        </span>
      ),
    },
    {
      key: "access",
      title: "Access",
      minWidth: 152,
      priority: 2,
      cell: (member) => <MemberAccess member={member} />,
    },
    {
      key: "last_active_at",
      title: "Last active",
      sort: "last_active_at",
      firstDescending: true,
      width: "132px",
      minWidth: 124,
      priority: 3,
      onPhone: "quiet",
      cell: (member) => <MemberActivity member={member} />,
    },
    {
      key: "actions",
      title: "Actions",
      width: compact ? "72px" : "296px",
      onPhone: "bare",
      cell: (member) => <MemberActions member={member} compact={compact} onStart={onStart} />,
    },
  ];
}

/** Picture, name and job title (M4, M5). */
function NameCell({ member }: { member: MemberSummary }) {
  return (
    <span className={styles.member}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
      <TwoLines
        first={
          <RowLink to="/account/members/$id" params={{ id: member.id }}>
            <bdi>{member.name}</bdi>
          </RowLink>
        }
        second={member.job_title}
      />
    </span>
  );
}
