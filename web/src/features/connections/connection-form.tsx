import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useUpdateConnection } from "../../api/connections";
import type { Connection, UpdateConnection } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import styles from "./connection-page.module.css";
import { capitalize, platformWords } from "./platform-words";
import { SecretField } from "./secret-field";

/** Changes the name or the secret of a connection. The current secret is never shown. */
export function ConnectionForm({ connection }: { connection: Connection }) {
  const update = useUpdateConnection();
  const words = platformWords[connection.platform];
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { name: connection.name, secret: "" },
    validate: { name: required("Give the connection a name.") },
    save: (values) => update.mutateAsync({ connection, changes: getChanges(values) }),
    onSaved: (saved) => {
      form.setValues({ name: saved.name, secret: "" });
      notifications.show({ message: `${saved.name} was saved.` });
    },
  });
  const getChanges = ({ name, secret }: { name: string; secret: string }): UpdateConnection => ({
    ...(name.trim() !== connection.name && { name: name.trim() }),
    ...(secret.trim() && { secret: secret.trim() }),
  });
  const isChanged = Object.keys(getChanges(form.values)).length > 0;

  return (
    <section aria-labelledby="settings" className={styles.section}>
      <h2 id="settings" className={styles.title}>
        Here
      </h2>
      <form {...formProps}>
        <Stack gap="md">
          <TextInput label="Name" {...mandatory} autoComplete="off" {...form.getInputProps("name")} />
          <SecretField
            label={connection.has_secret ? `New ${words.secret}` : capitalize(words.secret)}
            description={words.secretAdvice}
            placeholder={connection.has_secret ? "Stays as it is" : undefined}
            words={words}
            {...form.getInputProps("secret")}
            value={form.values.secret}
          />
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
