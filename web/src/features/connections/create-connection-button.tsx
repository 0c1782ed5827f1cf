import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { CreateConnection } from "./create-connection";

export function CreateConnectionButton() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open}>Create connection</Button>
      <TaskDialog title="Create connection" opened={opened} onClose={close}>
        <CreateConnection onDone={close} />
      </TaskDialog>
    </>
  );
}
