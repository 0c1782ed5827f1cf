import type { ApiToken } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { expiryWords } from "./expiry";
import { RevokeApiToken } from "./revoke-api-token";

export const apiTokenColumns: TableColumn<ApiToken>[] = [
  {
    key: "name",
    title: "Name",
    onPhone: "first",
    cell: (token) => <TwoLines first={token.name} second={expiryWords(token.expires_at, new Date())} />,
  },
  { key: "maker", title: "Acts as", cell: (token) => <bdi>{token.member.name}</bdi> },
  { key: "created_at", title: "Made", width: "150px", cell: (token) => <Moment at={token.created_at} as="date" /> },
  { key: "last_used_at", title: "Last used", width: "150px", cell: (token) => <Moment at={token.last_used_at} /> },
  {
    key: "actions",
    title: "Actions",
    width: "110px",
    onPhone: "bare",
    cell: (token) => <RevokeApiToken token={token} />,
  },
];
