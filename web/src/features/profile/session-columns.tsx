import type { OwnSession } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { describeBrowser } from "./describe-browser";
import { EndSession } from "./end-session";

export const sessionColumns: TableColumn<OwnSession>[] = [
  {
    key: "browser",
    title: "Browser",
    onPhone: "first",
    cell: (session) => (
      <TwoLines first={describeBrowser(session.user_agent)} second={session.current ? "This session" : undefined} />
    ),
  },
  { key: "address", title: "Address", width: "180px", onPhone: "quiet", cell: (session) => session.address },
  { key: "created_at", title: "Signed in", width: "150px", cell: (session) => <Moment at={session.created_at} /> },
  {
    key: "last_active_at",
    title: "Last active",
    width: "150px",
    cell: (session) => <Moment at={session.last_active_at} />,
  },
  { key: "end", title: "Actions", width: "80px", onPhone: "bare", cell: (session) => <EndSession session={session} /> },
];
