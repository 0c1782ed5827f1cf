import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useCreateCompany } from "../../api/companies";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { CompanyNameForm } from "./company-name-form";

export function CreateCompanyButton() {
  const [opened, { open, close }] = useDisclosure(false);
  const creating = useCreateCompany();
  return (
    <>
      <Button onClick={open}>Create company</Button>
      <TaskDialog title="Create company" opened={opened} onClose={close}>
        <CompanyNameForm initialName="" submit="Create company" save={creating.mutateAsync} onDone={close} />
      </TaskDialog>
    </>
  );
}
