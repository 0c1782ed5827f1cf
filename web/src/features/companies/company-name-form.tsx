import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { DialogActions } from "../../components/dialog-actions";
import { FormError } from "../../components/form-error";
import { sortRefusal } from "../../components/refusal";
import { required } from "../../components/rules";

interface Props {
  initialName: string;
  submit: string;
  saving: {
    mutate: (name: string, options: { onSuccess: () => void; onError: (error: Error) => void }) => void;
    isPending: boolean;
  };
  onDone: () => void;
}

export function CompanyNameForm({ initialName, submit, saving, onDone }: Props) {
  const [rest, setRest] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: initialName },
    validate: { name: required("Give the company a name.") },
  });

  const save = form.onSubmit(({ name }) => {
    setRest(null);
    saving.mutate(name.trim(), {
      onSuccess: onDone,
      onError: (error) => {
        const refusal = sortRefusal(error, ["name"]);
        form.setErrors(refusal.fields);
        setRest(refusal.rest);
      },
    });
  });

  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md">
        <TextInput label="Name" withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <FormError>{rest}</FormError>
      </Stack>
      <DialogActions submit={submit} busy={saving.isPending} onCancel={onDone} />
    </form>
  );
}
