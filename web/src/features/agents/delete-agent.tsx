import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteAgent } from "../../api/agents";
import type { Agent } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import styles from "./agent-page.module.css";

/** The button that deletes the agent after a question, and leads back to the list. */
export function DeleteAgentSection({ agent }: { agent: Agent }) {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const deletion = useDeleteAgent(agent);
  const deleteAgent = () =>
    deletion.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${agent.name} was deleted.` });
        void navigate({ to: "/agents", ignoreBlocker: true });
      },
    });

  return (
    <div className={styles.section}>
      <Button variant="subtle" color="red" onClick={open} className={styles.delete}>
        Delete agent
      </Button>
      <ConfirmDialog
        title={`Delete ${agent.name}?`}
        submit="Delete agent"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={{ ...deletion, mutate: deleteAgent }}
      >
        The agent is deleted, with the assignments of members to it. This cannot be undone. Its company and the members
        are kept. An agent with calls or campaigns cannot be deleted.
      </ConfirmDialog>
    </div>
  );
}
