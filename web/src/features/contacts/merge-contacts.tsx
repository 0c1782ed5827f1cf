import { Button, Radio, Select, Stack } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { contactQuery, contactsQuery, useForgetContact, useMergeContact } from "../../api/contacts";
import type { Contact } from "../../api/schema";
import { useCloseGuard } from "../../components/dialog/close-guard";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { TwoLines } from "../../components/text/two-lines";
import { describeChoices } from "../../shared/list/describe-choices";
import styles from "./contacts.module.css";

/** Merges two contacts that are selected in the list. */
export function MergeContactsButton({ first, second }: { first: Contact; second: Contact }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Merge
      </Button>
      <TaskDialog title="Merge two contacts" opened={opened} onClose={close} size={520}>
        {first.company_id === second.company_id ? (
          <MergeForm first={first} second={second} onDone={close} />
        ) : (
          <p>
            Only contacts of one company can be merged: <bdi>{first.name}</bdi> belongs to{" "}
            <bdi>{first.company_name}</bdi>, <bdi>{second.name}</bdi> to <bdi>{second.company_name}</bdi>.
          </p>
        )}
      </TaskDialog>
    </>
  );
}

/** Merges a contact with another one of its company, which is chosen first. */
export function MergeContactButton({ contact }: { contact: Contact }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        Merge
      </Button>
      <TaskDialog
        title={<bdi>Merge {contact.name} with another contact</bdi>}
        opened={opened}
        onClose={close}
        size={520}
      >
        <MergeWithAnother contact={contact} onDone={close} />
      </TaskDialog>
    </>
  );
}

function MergeWithAnother({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const [other, setOther] = useState<Contact | null>(null);
  return (
    <>
      <ContactChoice contact={contact} onChoose={setOther} />
      {other && <MergeForm key={other.id} first={contact} second={other} onDone={onDone} />}
    </>
  );
}

interface ChoiceProps {
  contact: Contact;
  onChoose: (contact: Contact) => void;
}

/** A search for another contact of the same company. */
function ContactChoice({ contact, onChoose }: ChoiceProps) {
  const [text, setText] = useState("");
  const [searched] = useDebouncedValue(text.trim(), 150);
  const found = useQuery(
    contactsQuery({ company_id: contact.company_id, limit: 20, ...(searched && { search: searched }) }),
  );
  const others = (found.data?.items ?? []).filter(({ id }) => id !== contact.id);
  return (
    <Select
      label="Other contact"
      description="Search by name, email or phone number."
      {...mandatory}
      data-autofocus
      data={others.map((other) => ({ value: other.id, label: describe(other) }))}
      // The server has searched already.
      filter={({ options }) => options}
      searchable
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const other = others.find((contact) => contact.id === id);
        if (other) onChoose(other);
      }}
      {...describeChoices(found, "No contacts found")}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

function describe({ name, phone_text, email }: Contact): string {
  return [name, phone_text ?? email].filter((text) => text).join(" · ");
}

interface FormProps {
  first: Contact;
  second: Contact;
  onDone: () => void;
}

/** The contact as it is now; until that is known, as a list has shown it. */
function useCurrent(listed: Contact): Contact {
  return useQuery({ ...contactQuery(listed.id), initialData: listed, initialDataUpdatedAt: 0 }).data;
}

/** Which of the two stays, and what becomes of the other. */
function MergeForm({ onDone, ...listed }: FormProps) {
  const first = useCurrent(listed.first);
  const second = useCurrent(listed.second);
  const [keptId, setKeptId] = useState(first.id);
  const merge = useMergeContact();
  const forget = useForgetContact();
  const navigate = useNavigate();
  const guard = useCloseGuard();
  const [kept, other] = keptId === first.id ? [first, second] : [second, first];
  const mergeContacts = () =>
    merge.mutate(
      { contact: other, into: kept.id },
      {
        onSuccess: (contact) => {
          notifications.show({ message: `${other.name} was merged into ${contact.name}.` });
          guard?.reportTyping(false); // the text of the search
          onDone();
          void navigate({ to: "/contacts/$id", params: { id: contact.id } }).then(() => forget(other.id));
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mergeContacts();
      }}
    >
      <Stack gap="md" mt="md">
        <Radio.Group label="Keep" value={keptId} onChange={setKeptId}>
          <Stack gap="sm" mt={4}>
            {[first, second].map((contact) => (
              <Radio
                key={contact.id}
                value={contact.id}
                label={
                  <TwoLines
                    first={contact.name}
                    second={[contact.job_title, contact.phone_text, contact.email].filter((text) => text).join(" · ")}
                  />
                }
              />
            ))}
          </Stack>
        </Radio.Group>
        <ul className={styles.effects}>
          <li>
            Empty fields of <bdi>{kept.name}</bdi> are filled from <bdi>{other.name}</bdi>; others are kept.
          </li>
          {other.phone && other.phone !== kept.phone && kept.phone && (
            <li>
              The number <bdi>{other.phone_text}</bdi> is kept as another number of <bdi>{kept.name}</bdi>.
            </li>
          )}
          <li>The calls, tags and segments of both are kept.</li>
          {(kept.do_not_call || other.do_not_call) && <li>“Do not call” is kept.</li>}
          <li>
            The contact <bdi>{other.name}</bdi> is deleted. This cannot be undone.
          </li>
        </ul>
        <FormError>{merge.error?.message}</FormError>
      </Stack>
      <DialogActions submit="Merge" busy={merge.isPending} onCancel={onDone} />
    </form>
  );
}
