import type { MemberSummary } from "../../api/schema";
import { Moment } from "../../components/moment";
import type { TableColumn } from "../../components/table-column";
import { MemberName } from "./member-name";

export const memberColumns: TableColumn<MemberSummary>[] = [
  {
    key: "name",
    title: "Name",
    sort: "name",
    width: "42%",
    onPhone: "first",
    cell: (member) => <MemberName member={member} />,
  },
  { key: "email", title: "Email", sort: "email", onPhone: "quiet", cell: (member) => member.email },
  {
    key: "last_active_at",
    title: "Last active",
    sort: "last_active_at",
    firstDescending: true,
    width: "150px",
    cell: (member) => <Moment at={member.last_active_at} />,
  },
];
