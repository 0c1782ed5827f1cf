import { Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useCountErasure, useEraseNumber } from "../../api/erasures";
import type { Erasure, ErasureCounts } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { Moment } from "../../components/text/moment";
import { required } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import { listErased } from "./erasure-words";
import styles from "./erasures.module.css";

export function EraseNumberButton() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button color="red" onClick={open}>
        Erase number
      </Button>
      <TaskDialog title="Erase a phone number" opened={opened} onClose={close}>
        <EraseNumber onDone={close} />
      </TaskDialog>
    </>
  );
}

/** A number and what an erasure of it would erase. */
interface Counted {
  phone: string;
  counts: ErasureCounts;
}

/** The number, then what would be erased, then the receipt. */
function EraseNumber({ onDone }: { onDone: () => void }) {
  const [phone, setPhone] = useState("");
  const [counted, setCounted] = useState<Counted | null>(null);
  const [receipt, setReceipt] = useState<Erasure | null>(null);
  if (receipt) return <Receipt receipt={receipt} onDone={onDone} />;
  if (counted) {
    return <ConfirmErasure counted={counted} onBack={() => setCounted(null)} onErased={setReceipt} />;
  }
  const showCounts = (next: Counted) => {
    setPhone(next.phone);
    setCounted(next);
  };
  return <CountForm phone={phone} onCounted={showCounts} onCancel={onDone} />;
}

interface CountProps {
  /** The number that was typed before. */
  phone: string;
  onCounted: (counted: Counted) => void;
  onCancel: () => void;
}

function CountForm({ phone: typed, onCounted, onCancel }: CountProps) {
  const count = useCountErasure();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { phone: typed },
    validate: { phone: required("Enter the phone number.") },
    save: async ({ phone }) => ({ phone: phone.trim(), ...(await count.mutateAsync(phone.trim())) }),
    onSaved: onCounted,
  });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Phone number"
          description="With + and the country code."
          placeholder="+44 20 7946 0018"
          type="tel"
          {...mandatory}
          data-autofocus
          autoComplete="off"
          {...form.getInputProps("phone")}
        />
        <p className={styles.quiet}>The next step shows what will be erased. Nothing is erased yet.</p>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Continue" busy={busy} onCancel={onCancel} />
    </form>
  );
}

interface ConfirmProps {
  counted: Counted;
  onBack: () => void;
  onErased: (receipt: Erasure) => void;
}

function ConfirmErasure({ counted: { phone, counts }, onBack, onErased }: ConfirmProps) {
  const [addToList, setAddToList] = useState(true);
  const erasure = useEraseNumber();
  const erased = listErased(counts);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        erasure.mutate({ phone, add_to_do_not_call: addToList }, { onSuccess: onErased });
      }}
    >
      <Stack gap="md">
        <p role="status" className={styles.lead}>
          Everything about <bdi>{phone}</bdi> is erased for good. This cannot be undone.
        </p>
        <div>
          <h3 className={styles.listTitle}>What is erased</h3>
          {erased.length === 0 ? (
            <p className={styles.quiet}>Nothing with this number was found.</p>
          ) : (
            <ul className={styles.list}>
              {erased.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </div>
        <div>
          <h3 className={styles.listTitle}>What is kept</h3>
          <ul className={styles.list}>
            <li>calls, with their agent, time, length and cost, since invoices are based on them</li>
            <li>transcripts of other calls that mention the number</li>
            <li>backups stored elsewhere</li>
          </ul>
        </div>
        <Switch
          label="Keep the number on the do-not-call list"
          description="Stored as a hash: it blocks calls but cannot be read."
          checked={addToList}
          onChange={(event) => setAddToList(event.currentTarget.checked)}
        />
        <FormError>{erasure.error?.message}</FormError>
      </Stack>
      <DialogActions submit={`Erase ${phone}`} busy={erasure.isPending} danger cancel="Back" onCancel={onBack} />
    </form>
  );
}

const erasedPlaces = {
  data_folder: "The number will be erased from every file in the data folder",
  tables: "The number will be erased from the tables (not from the log, free space and backups of PostgreSQL)",
} satisfies Record<Erasure["erased_from"], string>;

function Receipt({ receipt, onDone }: { receipt: Erasure; onDone: () => void }) {
  const erased = listErased(receipt.counts);
  return (
    <Stack gap="md">
      <div role="status">
        <p className={styles.lead}>The number was erased{erased.length > 0 && `: ${erased.join(", ")}`}.</p>
        <p className={styles.quiet}>
          {erasedPlaces[receipt.erased_from]} by <Moment at={receipt.erase_by} as="time" />.
        </p>
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone} autoFocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
