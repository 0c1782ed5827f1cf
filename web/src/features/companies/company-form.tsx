import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useCreateCompany, useUpdateCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { countries } from "../../lib/countries";
import { hasDraft } from "../../lib/stored-drafts";
import { required } from "../../lib/validation";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { useServerForm } from "../../shared/requests/use-server-form";

export function CreateCompanyButton({ startsOpen = false }) {
  const [opened, { open, close }] = useDisclosure(startsOpen || hasDraft("create-company"));
  const creation = useCreateCompany();
  return (
    <>
      <Button onClick={open}>Create company</Button>
      <TaskDialog title="Create company" opened={opened} onClose={close}>
        <CompanyForm
          draft="create-company"
          initial={{ name: "", country: null }}
          submit="Create company"
          save={creation.mutateAsync}
          onDone={close}
        />
      </TaskDialog>
    </>
  );
}

export function EditCompanyButton({ company }: { company: Company }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-company:${company.id}`));
  const update = useUpdateCompany(company);
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Edit ${company.name}`}>
        Edit
      </Button>
      <TaskDialog title="Edit company" opened={opened} onClose={close}>
        <CompanyForm
          draft={`edit-company:${company.id}`}
          initial={company}
          submit="Save changes"
          save={update.mutateAsync}
          onDone={close}
        />
      </TaskDialog>
    </>
  );
}

type CompanyValues = Pick<Company, "name" | "country">;

interface FormProps {
  /** The name of the draft that is kept. */
  draft: string;
  initial: CompanyValues;
  submit: string;
  save: (values: CompanyValues) => Promise<Company>;
  onDone: () => void;
}

function CompanyForm({ draft, initial, submit, save, onDone }: FormProps) {
  const { form, formProps, outdatedDraft, refused, busy } = useServerForm({
    draft,
    initialValues: { name: initial.name, country: initial.country },
    validate: { name: required("Enter a name.") },
    save: ({ name, country }) => save({ name: name.trim(), country }),
    onSaved: (company) => {
      notifications.show({ message: `${company.name} was saved.` });
      onDone();
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <OutdatedDraftNotice {...outdatedDraft} />
        <TextInput label="Name" {...mandatory} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <Select
          label="Country"
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
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit={submit} busy={busy} onCancel={onDone} />
    </form>
  );
}
