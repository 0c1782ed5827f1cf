import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ApiError } from "../../api/api-error";
import { contactQuery } from "../../api/contacts";
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

/** Shows the contact that has the phone number already. */
export function PhoneTaken({ id, onDone }: Props) {
  const contact = useQuery(contactQuery(id)).data;
  if (!contact) return null;
  return (
    <div className={styles.taken}>
      <p>
        <Link to="/contacts/$id" params={{ id }} onClick={onDone}>
          <bdi>{contact.name}</bdi>
        </Link>
        {contact.job_title && (
          <>
            , <bdi>{contact.job_title}</bdi>
          </>
        )}
      </p>
    </div>
  );
}
