import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useChangeContacts } from "../../api/contacts";
import type { BulkAction, Contact, Segment } from "../../api/schema";
import { allSegmentsQuery } from "../../api/segments";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { formatCount } from "../../lib/numbers";
import { required } from "../../lib/validation";
import { describeChoices } from "../../shared/list/describe-choices";
import { useServerForm } from "../../shared/requests/use-server-form";
import { describeResult } from "./bulk-words";
import styles from "./bulk.module.css";
import { MergeContactsButton } from "./merge-contacts";
import type { Selection } from "./selection";

interface Props {
  selection: Selection;
  /** The segment that the list shows, if its contacts are chosen one by one. */
  segment?: Segment;
}

/** Below the list, while contacts are selected: what can be done with them. */
export function BulkBar({ selection, segment }: Props) {
  const { contacts, clear } = selection;
  const [action, setAction] = useState<BulkAction>("add_tag");
  const [opened, { open, close }] = useDisclosure(false);
  if (contacts.length === 0) return null;
  const start = (next: BulkAction) => () => {
    setAction(next);
    open();
  };
  const buttons: BulkAction[] = [
    "add_tag",
    "remove_tag",
    "add_to_segment",
    ...(segment ? (["remove_from_segment"] as const) : []),
    "set_do_not_call",
    "clear_do_not_call",
  ];
  return (
    <section aria-label="Selected contacts" className={styles.bar}>
      <span role="status" className={styles.count}>
        {formatCount(contacts.length, "contact")} selected
      </span>
      {buttons.map((name) => (
        <Button key={name} variant="default" size="xs" onClick={start(name)}>
          {actions[name].button}
        </Button>
      ))}
      {contacts.length === 2 && <MergeContactsButton first={contacts[0]!} second={contacts[1]!} />}
      <Button variant="default" size="xs" onClick={start("delete")}>
        {actions.delete.button}
      </Button>
      <Button variant="subtle" size="xs" className={styles.clear} aria-label="Clear selection" onClick={clear}>
        Clear
      </Button>
      <TaskDialog
        title={actions[action].title(formatCount(contacts.length, "contact"))}
        opened={opened}
        onClose={close}
      >
        <BulkForm action={action} contacts={contacts} segment={segment} onDone={close} />
      </TaskDialog>
    </section>
  );
}

interface ActionWords {
  button: string;
  /** The title of the dialog, for "3 contacts". */
  title: (contacts: string) => string;
  /** What happens, where no field of the dialog says it. */
  text?: string;
}

const actions: Record<BulkAction, ActionWords> = {
  add_tag: { button: "Add tag", title: (contacts) => `Add a tag to ${contacts}` },
  remove_tag: { button: "Remove tag", title: (contacts) => `Remove a tag from ${contacts}` },
  add_to_segment: { button: "Add to segment", title: (contacts) => `Add ${contacts} to a segment` },
  remove_from_segment: {
    button: "Remove from segment",
    title: (contacts) => `Remove ${contacts} from the segment?`,
    text: "The contacts themselves are kept.",
  },
  set_do_not_call: {
    button: "Do not call",
    title: (contacts) => `Mark ${contacts} as do not call?`,
    text: "Campaigns no longer call them. Calls started at the platform itself may still reach them.",
  },
  clear_do_not_call: {
    button: "Allow calls",
    title: (contacts) => `Allow calls to ${contacts}?`,
    text: "Campaigns may call them again, unless a number is on a do-not-call list or required consent is missing.",
  },
  delete: {
    button: "Delete",
    title: (contacts) => `Delete ${contacts}?`,
    text:
      "Everything in these contacts is deleted, and cannot be restored. Calls with their numbers are kept. Numbers of " +
      "contacts that are marked “Do not call”, or have withdrawn their consent, are put on the do-not-call list.",
  },
};

interface FormProps {
  action: BulkAction;
  contacts: Contact[];
  segment?: Segment;
  onDone: () => void;
}

function BulkForm({ action, contacts, segment, onDone }: FormProps) {
  const change = useChangeContacts();
  const needsTag = action === "add_tag" || action === "remove_tag";
  const needsSegment = action === "add_to_segment";
  const ofOneCompany = contacts.every(({ company_id }) => company_id === contacts[0]!.company_id);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { tag: "", segment_id: action === "remove_from_segment" ? (segment?.id ?? "") : "" },
    validate: {
      ...(needsTag && { tag: required("Enter a tag.") }),
      ...(needsSegment && { segment_id: required("Choose a segment.") }),
    },
    save: ({ tag, segment_id }) =>
      change.mutateAsync({
        contact_ids: contacts.map(({ id }) => id),
        action,
        ...(needsTag && { tag: tag.trim() }),
        ...(segment_id && { segment_id }),
      }),
    onSaved: (result) => {
      notifications.show({ message: describeResult(result, action) });
      onDone();
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        {needsTag && (
          <TextInput
            label="Tag"
            {...mandatory}
            data-autofocus
            dir="auto"
            maxLength={200}
            autoComplete="off"
            list={action === "remove_tag" ? "tags-of-selection" : undefined}
            {...form.getInputProps("tag")}
          />
        )}
        {action === "remove_tag" && (
          <datalist id="tags-of-selection">
            {[...new Set(contacts.flatMap(({ tags }) => tags))].map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        )}
        {needsSegment &&
          (ofOneCompany ? (
            <SegmentChoice companyId={contacts[0]!.company_id} {...form.getInputProps("segment_id")} />
          ) : (
            <p>A segment belongs to one company. Select contacts of one company.</p>
          ))}
        {actions[action].text && <div>{actions[action].text}</div>}
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions
        submit={actions[action].button}
        busy={busy}
        disabled={needsSegment && !ofOneCompany}
        danger={action === "delete"}
        onCancel={onDone}
      />
    </form>
  );
}

/** A choice of the segments of a company whose contacts are chosen one by one. */
function SegmentChoice({ companyId, error, ...props }: { companyId: string; error?: React.ReactNode }) {
  const segments = useQuery(allSegmentsQuery({ company_id: companyId, kind: "static" }));
  return (
    <Select
      label="Segment"
      {...mandatory}
      data-autofocus
      data={(segments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      description={segments.data?.length === 0 && "No segments yet. Create one under Segments."}
      searchable
      allowDeselect={false}
      {...describeChoices(segments, "No segments found", error)}
      comboboxProps={{ withinPortal: false }}
      {...props}
    />
  );
}
