import { useQuery } from "@tanstack/react-query";
import { companiesQuery } from "../../api/companies";
import { DataTable } from "../../components/data-table";
import { Message } from "../../components/message";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { useCan } from "../../components/session-context";
import { useListSearch } from "../../components/use-list-search";
import type { CompaniesSearch } from "./companies-search";
import { companyColumns } from "./company-columns";
import { CreateCompanyButton } from "./create-company-button";

export function CompaniesPage() {
  const mayCreate = useCan("create_companies");
  const { search, sortBy } = useListSearch<CompaniesSearch>();
  const companies = useQuery({ ...companiesQuery(search), enabled: mayCreate });

  if (!mayCreate) {
    return (
      <Page title="Companies">
        <NoAccess>Companies are managed by administrators, and you are not one of them.</NoAccess>
      </Page>
    );
  }
  return (
    <Page title="Companies" action={<CreateCompanyButton />}>
      <DataTable
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
    </Page>
  );
}
