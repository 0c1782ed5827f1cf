import { useQuery } from "@tanstack/react-query";
import { ownSignInsQuery } from "../../api/profile";
import type { OwnSignIn } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { ListTable } from "../../shared/list/list-table";
import { describeBrowser } from "../../lib/describe-browser";

const count = 10;

/** The last sign-ins of the member, with those in a browser that was new. */
export function OwnSignIns() {
  const signIns = useQuery({
    ...ownSignInsQuery(count),
    // Without links to other pages: the address of this page is that of the sessions' list.
    select: (list) => ({ ...list, next_cursor: null, previous_cursor: null }),
  });
  return (
    <ListTable
      label="Recent sign-ins"
      query={signIns}
      columns={signInColumns}
      search={{}}
      empty={<Message title="No sign-ins yet">New sign-ins are listed here.</Message>}
    />
  );
}

const signInColumns: TableColumn<OwnSignIn>[] = [
  {
    key: "browser",
    title: "Browser",
    onPhone: "first",
    cell: (signIn) => (
      <TwoLines
        first={describeBrowser(signIn.user_agent)}
        second={signIn.is_new_device ? "Used for the first time" : undefined}
      />
    ),
  },
  { key: "address", title: "Address", width: "180px", onPhone: "quiet", cell: (signIn) => signIn.address },
  { key: "happened_at", title: "Signed in", width: "150px", cell: (signIn) => <Moment at={signIn.happened_at} /> },
];
