import type { MemberSummary } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { MemberActions } from "./member-actions";
import { MemberEmail } from "./member-email";
import { MemberName } from "./member-name";
import type { BeginTask } from "./member-task";

/** `compact` where there is no room for each action. */
export function memberColumns(compact: boolean, onBegin: BeginTask): TableColumn<MemberSummary>[] {
  return [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "26%",
      onPhone: "first",
      cell: (member) => <MemberName member={member} />,
    },
    {
      key: "email",
      title: "Email",
      sort: "email",
      onPhone: "quiet",
      cell: (member) => <MemberEmail member={member} />,
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
      cell: (member) => <MemberActions member={member} compact={compact} onBegin={onBegin} />,
    },
  ];
}
