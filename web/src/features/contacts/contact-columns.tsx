import type { Contact } from "../../api/schema";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Address } from "../../components/text/address";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import styles from "./contacts.module.css";
import { DoNotCallBadge, Tags } from "./contact-words";

export function createContactColumns({ withCompany }: { withCompany: boolean }): TableColumn<Contact>[] {
  const columns: TableColumn<Contact>[] = [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "21%",
      minWidth: 200,
      onPhone: "first",
      cell: (contact) => (
        <TwoLines
          first={
            <RowLink to="/contacts/$id" params={{ id: contact.id }}>
              {contact.name}
            </RowLink>
          }
          second={describeSecondLine(contact)}
        />
      ),
    },
    {
      key: "phone",
      title: "Phone",
      width: "160px",
      onPhone: "bare",
      cell: (contact) => <Phone contact={contact} />,
    },
    {
      key: "email",
      title: "Email",
      priority: 2,
      minWidth: 160,
      onPhone: "quiet",
      cell: ({ email }) => (email ? <Address>{email}</Address> : <Nothing />),
    },
    {
      key: "tags",
      title: "Tags",
      width: "15%",
      priority: 3,
      minWidth: 120,
      onPhone: "bare",
      cell: ({ tags }) => <Tags tags={tags} />,
    },
    {
      key: "created_at",
      title: "Added",
      sort: "created_at",
      firstDescending: true,
      width: "112px",
      priority: 3,
      onPhone: "hidden",
      cell: ({ created_at }) => <Moment at={created_at} as="date" />,
    },
  ];
  if (withCompany) {
    columns.splice(1, 0, {
      key: "company",
      title: "Company",
      width: "11%",
      priority: 2,
      onPhone: "quiet",
      cell: ({ company_name }) => <bdi>{company_name}</bdi>,
    });
  }
  return columns;
}

/** A dash, which a card on a phone does without. */
function Nothing() {
  return <span className={styles.nothing}>–</span>;
}

/** The other name of a contact, and the job title. */
function describeSecondLine({ second_name, job_title }: Contact): string | null {
  return [second_name, job_title].filter((text) => text).join(" · ") || null;
}

/** The phone number, and whether it may be called. */
function Phone({ contact }: { contact: Contact }) {
  return (
    <div className={styles.phone}>
      {contact.phone_text ? <bdi>{contact.phone_text}</bdi> : <Nothing />}
      {contact.do_not_call && <DoNotCallBadge />}
    </div>
  );
}
