import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { companiesQuery } from "../../api/companies";
import type { Company } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { getCountryName } from "../../lib/countries";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import type { CompaniesSearch } from "./companies-search";
import { CreateCompanyButton } from "./company-form";
import { CompanyRatesButton } from "./company-rates";
import { DeleteCompanyButton } from "./delete-company";
import { EditCompanyButton } from "./edit-company";

export function CompaniesPage() {
  const mayManage = useCan("create_companies");
  const { search, sortBy } = useListSearch<CompaniesSearch>();
  const companies = useQuery({ ...companiesQuery(search), enabled: mayManage });

  return (
    <ProtectedPage
      title="Companies"
      isAllowed={mayManage}
      noAccess="Only administrators have access to companies."
      action={<CreateCompanyButton />}
    >
      <ListTable
        label="Companies"
        query={companies}
        columns={columns}
        search={search}
        defaultSort="name"
        onSort={sortBy}
        empty={
          <Message title="No companies yet">
            A company is a business unit or a client. Each agent belongs to one.
          </Message>
        }
      />
    </ProtectedPage>
  );
}

const columns: TableColumn<Company>[] = [
  {
    key: "name",
    title: "Name",
    sort: "name",
    onPhone: "first",
    cell: (company) => (
      <RowLink to="/agents" search={{ company_id: company.id } as never}>
        <bdi>{company.name}</bdi>
      </RowLink>
    ),
  },
  { key: "country", title: "Country", priority: 2, cell: ({ country }) => (country ? getCountryName(country) : "–") },
  {
    key: "created_at",
    title: "Created",
    sort: "created_at",
    firstDescending: true,
    width: "150px",
    priority: 3,
    cell: (company) => <Moment at={company.created_at} as="date" />,
  },
  {
    key: "actions",
    title: "Actions",
    width: "260px",
    onPhone: "bare",
    cell: (company) => (
      <Group gap="xs" wrap="nowrap">
        {company.can.includes("update") && <EditCompanyButton company={company} />}
        {company.can.includes("update") && <CompanyRatesButton company={company} />}
        {company.can.includes("delete") && <DeleteCompanyButton company={company} />}
      </Group>
    ),
  },
];
