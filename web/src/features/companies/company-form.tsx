import { Button, Select, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useCreateCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { describeClearButton } from "../../components/form/clear-button";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { countries } from "../../lib/countries";
import { wasTypedHere } from "../../lib/stored-drafts";
import { useServerForm } from "../../shared/requests/use-server-form";
import type { CompanyDraft } from "./company-draft";
import { labels, nameIsRequired } from "./company-words";

export function CreateCompanyButton({ startsOpen = false }) {
  const [opened, { open, close }] = useDisclosure(startsOpen || wasTypedHere("create-company"));
  return (
    <>
      <Button onClick={open}>Create company</Button>
      <TaskDialog title="Create company" opened={opened} onClose={close}>
        <CreateCompanyForm onDone={close} />
      </TaskDialog>
    </>
  );
}

function CreateCompanyForm({ onDone }: { onDone: () => void }) {
  const creation = useCreateCompany();
  const { form, formProps, refused, busy } = useServerForm<CompanyDraft, Company>({
    draft: "create-company",
    initialValues: { name: "", country: null },
    validate: { name: nameIsRequired },
    save: ({ name, country }) => creation.mutateAsync({ name: name.trim(), country }),
    onSaved: (company) => {
      notifications.show({ message: `${company.name} was saved.` });
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

export function CompanyFields({ form }: { form: UseFormReturnType<CompanyDraft> }) {
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
        clearButtonProps={describeClearButton("Clear the country")}
        nothingFoundMessage="No countries found"
        comboboxProps={{ withinPortal: false }}
        {...form.getInputProps("country")}
      />
    </Stack>
  );
}
