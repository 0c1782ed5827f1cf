import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useDeleteCompany } from "../../api/companies";
import type { Company } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

export function DeleteCompanyButton({ company }: { company: Company }) {
  const [opened, { open, close }] = useDisclosure(false);
  const deletion = useDeleteCompany(company, () => notifications.show({ message: `${company.name} was deleted.` }));
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Delete ${company.name}`}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${company.name}?`}
        submit="Delete company"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={deletion}
      >
        The company’s rates, segments and do-not-call list are deleted, and members lose access to it. This cannot be
        undone. A company that has agents, contacts or campaigns cannot be deleted.
      </ConfirmDialog>
    </>
  );
}
