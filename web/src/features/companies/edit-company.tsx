import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { companyQuery, useUpdateCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { hasDraft } from "../../lib/stored-drafts";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, listDifferences, toDraft, type CompanyDraft } from "./company-draft";
import { CompanyFields } from "./company-form";
import { nameIsRequired } from "./company-words";

export function EditCompanyButton({ company }: { company: Company }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-company:${company.id}`));
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Edit ${company.name}`}>
        Edit
      </Button>
      <TaskDialog title="Edit company" opened={opened} onClose={close}>
        <EditCompanyForm company={company} onDone={close} />
      </TaskDialog>
    </>
  );
}

function EditCompanyForm({ company, onDone }: { company: Company; onDone: () => void }) {
  const queryClient = useQueryClient();
  const update = useUpdateCompany();
  const { form, formProps, setDraft, outdatedDraft, refused, busy } = useServerForm<CompanyDraft, Company>({
    draft: `edit-company:${company.id}`,
    initialValues: toDraft(company),
    validate: { name: nameIsRequired },
    save: (): Promise<Company> => editing.saveOrLoad(() => update.mutateAsync({ company: base, changes })),
    onSaved: (saved) => {
      notifications.show({ message: `${saved.name} was saved.` });
      onDone();
    },
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest: company,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery({ ...companyQuery(company.id), staleTime: 0 }),
  });
  const { base, changes, isChanged, otherChange } = editing;

  return (
    <form {...formProps}>
      <OutdatedDraftNotice {...outdatedDraft} />
      <CompanyFields form={form} />
      <DialogActions submit="Save changes" busy={busy} disabled={!isChanged} onCancel={onDone}>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after)} />}
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}
