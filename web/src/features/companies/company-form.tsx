import { Button, Select, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { companyQuery, useCreateCompany, useUpdateCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { countries } from "../../lib/countries";
import { hasDraft } from "../../lib/stored-drafts";
import { required } from "../../lib/validation";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, labels, listDifferences, toDraft, type CompanyDraft } from "./company-draft";

export function CreateCompanyButton({ startsOpen = false }) {
  const [opened, { open, close }] = useDisclosure(startsOpen || hasDraft("create-company"));
  return (
    <>
      <Button onClick={open}>Create company</Button>
      <TaskDialog title="Create company" opened={opened} onClose={close}>
        <CreateCompanyForm onDone={close} />
      </TaskDialog>
    </>
  );
}

const validate = { name: required("Enter a name.") };

const showSaved = (company: Company) => notifications.show({ message: `${company.name} was saved.` });

function CreateCompanyForm({ onDone }: { onDone: () => void }) {
  const creation = useCreateCompany();
  const { form, formProps, refused, busy } = useServerForm<CompanyDraft, Company>({
    draft: "create-company",
    initialValues: { name: "", country: null },
    validate,
    save: ({ name, country }) => creation.mutateAsync({ name: name.trim(), country }),
    onSaved: (company) => {
      showSaved(company);
      onDone();
    },
  });
  return (
    <form {...formProps}>
      <CompanyFields form={form} />
      <DialogActions submit="Create company" busy={busy} onCancel={onDone}>
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}

export function EditCompanyButton({ company }: { company: Company }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-company:${company.id}`));
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Edit ${company.name}`}>
        Edit
      </Button>
      <TaskDialog title="Edit company" opened={opened} onClose={close}>
        <EditCompanyForm company={company} onDone={close} />
      </TaskDialog>
    </>
  );
}

function EditCompanyForm({ company, onDone }: { company: Company; onDone: () => void }) {
  const queryClient = useQueryClient();
  const update = useUpdateCompany();
  const { form, formProps, setDraft, outdatedDraft, refused, busy } = useServerForm<CompanyDraft, Company>({
    draft: `edit-company:${company.id}`,
    initialValues: toDraft(company),
    validate,
    save: (): Promise<Company> => editing.saveOrLoad(() => update.mutateAsync({ company: base, changes })),
    onSaved: (saved) => {
      showSaved(saved);
      onDone();
    },
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest: company,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery({ ...companyQuery(company.id), staleTime: 0 }),
  });
  const { base, changes, isChanged, otherChange } = editing;

  return (
    <form {...formProps}>
      <OutdatedDraftNotice {...outdatedDraft} />
      <CompanyFields form={form} />
      <DialogActions submit="Save changes" busy={busy} disabled={!isChanged} onCancel={onDone}>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after)} />}
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}

function CompanyFields({ form }: { form: UseFormReturnType<CompanyDraft> }) {
  return (
    <Stack gap="md">
      <TextInput label={labels.name} {...mandatory} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <Select
        label={labels.country}
        description="Phone numbers of its contacts can be entered, and are shown, in the format of this country."
        placeholder="None: numbers need + and the country code"
        data={countries}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "Clear the country" }}
        nothingFoundMessage="No countries found"
        comboboxProps={{ withinPortal: false }}
        {...form.getInputProps("country")}
      />
    </Stack>
  );
}
