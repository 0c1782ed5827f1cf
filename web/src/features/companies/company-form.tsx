import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useCreateCompany, useUpdateCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { countries } from "../../lib/countries";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";

export function CreateCompanyButton() {
  const [opened, { open, close }] = useDisclosure(false);
  const creation = useCreateCompany();
  return (
    <>
      <Button onClick={open}>Create company</Button>
      <TaskDialog title="Create company" opened={opened} onClose={close}>
        <CompanyForm
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
  const [opened, { open, close }] = useDisclosure(false);
  const update = useUpdateCompany(company);
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Edit ${company.name}`}>
        Edit
      </Button>
      <TaskDialog title="Edit company" opened={opened} onClose={close}>
        <CompanyForm initial={company} submit="Save changes" save={update.mutateAsync} onDone={close} />
      </TaskDialog>
    </>
  );
}

type CompanyValues = Pick<Company, "name" | "country">;

interface FormProps {
  initial: CompanyValues;
  submit: string;
  save: (values: CompanyValues) => Promise<unknown>;
  onDone: () => void;
}

function CompanyForm({ initial, submit, save, onDone }: FormProps) {
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { name: initial.name, country: initial.country },
    validate: { name: required("Give the company a name.") },
    save: ({ name, country }) => save({ name: name.trim(), country }),
    onSaved: onDone,
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput label="Name" {...mandatory} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <Select
          label="Country"
          description="Phone numbers of its contacts can be typed and are shown as they are written there."
          placeholder="None: numbers need + and the country code"
          data={countries}
          searchable
          clearable
          clearButtonProps={{ "aria-label": "Clear the country" }}
          nothingFoundMessage="No such country"
          comboboxProps={{ withinPortal: false }}
          {...form.getInputProps("country")}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit={submit} busy={busy} onCancel={onDone} />
    </form>
  );
}
