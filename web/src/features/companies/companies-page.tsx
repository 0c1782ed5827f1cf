import { useQuery } from "@tanstack/react-query";
import { companiesQuery } from "../../api/companies";
import { Message } from "../../components/feedback/message";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import type { CompaniesSearch } from "./companies-search";
import { companyColumns } from "./company-columns";
import { CreateCompanyButton } from "./company-name";

export function CompaniesPage() {
  const mayManage = useCan("create_companies");
  const { search, sortBy } = useListSearch<CompaniesSearch>();
  const companies = useQuery({ ...companiesQuery(search), enabled: mayManage });

  return (
    <ProtectedPage
      title="Companies"
      isAllowed={mayManage}
      noAccess="Companies are managed by administrators, and you are not one of them."
      action={<CreateCompanyButton />}
    >
      <ListTable
        label="Companies"
        query={companies}
        columns={companyColumns}
        search={search}
        defaultSort="name"
        onSort={sortBy}
        empty={
          <Message title="No companies yet">
            A company is a business unit or a client. Agents belong to one: create it first.
          </Message>
        }
      />
    </ProtectedPage>
  );
}
