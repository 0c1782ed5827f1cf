import { Button, VisuallyHidden } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ApiError } from "../../api/api-error";
import { contactQuery, useUpdateContact } from "../../api/contacts";
import { useCloseGuard } from "../../components/dialog/close-guard";
import { FormError } from "../../components/form/form-error";
import styles from "./contacts.module.css";

/** The contact that has a phone number which was typed for another one. */
export interface PhoneTakenBy {
  id: string;
  /** As it was typed. */
  phone: string;
}

/** Whose phone number it is, if a contact was refused for that. */
export function readPhoneTaken(error: Error, phone: string): PhoneTakenBy | null {
  if (!(error instanceof ApiError) || error.code !== "phone_taken" || error.contactId === null) return null;
  return { id: error.contactId, phone };
}

interface Props {
  id: string;
  /** The name that was typed. */
  name: string;
  onDone: () => void;
}

/** Shows the contact that has the phone number already, and offers to add the typed name to it. */
export function PhoneTaken({ id, name, onDone }: Props) {
  const contact = useQuery(contactQuery(id)).data;
  const update = useUpdateContact();
  const navigate = useNavigate();
  const guard = useCloseGuard();
  if (!contact) return null;
  const mayAdd = contact.can.includes("update") && !contact.second_name && name !== "" && name !== contact.name;
  const addName = () =>
    update.mutate(
      { contact, changes: { second_name: name } },
      {
        onSuccess: () => {
          notifications.show({ message: `${name} was added to ${contact.name}.` });
          guard?.reportTyping(false); // the contact that was typed is not created
          onDone();
          void navigate({ to: "/contacts/$id", params: { id } });
        },
      },
    );
  return (
    <section aria-label="Contact with this phone number" className={styles.taken}>
      <p>
        <Link to="/contacts/$id" params={{ id }} target="_blank" rel="noopener">
          <bdi>{contact.name}</bdi>
          <VisuallyHidden> (opens in a new tab)</VisuallyHidden>
        </Link>
        {[contact.second_name, contact.job_title].map(
          (text) =>
            text && (
              <span key={text}>
                , <bdi>{text}</bdi>
              </span>
            ),
        )}
      </p>
      {mayAdd && <p>Only the name is added, nothing else that was typed.</p>}
      {mayAdd && (
        <Button variant="default" size="xs" loading={update.isPending} onClick={addName}>
          Add as second name
        </Button>
      )}
      <FormError>{update.error?.message}</FormError>
    </section>
  );
}
