import { useQuery } from "@tanstack/react-query";
import { apiTokensQuery } from "../../api/api-tokens";
import type { ApiToken } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { CreateApiTokenButton } from "./create-api-token";
import { RevokeApiTokenButton } from "./revoke-api-token";
import { describeScopes } from "./scopes";

export function ApiTokensPage() {
  const mayView = useCan("view_api_tokens");
  const { search } = useListSearch();
  const { limit, cursor } = search;
  const tokens = useQuery({ ...apiTokensQuery({ limit, cursor }), enabled: mayView });

  return (
    <ProtectedPage
      title="API tokens"
      isAllowed={mayView}
      noAccess="Only administrators have access to API tokens."
      action={<CreateApiTokenButton />}
    >
      <ListTable
        label="API tokens"
        query={tokens}
        columns={columns}
        search={search}
        empty={
          <Message title="No API tokens yet">
            Use a token to call the API from scripts and integrations. It acts on your behalf, within its scopes.
          </Message>
        }
      />
    </ProtectedPage>
  );
}

const columns: TableColumn<ApiToken>[] = [
  {
    key: "name",
    title: "Name",
    onPhone: "first",
    cell: (token) => <TwoLines first={token.name} second={<Expiry at={token.expires_at} />} />,
  },
  {
    key: "scopes",
    title: "Scopes",
    minWidth: 160,
    cell: (token) => (
      <TwoLines
        first={describeScopes(token.scopes)}
        second={token.prefix === null ? undefined : <code>{token.prefix}…</code>}
      />
    ),
  },
  { key: "member", title: "Acts as", priority: 2, cell: (token) => <bdi>{token.member.name}</bdi> },
  {
    key: "created_at",
    title: "Created",
    width: "130px",
    priority: 3,
    cell: (token) => <Moment at={token.created_at} as="date" />,
  },
  {
    key: "last_used_at",
    title: "Last used",
    width: "130px",
    priority: 2,
    cell: (token) => <Moment at={token.last_used_at} />,
  },
  {
    key: "actions",
    title: "Actions",
    width: "110px",
    onPhone: "bare",
    cell: (token) => <RevokeApiTokenButton token={token} />,
  },
];

function Expiry({ at }: { at: string }) {
  return (
    <>
      {new Date(at) <= new Date() ? "Expired" : "Expires"} <Moment at={at} as="date" />
    </>
  );
}
