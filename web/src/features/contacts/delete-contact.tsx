import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteContact, useForgetContact } from "../../api/contacts";
import type { Contact } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { contactsMemory } from "./contacts-search";

/** The button that deletes the contact after a question, and leads back to the list. */
export function DeleteContactButton({ contact }: { contact: Contact }) {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const forget = useForgetContact();
  const deletion = useDeleteContact(contact);
  const deleteContact = () =>
    deletion.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${contact.name} was deleted.` });
        void navigate({ to: "/contacts", search: contactsMemory.latest() as never }).then(() => forget(contact.id));
      },
    });

  const phones = contact.other_phones.length + (contact.phone === null ? 0 : 1);
  return (
    <>
      <Button variant="default" onClick={open}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${contact.name}?`}
        submit="Delete contact"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={{ ...deletion, mutate: deleteContact }}
      >
        <p>
          Everything in <bdi>{contact.name}</bdi>’s contact is deleted: phone number, email, tags, fields and consent.
          This cannot be undone.
        </p>
        <p>Calls with the phone number are kept, and so are entries on the do-not-call list.</p>
        {phones > 0 && isNotToBeCalled(contact) && (
          <p>
            {phones === 1 ? "The phone number is" : "All phone numbers are"} put on the do-not-call list, as this person
            is not to be called.
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}

const isNotToBeCalled = ({ do_not_call, consent }: Contact) =>
  do_not_call || (consent !== null && consent.withdrawn_at !== null);
