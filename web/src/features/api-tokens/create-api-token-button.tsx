import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { CreateApiToken } from "./create-api-token";

export function CreateApiTokenButton() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open}>Create API token</Button>
      <TaskDialog title="Create API token" opened={opened} onClose={close}>
        <CreateApiToken onDone={close} />
      </TaskDialog>
    </>
  );
}
