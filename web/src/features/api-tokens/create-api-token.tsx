import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCreateApiToken } from "../../api/api-tokens";
import type { NewApiToken } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import { ApiTokenIsMade } from "./api-token-is-made";
import { expiryOf, lifetimes, type Lifetime } from "./expiry";

/** Names a new token, and then shows it once. */
export function CreateApiToken({ onDone }: { onDone: () => void }) {
  const createToken = useCreateApiToken();
  const [made, setMade] = useState<NewApiToken>();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { name: "", expires_at: "90" as Lifetime },
    validate: { name: required("Give the token a name.") },
    save: ({ name, expires_at }) =>
      createToken.mutateAsync({ name: name.trim(), expires_at: expiryOf(expires_at, new Date()) }),
    onSaved: setMade,
  });
  if (made) return <ApiTokenIsMade made={made} onDone={onDone} />;

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
        <NativeSelect label="Expires" data={lifetimes} {...form.getInputProps("expires_at")} />
        <div>Whoever has the token may do what you may do, until it is revoked.</div>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create API token" busy={busy} onCancel={onDone} />
    </form>
  );
}
