import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useUpdateConnection } from "../../api/connection-changes";
import { connectionQuery } from "../../api/connections";
import type { Connection, UpdateConnection } from "../../api/schema";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { compareFields } from "../../shared/requests/difference";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import styles from "./connection-page.module.css";
import { capitalize, platformWords } from "./platform-words";
import { SecretField } from "./secret-field";

/** Changes the name or the secret of a connection. The current secret is never shown. */
export function ConnectionForm({ connection }: { connection: Connection }) {
  const queryClient = useQueryClient();
  const update = useUpdateConnection();
  const words = platformWords[connection.platform];
  const { form, formProps, setDraft, outdatedDraft, refused, busy, isKept } = useServerForm({
    draft: `edit-connection:${connection.id}`,
    initialValues: toDraft(connection),
    validate: { name: required("Enter a name.") },
    save: (): Promise<Connection> => editing.saveOrLoad(() => update.mutateAsync({ connection: base, changes })),
    onSaved: (saved) => {
      editing.continueFrom(saved);
      notifications.show({ message: `${saved.name} was saved.` });
    },
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest: connection,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery(connectionQuery(connection.id)),
  });
  const { base, changes, isChanged, otherChange } = editing;

  return (
    <section aria-labelledby="settings" className={styles.section}>
      <h2 id="settings" className={styles.title}>
        Settings
      </h2>
      <form {...formProps}>
        {/* The secret is not kept. */}
        <UnsavedChanges unsaved={isChanged} isKept={isKept && form.values.secret === ""} />
        <Stack gap="md">
          <OutdatedDraftNotice {...outdatedDraft} />
          <TextInput label={labels.name} {...mandatory} autoComplete="off" {...form.getInputProps("name")} />
          <SecretField
            label={connection.has_secret ? `New ${words.secret}` : capitalize(words.secret)}
            description={words.secretAdvice}
            placeholder={connection.has_secret ? "Unchanged" : undefined}
            words={words}
            {...form.getInputProps("secret")}
            value={form.values.secret}
          />
          {otherChange && <ConflictNotice differences={compareFields(otherChange.before, otherChange.after, labels)} />}
          <FormError>{refused}</FormError>
          <Group>
            <Button type="submit" disabled={!isChanged} loading={busy}>
              Save changes
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

const labels = { name: "Name" };

type Draft = { name: string; secret: string };

function toDraft({ name }: Connection): Draft {
  return { name, secret: "" };
}

function getChanges(base: Draft, { name, secret }: Draft): UpdateConnection {
  return {
    ...(name.trim() !== base.name && { name: name.trim() }),
    ...(secret.trim() && { secret: secret.trim() }),
  };
}
