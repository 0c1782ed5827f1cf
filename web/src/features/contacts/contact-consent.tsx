import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { contactQuery, useUpdateContact } from "../../api/contacts";
import type { Consent, Contact } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { Fact } from "../../components/text/fact";
import { Moment } from "../../components/text/moment";
import { hasDraft } from "../../lib/stored-drafts";
import { isEditConflict } from "../../shared/requests/refusal";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useSession } from "../../shared/session/session-context";
import { useToday } from "../../shared/session/use-today";
import { ConsentFields, createConsentChecks } from "./consent-fields";
import { emptyConsent, toConsent } from "./contact-draft";
import { listCampaignBlocks } from "./campaign-blocks";
import styles from "./contacts.module.css";

/** Whether the contact has agreed to be called, to what, and where. */
export function ContactConsent({ contact }: { contact: Contact }) {
  const { consent } = contact;
  const mayChange = contact.can.includes("update");
  const isGiven = consent !== null && consent.withdrawn_at === null;
  return (
    <section aria-labelledby="consent">
      <h2 id="consent" className={styles.title} tabIndex={-1} data-takes-lost-focus>
        Consent
      </h2>
      {consent ? <ConsentFacts consent={consent} /> : <p className={styles.quiet}>No consent recorded.</p>}
      <CampaignBlocks contact={contact} />
      {mayChange && (
        <Group mt="md">
          {isGiven ? (
            <WithdrawConsentButton contact={contact} consent={consent} />
          ) : (
            <RecordConsentButton contact={contact} />
          )}
        </Group>
      )}
    </section>
  );
}

/** Why campaigns do not call the contact; nothing where they may. */
function CampaignBlocks({ contact }: { contact: Contact }) {
  const blocks = listCampaignBlocks(contact);
  if (blocks.length === 0) return null;
  return (
    <div className={styles.blocks}>
      {blocks.map((block) => (
        <p key={block}>{block}</p>
      ))}
    </div>
  );
}

function ConsentFacts({ consent }: { consent: Consent }) {
  return (
    <dl className={styles.facts}>
      <Fact name="Purpose">
        <bdi>{consent.purpose}</bdi>
      </Fact>
      <Fact name="Source">
        <bdi>{consent.source}</bdi>
      </Fact>
      <Fact name="Given">
        <Moment at={consent.at} as="time" />
      </Fact>
      <Fact name="Withdrawn">{consent.withdrawn_at && <Moment at={consent.withdrawn_at} as="time" />}</Fact>
      <Fact name="Wording">
        {consent.wording && (
          <div dir="auto" className={styles.wording}>
            {consent.wording}
          </div>
        )}
      </Fact>
    </dl>
  );
}

function WithdrawConsentButton({ contact, consent }: { contact: Contact; consent: Consent }) {
  const [opened, { open, close }] = useDisclosure(false);
  const update = useUpdateContact();
  const withdraw = () =>
    update.mutate(
      { contact, changes: { consent: { ...consent, withdrawn_now: true } } },
      {
        onSuccess: () => {
          notifications.show({ message: "The consent was withdrawn." });
          close();
        },
      },
    );
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Withdraw consent
      </Button>
      <ConfirmDialog
        title={`Withdraw the consent of ${contact.name}?`}
        submit="Withdraw consent"
        opened={opened}
        onClose={() => {
          close();
          update.reset();
        }}
        mutation={{ ...update, mutate: withdraw }}
      >
        Record this when <bdi>{contact.name}</bdi> no longer wants to be called. The record of the consent is kept.
      </ConfirmDialog>
    </>
  );
}

function RecordConsentButton({ contact }: { contact: Contact }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`record-consent:${contact.id}`));
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Record consent
      </Button>
      <TaskDialog title="Record consent" opened={opened} onClose={close} size={560}>
        <RecordConsent contact={contact} onDone={close} />
      </TaskDialog>
    </>
  );
}

function RecordConsent({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const queryClient = useQueryClient();
  const timeZone = useSession().account.time_zone;
  const today = useToday();
  const update = useUpdateContact();
  const { form, formProps, refused, busy } = useServerForm({
    draft: `record-consent:${contact.id}`,
    initialValues: emptyConsent(today),
    validate: createConsentChecks(today),
    save: async (draft) => {
      const changes = { consent: toConsent(draft, timeZone) };
      try {
        return await update.mutateAsync({ contact, changes });
      } catch (error) {
        if (!isEditConflict(error)) throw error;
        // What else was changed meanwhile does not matter here, unless it is the consent itself.
        const latest = await queryClient.fetchQuery({ ...contactQuery(contact.id), staleTime: 0 });
        if (JSON.stringify(latest.consent) !== JSON.stringify(contact.consent)) throw error;
        return await update.mutateAsync({ contact: latest, changes });
      }
    },
    onSaved: () => {
      notifications.show({ message: "The consent was recorded." });
      onDone();
    },
  });
  return (
    <form {...formProps}>
      <ConsentFields getProps={(name) => form.getInputProps(name)} />
      <DialogActions submit="Record consent" busy={busy} onCancel={onDone}>
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}
