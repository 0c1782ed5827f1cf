import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { ContactField } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Table } from "../../components/table/table";
import type { TableColumn } from "../../components/table/table-column";
import { TwoLines } from "../../components/text/two-lines";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { QueryState } from "../../shared/requests/query-state";
import { useCan } from "../../shared/session/session-context";
import { CreateContactFieldButton, EditContactFieldButton } from "./contact-field-form";
import { DeleteContactFieldButton } from "./delete-contact-field";
import { kindWords } from "./kind-words";

/** The account's own fields of contacts. Members may see them, and administrators change them. */
export function ContactFieldsPage() {
  const mayAccess = useMayAccessCrm();
  // Those who may see the settings are administrators, who define the fields.
  const mayManage = useCan("view_settings");
  const fields = useQuery({ ...contactFieldsQuery, enabled: mayAccess });
  return (
    <CrmPage title="Contact fields" action={mayManage && <CreateContactFieldButton />}>
      <QueryState query={fields} skeleton={<SkeletonRows count={4} />}>
        {(known) =>
          known.length === 0 ? (
            <Message title="No fields yet">
              <p>
                Besides phone, email and job title, contacts can have fields of your own: a contract number, a birthday,
                a customer group. Everyone with access to the CRM sees them.
              </p>
            </Message>
          ) : (
            <Table label="Contact fields" columns={columns} items={known} />
          )
        }
      </QueryState>
    </CrmPage>
  );
}

const columns: TableColumn<ContactField>[] = [
  {
    key: "label",
    title: "Label",
    onPhone: "first",
    cell: (field) => <TwoLines first={field.label} second={field.key} />,
  },
  { key: "kind", title: "Kind", width: "120px", cell: ({ kind }) => kindWords[kind] },
  {
    key: "choices",
    title: "Choices",
    priority: 2,
    cell: ({ choices }) => (choices.length === 0 ? "–" : <bdi>{choices.join(", ")}</bdi>),
  },
  {
    key: "actions",
    title: "Actions",
    width: "170px",
    onPhone: "bare",
    cell: (field) => (
      <Group gap="xs" wrap="nowrap">
        {field.can.includes("update") && <EditContactFieldButton field={field} />}
        {field.can.includes("delete") && <DeleteContactFieldButton field={field} />}
      </Group>
    ),
  },
];
