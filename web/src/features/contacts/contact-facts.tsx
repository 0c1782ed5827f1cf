import { useQuery } from "@tanstack/react-query";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { Contact } from "../../api/schema";
import { Address } from "../../components/text/address";
import { Fact } from "../../components/text/fact";
import { Moment } from "../../components/text/moment";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { DoNotCallBadge, formatOwnValue, Tags } from "./contact-words";
import styles from "./contacts.module.css";

/** What is known about a contact. An unknown fact has no line. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const withCompany = useHasSeveralCompanies();
  const fields = useQuery(contactFieldsQuery).data ?? [];
  return (
    <section aria-label="Details">
      <dl className={styles.facts}>
        <Fact name="Second name">{contact.second_name && <bdi>{contact.second_name}</bdi>}</Fact>
        <Fact name="Phone">
          {contact.phone && (
            <div className={styles.phone}>
              <a href={`tel:${contact.phone}`}>
                <bdi>{contact.phone_text}</bdi>
              </a>
              {contact.phone_is_valid === false && (
                <span className={styles.quiet}>This number may be mistyped: its range is not in use.</span>
              )}
              {contact.do_not_call && <DoNotCallBadge />}
            </div>
          )}
          {!contact.phone && contact.do_not_call && <DoNotCallBadge />}
        </Fact>
        <Fact name="Other numbers">{contact.other_phones.length > 0 && <OtherNumbers of={contact} />}</Fact>
        <Fact name="Email">
          {contact.email && (
            <a href={`mailto:${contact.email}`}>
              <Address>{contact.email}</Address>
            </a>
          )}
        </Fact>
        <Fact name="Job title">{contact.job_title && <bdi>{contact.job_title}</bdi>}</Fact>
        {withCompany && (
          <Fact name="Company">
            <bdi>{contact.company_name}</bdi>
          </Fact>
        )}
        <Fact name="Time zone">{contact.time_zone}</Fact>
        <Fact name="Tags">{contact.tags.length > 0 && <Tags tags={contact.tags} />}</Fact>
        {fields.map((field) => {
          const text = formatOwnValue(field, contact.fields);
          return (
            <Fact key={field.id} name={field.label}>
              {text !== null && <bdi>{text}</bdi>}
            </Fact>
          );
        })}
        <Fact name="Added">
          <Moment at={contact.created_at} />
        </Fact>
      </dl>
    </section>
  );
}

function OtherNumbers({ of: { other_phones, other_phone_texts } }: { of: Contact }) {
  return other_phones.map((phone, index) => (
    <div key={phone}>
      <a href={`tel:${phone}`}>
        <bdi>{other_phone_texts[index]}</bdi>
      </a>
    </div>
  ));
}
