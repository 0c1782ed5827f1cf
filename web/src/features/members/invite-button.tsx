import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { TaskDialog } from "../../components/task-dialog";
import { useCan } from "../../components/session-context";
import { InviteMember } from "./invite-member";

export function InviteButton() {
  const [opened, { open, close }] = useDisclosure(false);
  if (!useCan("create_members")) return null;
  return (
    <>
      <Button onClick={open}>+ Invite</Button>
      <TaskDialog title="Invite a new member" opened={opened} onClose={close} size={600}>
        <InviteMember onDone={close} />
      </TaskDialog>
    </>
  );
}
