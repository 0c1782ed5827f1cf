import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { contactFieldsQuery } from "../../api/contact-fields";
import { contactQuery } from "../../api/contacts";
import type { Contact } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { ContactCalls } from "./contact-calls";
import { ContactConsent } from "./contact-consent";
import { ContactFacts } from "./contact-facts";
import { ContactHistory } from "./contact-history";
import styles from "./contacts.module.css";
import { contactsMemory } from "./contacts-search";
import { DeleteContactButton } from "./delete-contact";
import { EditContactButton } from "./edit-contact";
import { MergeContactButton } from "./merge-contacts";

/** One contact. */
export function ContactPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayAccess = useMayAccessCrm();
  const contact = useQuery({ ...contactQuery(id), enabled: mayAccess });
  const visible = getVisible(contact);
  const back = (
    <BackLink to="/contacts" search={contactsMemory.latest() as never}>
      Contacts
    </BackLink>
  );
  return (
    <CrmPage
      key={id}
      title={visible?.name ?? "Contact"}
      above={back}
      // Also after a refresh that failed: a dialog may be open, with what was typed into it.
      action={visible && <ContactActions contact={visible} />}
    >
      <QueryState
        query={contact}
        skeleton={<SkeletonRows count={6} />}
        notFound={
          <Message title="Contact not found">It does not exist, or you don’t have access to its company.</Message>
        }
      >
        {(found) => (
          <div className={styles.contact}>
            <div className={styles.side}>
              <ContactFacts contact={found} />
              <ContactConsent contact={found} />
            </div>
            <div className={styles.side}>
              <ContactCalls id={id} />
              <ContactHistory id={id} />
            </div>
          </div>
        )}
      </QueryState>
    </CrmPage>
  );
}

function ContactActions({ contact }: { contact: Contact }) {
  const fields = useQuery(contactFieldsQuery);
  return (
    <Group gap="xs">
      {contact.can.includes("delete") && <DeleteContactButton contact={contact} />}
      {contact.can.includes("update") && <MergeContactButton contact={contact} />}
      {contact.can.includes("update") &&
        (fields.data ? <EditContactButton contact={contact} fields={fields.data} /> : <Button disabled>Edit</Button>)}
    </Group>
  );
}
