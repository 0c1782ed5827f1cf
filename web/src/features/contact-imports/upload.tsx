import { Button, Select, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useUploadContacts } from "../../api/contact-imports";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
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
  const [company, setCompany] = useState(companyId ?? onlyCompany);
  const [file, setFile] = useState<File | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const fileError = isChecked && !file && "Choose a file.";
  const send = () => {
    setIsChecked(true);
    if (!file || !company) return;
    upload.mutate(
      { companyId: company, file },
      {
        onSuccess: ({ id }) => {
          onDone();
          void navigate({ to: "/contact-imports/$id", params: { id } });
        },
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        {companies.length > 1 && (
          <Select
            label="Company"
            {...mandatory}
            data={companies.map(({ id, name }) => ({ value: id, label: name }))}
            value={company || null}
            onChange={(id) => setCompany(id ?? "")}
            error={isChecked && !company && "Choose a company."}
            searchable
            allowDeselect={false}
            nothingFoundMessage="No such company"
            comboboxProps={{ withinPortal: false }}
          />
        )}
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
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0] ?? null);
              upload.reset();
            }}
          />
          <div id={`${fileId}-help`} className={fileError ? styles.error : styles.quiet}>
            {fileError || "Up to 250 MB, with the names of the columns in the first row."}
          </div>
        </div>
        <FormError>{upload.error?.message}</FormError>
      </Stack>
      <DialogActions submit="Upload" busy={upload.isPending} onCancel={onDone} />
    </form>
  );
}
