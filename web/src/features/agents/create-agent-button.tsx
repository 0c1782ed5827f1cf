import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Company } from "../../api/schema";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { useCan } from "../../shared/session/session-context";
import { CreateAgent } from "./create-agent";

interface Props {
  companies: Company[];
  /** The company that the list shows. */
  companyId?: string;
}

export function CreateAgentButton({ companies, companyId }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const mayCreate = useCan("create_agents");
  // Without a company there is nothing to create it in: the empty list says so.
  if (!mayCreate || companies.length === 0) return null;
  return (
    <>
      <Button onClick={open}>Create agent</Button>
      <TaskDialog title="Create agent" opened={opened} onClose={close}>
        <CreateAgent companies={companies} companyId={companyId} onDone={close} />
      </TaskDialog>
    </>
  );
}
