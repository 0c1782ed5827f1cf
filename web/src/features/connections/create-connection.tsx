import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCreateConnection } from "../../api/connection-changes";
import type { Platform } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { toChoices } from "../../lib/choices";
import { required } from "../../lib/validation";
import { wasTypedHere } from "../../lib/stored-drafts";
import { platformNames } from "../../shared/connections/platforms";
import { useServerForm } from "../../shared/requests/use-server-form";
import { capitalize, platformWords } from "./platform-words";
import { SecretField } from "./secret-field";

export function CreateConnectionButton({ startsOpen = false }) {
  const [opened, { open, close }] = useDisclosure(startsOpen || wasTypedHere("create-connection"));
  return (
    <>
      <Button onClick={open}>Create connection</Button>
      <TaskDialog title="Create connection" opened={opened} onClose={close}>
        <CreateConnectionForm onDone={close} />
      </TaskDialog>
    </>
  );
}

/** Platform, name and secret. The connection's own page opens next, with the address that the platform needs. */
function CreateConnectionForm({ onDone }: { onDone: () => void }) {
  const createConnection = useCreateConnection();
  const navigate = useNavigate();
  const { form, formProps, refused, busy } = useServerForm({
    draft: "create-connection",
    initialValues: { platform: "vapi" as Platform, name: "", secret: "" },
    validate: { name: required("Enter a name.") },
    save: ({ platform, name, secret }) =>
      createConnection.mutateAsync({ platform, name: name.trim(), secret: secret.trim() || null }),
    onSaved: (connection) => {
      onDone();
      void navigate({ to: "/account/connections/$id", params: { id: connection.id } });
    },
  });
  const words = platformWords[form.values.platform];

  return (
    <form {...formProps}>
      <Stack gap="md">
        <NativeSelect
          label="Platform"
          data={toChoices(platformNames)}
          data-autofocus
          {...form.getInputProps("platform")}
        />
        <TextInput
          label="Name"
          description="For example, the name of the account at the platform."
          {...mandatory}
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <SecretField
          label={capitalize(words.secret)}
          description={`${words.secretAdvice} You can also enter it later.`}
          words={words}
          {...form.getInputProps("secret")}
          value={form.values.secret}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create connection" busy={busy} onCancel={onDone} />
    </form>
  );
}
