import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { contactQuery, useUpdateContact } from "../../api/contacts";
import type { Contact, ContactField } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { hasDraft } from "../../lib/stored-drafts";
import { required } from "../../lib/validation";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { describeValue } from "../../shared/requests/difference";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { listDifferences } from "./contact-difference";
import { getChanges, toDraft, type ContactDraft } from "./contact-draft";
import { ContactFields } from "./contact-form";
import { PhoneTaken, readPhoneTaken, type PhoneTakenBy } from "./phone-taken";

interface Props {
  contact: Contact;
  fields: ContactField[];
}

export function EditContactButton(props: Props) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-contact:${props.contact.id}`));
  return (
    <>
      <Button onClick={open}>Edit</Button>
      <TaskDialog title={<bdi>Edit {props.contact.name}</bdi>} size={600} opened={opened} onClose={close}>
        <EditContactForm {...props} onDone={close} />
      </TaskDialog>
    </>
  );
}

function EditContactForm({ contact, fields, onDone }: Props & { onDone: () => void }) {
  const [takenBy, setTakenBy] = useState<PhoneTakenBy | null>(null);
  const queryClient = useQueryClient();
  const update = useUpdateContact();
  const { form, formProps, setDraft, outdatedDraft, refused, busy } = useServerForm<ContactDraft, Contact>({
    draft: `edit-contact:${contact.id}`,
    initialValues: toDraft(contact, fields),
    validate: { name: required("Enter the contact’s name.") },
    save: (): Promise<Contact> => {
      setTakenBy(null);
      return editing.saveOrLoad(() => update.mutateAsync({ contact: base, changes }));
    },
    onSaved: (saved) => {
      notifications.show({ message: `Changes to ${saved.name} are saved.` });
      onDone();
    },
    onRefused: (error) => {
      setTakenBy(readPhoneTaken(error, form.values.phone));
      return isEditConflict(error);
    },
  });
  const editing = useEditing({
    latest: contact,
    draft: form.values,
    setDraft,
    toDraft: (saved: Contact) => toDraft(saved, fields),
    getChanges: (before, after) => getChanges(before, after, fields),
    load: () => queryClient.fetchQuery({ ...contactQuery(contact.id), staleTime: 0 }),
  });
  const { base, changes, isChanged, otherChange, conflicts } = editing;
  const saved = toDraft(base, fields);
  const isStillTaken = takenBy !== null && takenBy.phone === form.values.phone;

  return (
    <form {...formProps}>
      <OutdatedDraftNotice {...outdatedDraft} />
      <ContactFields
        form={form}
        fields={fields}
        withSecondName
        conflicts={Object.fromEntries(
          conflicts.map((name) => [
            name,
            {
              text: describeValue(saved[name]),
              onUse: () => {
                form.setValues({ [name]: saved[name] } as Partial<ContactDraft>);
                editing.resolveConflict(name);
              },
            },
          ]),
        )}
        phoneTaken={isStillTaken && <PhoneTaken id={takenBy.id} name={form.values.name.trim()} onDone={onDone} />}
      />
      <DialogActions submit="Save changes" busy={busy} disabled={!isChanged} onCancel={onDone}>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after, fields)} />}
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}
