import { Stack, TextInput } from "@mantine/core";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";

interface Props {
  initialName: string;
  submit: string;
  save: (name: string) => Promise<unknown>;
  onDone: () => void;
}

export function CompanyNameForm({ initialName, submit, save, onDone }: Props) {
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
