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
import { useServerForm } from "../../shared/requests/use-server-form";
import { computeExpiry, lifetimeWords, type Lifetime } from "./expiry";
import { allScopes, scopeWords } from "./scopes";

export function CreateApiTokenButton() {
  const [opened, { open, close }] = useDisclosure(false);
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
      advice="Copy it now, and keep it like a password."
      onDone={onDone}
    >
      The token <bdi>{created.name}</bdi> is made.
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
    initialValues: { name: "", scopes: ["read"] as TokenScope[], expires_at: "90" as Lifetime },
    validate: {
      name: required("Give the token a name."),
      scopes: (scopes) => (scopes.length === 0 ? "Choose at least one." : null),
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
          description="What it is for, so that you know it when you revoke it."
          {...mandatory}
          data-autofocus
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <Checkbox.Group label="The token may" {...form.getInputProps("scopes")}>
          <Stack gap="xs" mt="xs">
            {allScopes.map((scope) => (
              <Checkbox key={scope} value={scope} {...scopeWords[scope]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect label="Expires" data={toChoices(lifetimeWords)} {...form.getInputProps("expires_at")} />
        <div>
          Anyone who has the token can do this in your name until it expires or is revoked. No token can sign in, set
          passwords or change administrators.
        </div>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create API token" busy={busy} onCancel={onCancel} />
    </form>
  );
}
