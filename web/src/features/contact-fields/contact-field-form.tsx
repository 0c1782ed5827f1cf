import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useCreateContactField, useUpdateContactField } from "../../api/contact-fields";
import type { ContactField, ContactFieldKind } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { toChoices } from "../../lib/choices";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { useDraftState } from "../../shared/requests/use-draft";
import { useServerForm } from "../../shared/requests/use-server-form";
import { splitChoices, suggestKey } from "./field-key";
import { kindWords } from "./kind-words";

export function CreateContactFieldButton() {
  const [opened, { open, close }] = useDisclosure(hasDraft("create-contact-field"));
  return (
    <>
      <Button onClick={open}>Create field</Button>
      <TaskDialog title="Create field" opened={opened} onClose={close}>
        <CreateContactFieldForm onDone={close} />
      </TaskDialog>
    </>
  );
}

function CreateContactFieldForm({ onDone }: { onDone: () => void }) {
  const { value: hasOwnKey, set: setHasOwnKey } = useDraftState("create-contact-field:own-key", false);
  const creation = useCreateContactField();
  const { form, formProps, refused, busy } = useServerForm({
    draft: "create-contact-field",
    initialValues: { label: "", key: "", kind: "text" as ContactFieldKind, choices: "" },
    validate: {
      label: required("Enter a label."),
      key: (key) =>
        /^[a-z][a-z0-9_]{0,49}$/.test(key)
          ? null
          : "Use a to z, 0 to 9 and _, starting with a letter, such as contract_no.",
      choices: (choices, { kind }) =>
        kind === "choice" && splitChoices(choices).length === 0 ? "Enter at least one choice." : null,
    },
    save: ({ label, key, kind, choices }) =>
      creation.mutateAsync({
        label: label.trim(),
        key,
        kind,
        ...(kind === "choice" && { choices: splitChoices(choices) }),
      }),
    onSaved: (field) => {
      notifications.show({ message: `The field ${field.label} was created.` });
      onDone();
    },
  });
  const setLabel = (label: string) => {
    form.setFieldValue("label", label);
    if (!hasOwnKey) form.setFieldValue("key", suggestKey(label));
  };

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Label"
          {...mandatory}
          data-autofocus
          dir="auto"
          autoComplete="off"
          {...form.getInputProps("label")}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <TextInput
          label="Key"
          description="Its name in the API and in CSV files. It cannot be changed later."
          {...mandatory}
          autoComplete="off"
          spellCheck={false}
          maxLength={50}
          {...form.getInputProps("key")}
          onChange={(event) => {
            setHasOwnKey(event.currentTarget.value !== "");
            form.setFieldValue("key", event.currentTarget.value);
          }}
        />
        <NativeSelect
          label="Kind"
          description="It cannot be changed later."
          data={toChoices(kindWords)}
          {...form.getInputProps("kind")}
        />
        {form.values.kind === "choice" && <ChoicesField {...form.getInputProps("choices")} />}
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create field" busy={busy} onCancel={onDone} />
    </form>
  );
}

export function EditContactFieldButton({ field }: { field: ContactField }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-contact-field:${field.id}`));
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Edit ${field.label}`}>
        Edit
      </Button>
      <TaskDialog title={<bdi>Edit {field.label}</bdi>} opened={opened} onClose={close}>
        <EditContactFieldForm field={field} onDone={close} />
      </TaskDialog>
    </>
  );
}

function EditContactFieldForm({ field, onDone }: { field: ContactField; onDone: () => void }) {
  const update = useUpdateContactField(field);
  const hasChoices = field.kind === "choice";
  const { form, formProps, outdatedDraft, refused, busy } = useServerForm({
    draft: `edit-contact-field:${field.id}`,
    initialValues: { label: field.label, choices: field.choices.join("\n") },
    validate: {
      label: required("Enter a label."),
      choices: (choices) => (hasChoices && splitChoices(choices).length === 0 ? "Enter at least one choice." : null),
    },
    save: ({ label, choices }) =>
      update.mutateAsync({ label: label.trim(), ...(hasChoices && { choices: splitChoices(choices) }) }),
    onSaved: onDone,
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <OutdatedDraftNotice {...outdatedDraft} />
        <TextInput
          label="Label"
          {...mandatory}
          data-autofocus
          dir="auto"
          autoComplete="off"
          {...form.getInputProps("label")}
        />
        {hasChoices && <ChoicesField {...form.getInputProps("choices")} />}
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Save changes" busy={busy} onCancel={onDone} />
    </form>
  );
}

function ChoicesField(props: object) {
  return (
    <Textarea
      label="Choices"
      description="One per line. A choice in use cannot be removed."
      {...mandatory}
      dir="auto"
      autosize
      minRows={3}
      maxRows={12}
      {...props}
    />
  );
}
