import { Link } from "@tanstack/react-router";
import type { Mail } from "../../api/schema";
import rowLink from "../../components/table/row-link.module.css";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { DeliveryState } from "./delivery-state";
import { wordsForKind } from "./mail-words";

export const mailColumns: TableColumn<Mail>[] = [
  {
    key: "kind",
    title: "What",
    width: "180px",
    onPhone: "first",
    cell: (mail) => (
      <Link to="/account/outbox/$id" params={{ id: mail.id }} className={rowLink.link} data-row-link>
        {wordsForKind(mail.kind)}
      </Link>
    ),
  },
  {
    key: "recipient",
    title: "To",
    cell: (mail) => <TwoLines first={mail.recipient_name} second={mail.recipient_email} />,
  },
  { key: "state", title: "State", cell: (mail) => <DeliveryState mail={mail} /> },
  {
    key: "created_at",
    title: "When",
    sort: "created_at",
    firstDescending: true,
    width: "150px",
    cell: (mail) => <Moment at={mail.created_at} />,
  },
];
