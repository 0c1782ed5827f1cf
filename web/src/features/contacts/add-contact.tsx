import { Button, Switch } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { contactFieldsQuery } from "../../api/contact-fields";
import { useCreateContact } from "../../api/contacts";
import type { Company, ContactField } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { CompanySelect } from "../../shared/companies/company-select";
import { QueryState } from "../../shared/requests/query-state";
import { useDraftState } from "../../shared/requests/use-draft";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useSession } from "../../shared/session/session-context";
import { useToday } from "../../shared/session/use-today";
import { ConsentFields, createConsentChecks } from "./consent-fields";
import { createEmptyDraft, emptyConsent, toConsent, toCreation, type ContactDraft } from "./contact-draft";
import { ContactFields } from "./contact-form";
import styles from "./contacts.module.css";
import { PhoneTaken, readPhoneTaken, type PhoneTakenBy } from "./phone-taken";

interface ButtonProps {
  companies: Company[];
  /** The company that the list is filtered by. */
  companyId?: string;
}

/** Opens the dialog that adds a contact. Without a company there is no button: the empty list says why. */
export function AddContactButton({ companies, companyId }: ButtonProps) {
  const [opened, { open, close }] = useDisclosure(hasDraft("add-contact"));
  if (companies.length === 0) return null;
  return (
    <>
      <Button onClick={open}>Add contact</Button>
      <TaskDialog title="Add contact" size={600} opened={opened} onClose={close}>
        <AddContact companies={companies} companyId={companyId} onDone={close} />
      </TaskDialog>
    </>
  );
}

interface Props extends ButtonProps {
  onDone: () => void;
}

/** Loads the account's own fields, and shows the form. */
function AddContact(props: Props) {
  const fields = useQuery(contactFieldsQuery);
  return (
    <QueryState query={fields} skeleton={<SkeletonRows count={6} />}>
      {(known) => <AddContactForm fields={known} {...props} />}
    </QueryState>
  );
}

function AddContactForm({ fields, companies, companyId, onDone }: Props & { fields: ContactField[] }) {
  const { value: hasConsent, set: setHasConsent } = useDraftState("add-contact:consent", false);
  const [takenBy, setTakenBy] = useState<PhoneTakenBy | null>(null);
  const timeZone = useSession().account.time_zone;
  const today = useToday();
  const creation = useCreateContact();
  const navigate = useNavigate();
  const onlyCompany = companies.length === 1 ? companies[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    draft: "add-contact",
    initialValues: {
      company_id: companyId ?? onlyCompany,
      ...createEmptyDraft(fields),
      ...emptyConsent(today),
    },
    validate: {
      company_id: required("Choose a company."),
      name: required("Enter the contact’s name."),
      ...(hasConsent && createConsentChecks(today)),
    },
    save: (draft) => {
      setTakenBy(null);
      return creation.mutateAsync({
        ...toCreation(draft.company_id, draft, fields),
        ...(hasConsent && { consent: toConsent(draft, timeZone) }),
      });
    },
    onSaved: (contact) => {
      notifications.show({ message: `${contact.name} was added.` });
      onDone();
      void navigate({ to: "/contacts/$id", params: { id: contact.id } });
    },
    onRefused: (error) => {
      setTakenBy(readPhoneTaken(error, form.values.phone));
      return false;
    },
  });
  const isStillTaken = takenBy !== null && takenBy.phone === form.values.phone;

  return (
    <form {...formProps}>
      {companies.length > 1 && <CompanySelect companies={companies} mb="md" {...form.getInputProps("company_id")} />}
      <ContactFields
        form={form as unknown as UseFormReturnType<ContactDraft>}
        fields={fields}
        phoneTaken={isStillTaken && <PhoneTaken id={takenBy.id} name={form.values.name.trim()} onDone={onDone} />}
      />
      <fieldset className={styles.section}>
        <legend className={styles.sectionTitle}>Consent</legend>
        <Switch
          label="Has agreed to be called"
          mb={hasConsent ? "md" : 0}
          checked={hasConsent}
          onChange={(event) => setHasConsent(event.currentTarget.checked)}
        />
        {hasConsent && <ConsentFields getProps={(name) => form.getInputProps(name)} />}
      </fieldset>
      <DialogActions submit="Add contact" busy={busy} onCancel={onDone}>
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}
