import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useRemoveConnectionKey, useSetConnectionKey } from "../../api/connection-changes";
import { connectionNumbersQuery } from "../../api/connections";
import type { Connection } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { Moment } from "../../components/text/moment";
import { required } from "../../lib/validation";
import { platformNames } from "../../shared/connections/platforms";
import { QueryState } from "../../shared/requests/query-state";
import { useServerForm } from "../../shared/requests/use-server-form";
import styles from "./connection-page.module.css";
import { platformWords } from "./platform-words";

/** The API key that campaigns call with, and the numbers that they can call from. The key is never shown. */
export function ConnectionKey({ connection }: { connection: Connection }) {
  const [isReplacing, setIsReplacing] = useState(false);
  const mayChange = connection.can.includes("change_key");
  const name = platformNames[connection.platform];
  return (
    <section aria-labelledby="api-key" className={styles.section}>
      <h2 id="api-key" className={styles.title} tabIndex={-1} data-takes-lost-focus>
        API key for campaigns
      </h2>
      {connection.has_key ? (
        <p className={styles.lead}>
          Set <Moment at={connection.key_set_at} />. Campaigns call through {name} with it.
        </p>
      ) : (
        <p className={styles.lead}>
          With an API key, campaigns can call through {name}. Incoming calls do not need it.
        </p>
      )}
      {mayChange && (!connection.has_key || isReplacing) && (
        <KeyForm
          connection={connection}
          onDone={() => setIsReplacing(false)}
          onCancel={isReplacing ? () => setIsReplacing(false) : undefined}
        />
      )}
      {mayChange && connection.has_key && !isReplacing && (
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => setIsReplacing(true)}>
            Replace API key
          </Button>
          <RemoveKeyButton connection={connection} />
        </Group>
      )}
      {connection.has_key && <PhoneNumbers connection={connection} />}
    </section>
  );
}

interface FormProps {
  connection: Connection;
  onDone: () => void;
  /** Only where there is a key already. */
  onCancel?: () => void;
}

function KeyForm({ connection, onDone, onCancel }: FormProps) {
  const [visible, setVisible] = useState(false);
  const change = useSetConnectionKey(connection.id);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { key: "" },
    validate: { key: required("Enter the API key.") },
    save: ({ key }) => change.mutateAsync(key.trim()),
    onSaved: () => {
      form.reset();
      notifications.show({ message: "The API key was set." });
      onDone();
    },
  });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <PasswordInput
          label={connection.has_key ? "New API key for campaigns" : "API key for campaigns"}
          {...mandatory}
          description={platformWords[connection.platform].keyAdvice}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
          spellCheck={false}
          visible={visible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{ "aria-label": visible ? "Hide API key" : "Show API key", tabIndex: 0 }}
          {...form.getInputProps("key")}
          aria-invalid={Boolean(form.errors.key)}
        />
        <FormError>{refused}</FormError>
        <Group gap="xs">
          <Button type="submit" loading={busy}>
            {connection.has_key ? "Replace API key" : "Set API key"}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function RemoveKeyButton({ connection }: { connection: Connection }) {
  const [opened, { open, close }] = useDisclosure(false);
  const removal = useRemoveConnectionKey(connection.id);
  return (
    <>
      <Button variant="subtle" color="red" size="xs" onClick={open}>
        Remove API key
      </Button>
      <ConfirmDialog
        title={`Remove the API key of ${connection.name}?`}
        submit="Remove API key"
        opened={opened}
        onClose={() => {
          close();
          removal.reset();
        }}
        mutation={{ ...removal, mutate: () => removal.mutate(undefined, { onSuccess: close }) }}
      >
        Campaigns that call through this connection are paused. Incoming calls are not affected. The key remains valid
        at {platformNames[connection.platform]} until it is revoked there.
      </ConfirmDialog>
    </>
  );
}

/** The numbers of the account at the platform, asked for now. */
function PhoneNumbers({ connection }: { connection: Connection }) {
  const numbers = useQuery(connectionNumbersQuery(connection.id));
  return (
    <div className={styles.numbers}>
      <h3 className={styles.subtitle}>Phone numbers</h3>
      <QueryState query={numbers} skeleton={<SkeletonRows count={2} />}>
        {(items) =>
          items.length === 0 ? (
            <p className={styles.lead}>
              This account at {platformNames[connection.platform]} has no phone numbers yet. Campaigns need one to call
              from.
            </p>
          ) : (
            <ul className={styles.numberList} aria-label="Phone numbers">
              {items.map(({ id, number, name }) => (
                <li key={id}>
                  <bdi>{number}</bdi>
                  {name && (
                    <span className={styles.numberName}>
                      <bdi>{name}</bdi>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </div>
  );
}
