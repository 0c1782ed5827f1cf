import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useCreateDoNotCallEntry } from "../../api/do-not-call";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getNumber } from "./get-number";

interface ButtonProps {
  companies: Company[];
  /** Whether the caller may add numbers for the whole account. */
  forAccount: boolean;
}

export function AddNumberButton({ companies, forAccount }: ButtonProps) {
  const [opened, { open, close }] = useDisclosure(hasDraft("add-do-not-call-number"));
  if (companies.length === 0 && !forAccount) return null;
  return (
    <>
      <Button onClick={open}>Add number</Button>
      <TaskDialog title="Add a number to the do-not-call list" opened={opened} onClose={close}>
        <AddNumberForm companies={companies} forAccount={forAccount} onDone={close} />
      </TaskDialog>
    </>
  );
}

interface FormProps extends ButtonProps {
  onDone: () => void;
}

function AddNumberForm({ companies, forAccount, onDone }: FormProps) {
  const creation = useCreateDoNotCallEntry();
  const account = { value: "", label: "The whole account" };
  const choices = [...(forAccount ? [account] : []), ...companies.map(({ id, name }) => ({ value: id, label: name }))];
  const { form, formProps, refused, busy } = useServerForm({
    draft: "add-do-not-call-number",
    initialValues: { phone: "", company_id: choices[0]!.value, reason: "" },
    validate: { phone: required("Enter the phone number.") },
    save: ({ phone, company_id, reason }) =>
      creation.mutateAsync({ phone: phone.trim(), company_id: company_id || null, reason: reason.trim() || null }),
    onSaved: (entry) => {
      notifications.show({ message: `${getNumber(entry)} is on the do-not-call list.` });
      onDone();
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Number"
          description="With + and the country code, or as it is written in the company’s country."
          type="tel"
          {...mandatory}
          data-autofocus
          autoComplete="off"
          {...form.getInputProps("phone")}
        />
        {choices.length > 1 && <NativeSelect label="Applies to" data={choices} {...form.getInputProps("company_id")} />}
        <TextInput label="Reason" dir="auto" autoComplete="off" {...form.getInputProps("reason")} />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Add number" busy={busy} onCancel={onDone} />
    </form>
  );
}
