import { useRenameCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { CompanyNameForm } from "./company-name-form";

interface Props {
  company: Company;
  opened: boolean;
  onClose: () => void;
}

export function RenameCompany({ company, opened, onClose }: Props) {
  const renaming = useRenameCompany(company);
  return (
    <TaskDialog title="Rename company" opened={opened} onClose={onClose}>
      <CompanyNameForm initialName={company.name} submit="Rename" save={renaming.mutateAsync} onDone={onClose} />
    </TaskDialog>
  );
}
