import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Company } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import styles from "./company-columns.module.css";
import { RenameCompanyButton } from "./company-name";
import { DeleteCompanyButton } from "./delete-company";

export const companyColumns: TableColumn<Company>[] = [
  {
    key: "name",
    title: "Name",
    sort: "name",
    onPhone: "first",
    cell: (company) => (
      <Link to="/agents" search={{ company_id: company.id } as never} className={styles.name}>
        <bdi>{company.name}</bdi>
      </Link>
    ),
  },
  {
    key: "created_at",
    title: "Created",
    sort: "created_at",
    firstDescending: true,
    width: "150px",
    cell: (company) => <Moment at={company.created_at} as="date" />,
  },
  {
    key: "actions",
    title: "Actions",
    width: "190px",
    onPhone: "bare",
    cell: (company) => (
      <Group gap="xs" wrap="nowrap">
        {company.can.includes("update") && <RenameCompanyButton company={company} />}
        {company.can.includes("delete") && <DeleteCompanyButton company={company} />}
      </Group>
    ),
  },
];
