import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useDeleteCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { DeleteDialog } from "../../components/dialog/delete-dialog";
import { RenameCompany } from "./rename-company";

export function CompanyActions({ company }: { company: Company }) {
  const [renaming, rename] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const deletion = useDeleteCompany(company);

  return (
    <Group gap="xs" wrap="nowrap">
      {company.can.includes("update") && (
        <Button variant="default" size="xs" onClick={rename.open} aria-label={`Rename ${company.name}`}>
          Rename
        </Button>
      )}
      {company.can.includes("delete") && (
        <Button variant="default" size="xs" onClick={remove.open} aria-label={`Delete ${company.name}`}>
          Delete
        </Button>
      )}
      <RenameCompany company={company} opened={renaming} onClose={rename.close} />
      <DeleteDialog
        title={`Delete ${company.name}?`}
        submit="Delete company"
        opened={deleting}
        onClose={() => {
          remove.close();
          deletion.reset();
        }}
        deletion={deletion}
      >
        With it go the assignments of members to the company. A company that has agents cannot be deleted.
      </DeleteDialog>
    </Group>
  );
}
