import { useQuery } from "@tanstack/react-query";
import { apiTokensQuery } from "../../api/api-tokens";
import { Message } from "../../components/feedback/message";
import { Page } from "../../components/layout/page";
import type { ListSearch } from "../../shared/list/list-search";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
import { apiTokenColumns } from "./api-token-columns";
import { CreateApiTokenButton } from "./create-api-token-button";

export function ApiTokensPage() {
  const mayView = useCan("view_api_tokens");
  const { search } = useListSearch<ListSearch>();
  const { limit, cursor } = search;
  const tokens = useQuery({ ...apiTokensQuery({ limit, cursor }), enabled: mayView });

  if (!mayView) {
    return (
      <Page title="API tokens">
        <NoAccess>API tokens are for administrators, and you are not one of them.</NoAccess>
      </Page>
    );
  }
  return (
    <Page title="API tokens" action={<CreateApiTokenButton />}>
      <ListTable
        label="API tokens"
        query={tokens}
        columns={apiTokenColumns}
        search={search}
        empty={
          <Message title="No API tokens yet">
            A program comes with a token instead of a password. It may do what the administrator who made it may do.
          </Message>
        }
      />
    </Page>
  );
}
