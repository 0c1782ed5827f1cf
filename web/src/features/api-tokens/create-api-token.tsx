import { Button, Checkbox, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useCreateApiToken } from "../../api/api-tokens";
import type { NewApiToken, TokenScope } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { OneTimeSecret } from "../../components/dialog/one-time-secret";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { toChoices } from "../../lib/choices";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { useServerForm } from "../../shared/requests/use-server-form";
import { computeExpiry, lifetimeWords, type Lifetime } from "./expiry";
import { allScopes, scopeWords } from "./scopes";

export function CreateApiTokenButton() {
  const [opened, { open, close }] = useDisclosure(hasDraft("create-api-token"));
  return (
    <>
      <Button onClick={open}>Create API token</Button>
      <TaskDialog title="Create API token" opened={opened} onClose={close}>
        <CreateApiToken onDone={close} />
      </TaskDialog>
    </>
  );
}

/** The form for a new token, and then the token itself, which is shown only this once. */
function CreateApiToken({ onDone }: { onDone: () => void }) {
  const [created, setCreated] = useState<NewApiToken>();
  if (!created) return <CreateApiTokenForm onCreated={setCreated} onCancel={onDone} />;
  return (
    <OneTimeSecret
      label="API token"
      value={created.token}
      advice="Copy it now. Store it like a password."
      onDone={onDone}
    >
      Token <bdi>{created.name}</bdi> created.
    </OneTimeSecret>
  );
}

interface FormProps {
  onCreated: (token: NewApiToken) => void;
  onCancel: () => void;
}

function CreateApiTokenForm({ onCreated, onCancel }: FormProps) {
  const createToken = useCreateApiToken();
  const { form, formProps, refused, busy } = useServerForm({
    draft: "create-api-token",
    initialValues: { name: "", scopes: ["read"] as TokenScope[], expires_at: "90" as Lifetime },
    validate: {
      name: required("Enter a name."),
      scopes: (scopes) => (scopes.length === 0 ? "Choose at least one scope." : null),
    },
    save: ({ name, scopes, expires_at }) =>
      createToken.mutateAsync({ name: name.trim(), scopes, expires_at: computeExpiry(expires_at, new Date()) }),
    onSaved: onCreated,
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="What the token is used for."
          {...mandatory}
          data-autofocus
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <Checkbox.Group label="Scopes" {...form.getInputProps("scopes")}>
          <Stack gap="xs" mt="xs">
            {allScopes.map((scope) => (
              <Checkbox key={scope} value={scope} {...scopeWords[scope]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect label="Expires" data={toChoices(lifetimeWords)} {...form.getInputProps("expires_at")} />
        <div>
          Anyone with the token can act on your behalf within these scopes until it expires or is revoked. Tokens cannot
          sign in, set passwords or change administrators.
        </div>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create API token" busy={busy} onCancel={onCancel} />
    </form>
  );
}
