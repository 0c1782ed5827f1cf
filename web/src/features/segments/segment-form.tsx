import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Company, Segment } from "../../api/schema";
import { segmentQuery, useCreateSegment, useUpdateSegment } from "../../api/segments";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { CompanySelect } from "../../shared/companies/company-select";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, labels, listDifferences, toDraft } from "./segment-draft";

interface CreateProps {
  companies: Company[];
  /** The company that the list is filtered by. */
  companyId?: string;
}

/** Creates a segment whose contacts are chosen one by one. A filter is saved from the list of contacts. */
export function CreateSegmentButton({ companies, companyId }: CreateProps) {
  const [opened, { open, close }] = useDisclosure(hasDraft("create-segment"));
  if (companies.length === 0) return null;
  return (
    <>
      <Button onClick={open}>Create segment</Button>
      <TaskDialog title="Create segment" opened={opened} onClose={close}>
        <CreateSegmentForm companies={companies} companyId={companyId} onDone={close} />
      </TaskDialog>
    </>
  );
}

function CreateSegmentForm({ companies, companyId, onDone }: CreateProps & { onDone: () => void }) {
  const creation = useCreateSegment();
  const navigate = useNavigate();
  const onlyCompany = companies.length === 1 ? companies[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    draft: "create-segment",
    initialValues: { name: "", description: "", company_id: companyId ?? onlyCompany },
    validate: { name: required("Give the segment a name."), company_id: required("Choose a company.") },
    save: ({ name, description, company_id }) =>
      creation.mutateAsync({ name: name.trim(), description: description.trim() || null, company_id, kind: "static" }),
    onSaved: (segment) => {
      notifications.show({ message: `${segment.name} was created. Select contacts to add them to it.` });
      onDone();
      void navigate({ to: "/contacts", search: { company_id: segment.company_id } as never });
    },
  });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <NameField {...form.getInputProps("name")} />
        {companies.length > 1 && <CompanySelect companies={companies} {...form.getInputProps("company_id")} />}
        <DescriptionField {...form.getInputProps("description")} />
        <p>You add contacts to it by selecting them in the list of contacts.</p>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create segment" busy={busy} onCancel={onDone} />
    </form>
  );
}

export function EditSegmentButton({ segment }: { segment: Segment }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-segment:${segment.id}`));
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Edit ${segment.name}`}>
        Edit
      </Button>
      <TaskDialog title={<bdi>Edit {segment.name}</bdi>} opened={opened} onClose={close}>
        <EditSegmentForm segment={segment} onDone={close} />
      </TaskDialog>
    </>
  );
}

function EditSegmentForm({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const queryClient = useQueryClient();
  const update = useUpdateSegment();
  const { form, formProps, setDraft, outdatedDraft, refused, busy } = useServerForm({
    draft: `edit-segment:${segment.id}`,
    initialValues: toDraft(segment),
    validate: { name: required("Give the segment a name.") },
    save: (): Promise<Segment> => editing.saveOrLoad(() => update.mutateAsync({ segment: base, changes })),
    onSaved: onDone,
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest: segment,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery({ ...segmentQuery(segment.id), staleTime: 0 }),
  });
  const { base, changes, isChanged, otherChange } = editing;

  return (
    <form {...formProps}>
      <Stack gap="md">
        <OutdatedDraftNotice {...outdatedDraft} />
        <NameField {...form.getInputProps("name")} />
        <DescriptionField {...form.getInputProps("description")} />
      </Stack>
      <DialogActions submit="Save changes" busy={busy} disabled={!isChanged} onCancel={onDone}>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after)} />}
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}

function NameField(props: object) {
  return <TextInput label={labels.name} {...mandatory} data-autofocus dir="auto" autoComplete="off" {...props} />;
}

function DescriptionField(props: object) {
  return <Textarea label={labels.description} dir="auto" autosize minRows={2} maxRows={6} {...props} />;
}
