import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useUploadContacts } from "../../api/contact-imports";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { required } from "../../lib/validation";
import { CompanySelect } from "../../shared/companies/company-select";
import { useServerForm } from "../../shared/requests/use-server-form";
import styles from "./imports.module.css";

interface Props {
  companies: Company[];
  /** The company that the list is filtered by. */
  companyId?: string;
}

export function UploadButton({ companies, companyId }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  if (companies.length === 0) return null;
  return (
    <>
      <Button onClick={open}>Import contacts</Button>
      <TaskDialog title="Import contacts" opened={opened} onClose={close}>
        <UploadForm companies={companies} companyId={companyId} onDone={close} />
      </TaskDialog>
    </>
  );
}

/** Company and file. The page of the import opens next, with how the file is read. */
function UploadForm({ companies, companyId, onDone }: Props & { onDone: () => void }) {
  const upload = useUploadContacts();
  const navigate = useNavigate();
  const fileId = useId();
  const onlyCompany = companies.length === 1 ? companies[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { company_id: companyId ?? onlyCompany, file: null as File | null },
    validate: {
      company_id: required("Choose a company."),
      file: (file) => (file ? null : "Choose a file."),
    },
    save: ({ company_id, file }) => upload.mutateAsync({ companyId: company_id, file: file! }),
    onSaved: ({ id }) => {
      onDone();
      void navigate({ to: "/contact-imports/$id", params: { id } });
    },
  });
  const fileError = form.errors["file"];

  return (
    <form {...formProps}>
      <Stack gap="md">
        {companies.length > 1 && <CompanySelect companies={companies} {...form.getInputProps("company_id")} />}
        <div className={styles.file}>
          <label htmlFor={fileId} data-mandatory>
            CSV file
          </label>
          <input
            id={fileId}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            aria-required
            aria-invalid={Boolean(fileError)}
            aria-describedby={`${fileId}-help`}
            onChange={(event) => form.setFieldValue("file", event.currentTarget.files?.[0] ?? null)}
          />
          <div id={`${fileId}-help`} className={fileError ? styles.error : styles.quiet}>
            {fileError || "Up to 250 MB, with the names of the columns in the first row."}
          </div>
        </div>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Upload" busy={busy} onCancel={onDone} />
    </form>
  );
}
