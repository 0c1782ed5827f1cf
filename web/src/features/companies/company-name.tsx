import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useCreateCompany, useRenameCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";

export function CreateCompanyButton() {
  const [opened, { open, close }] = useDisclosure(false);
  const creation = useCreateCompany();
  return (
    <>
      <Button onClick={open}>Create company</Button>
      <TaskDialog title="Create company" opened={opened} onClose={close}>
        <CompanyNameForm initialName="" submit="Create company" save={creation.mutateAsync} onDone={close} />
      </TaskDialog>
    </>
  );
}

export function RenameCompanyButton({ company }: { company: Company }) {
  const [opened, { open, close }] = useDisclosure(false);
  const renaming = useRenameCompany(company);
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Rename ${company.name}`}>
        Rename
      </Button>
      <TaskDialog title="Rename company" opened={opened} onClose={close}>
        <CompanyNameForm initialName={company.name} submit="Rename" save={renaming.mutateAsync} onDone={close} />
      </TaskDialog>
    </>
  );
}

interface FormProps {
  initialName: string;
  submit: string;
  save: (name: string) => Promise<unknown>;
  onDone: () => void;
}

function CompanyNameForm({ initialName, submit, save, onDone }: FormProps) {
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { name: initialName },
    validate: { name: required("Give the company a name.") },
    save: ({ name }) => save(name.trim()),
    onSaved: onDone,
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput label="Name" {...mandatory} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit={submit} busy={busy} onCancel={onDone} />
    </form>
  );
}
