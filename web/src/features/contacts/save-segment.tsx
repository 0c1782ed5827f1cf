import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import type { Company, SegmentFilter } from "../../api/schema";
import { useCreateSegment } from "../../api/segments";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { CompanySelect } from "../../shared/companies/company-select";
import { useServerForm } from "../../shared/requests/use-server-form";

interface Props {
  filter: SegmentFilter;
  companies: Company[];
  /** The company that the list is filtered by. */
  companyId?: string;
}

/** Saves the filters in force as a segment, whose contacts are always those that match. */
export function SaveSegmentButton(props: Props) {
  const [opened, { open, close }] = useDisclosure(hasDraft("save-segment"));
  if (props.companies.length === 0) return null;
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={open}>
        Save as segment
      </Button>
      <TaskDialog title="Save as segment" opened={opened} onClose={close}>
        <SaveSegmentForm {...props} onDone={close} />
      </TaskDialog>
    </>
  );
}

function SaveSegmentForm({ filter, companies, companyId, onDone }: Props & { onDone: () => void }) {
  const creation = useCreateSegment();
  const navigate = useNavigate();
  const onlyCompany = companies.length === 1 ? companies[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    draft: "save-segment",
    initialValues: { name: "", description: "", company_id: companyId ?? onlyCompany },
    validate: { name: required("Give the segment a name."), company_id: required("Choose a company.") },
    save: ({ name, description, company_id }) =>
      creation.mutateAsync({
        company_id,
        name: name.trim(),
        description: description.trim() || null,
        kind: "filter",
        filter,
      }),
    onSaved: (segment) => {
      notifications.show({ message: `The segment ${segment.name} was saved.` });
      onDone();
      void navigate({
        to: "/contacts",
        search: { segment_id: segment.id, company_id: segment.company_id } as never,
      });
    },
  });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Name"
          {...mandatory}
          data-autofocus
          dir="auto"
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        {companies.length > 1 && (
          <CompanySelect
            companies={companies}
            description="A segment belongs to one company."
            {...form.getInputProps("company_id")}
          />
        )}
        <Textarea
          label="Description"
          dir="auto"
          autosize
          minRows={2}
          maxRows={6}
          {...form.getInputProps("description")}
        />
        <p>The segment always contains the company’s contacts that match these filters.</p>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Save segment" busy={busy} onCancel={onDone} />
    </form>
  );
}
