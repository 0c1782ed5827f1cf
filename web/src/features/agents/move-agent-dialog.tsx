import { Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useUpdateAgent } from "../../api/agents";
import { ApiError } from "../../api/api-error";
import type { Agent, UpdateAgent } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { isEditConflict } from "../../shared/requests/refusal";

/** A change of an agent's company that the server refused, since it has effects that must be confirmed. */
export interface RefusedMove {
  agent: Agent;
  changes: UpdateAgent;
  /**
   * How many calls become visible to whom, and hidden from whom; how many campaigns are paused; whose contacts are
   * opened or closed to how many members.
   */
  effect: string;
}

interface Props {
  /** Null before the first one. It stays while the dialog closes. */
  move: RefusedMove | null;
  opened: boolean;
  onClose: () => void;
  onMoved: (agent: Agent) => void;
  /** Somebody else has changed the agent while the dialog was open. */
  onConflict: () => void;
}

export const mustConfirmMove = (error: Error): boolean =>
  error instanceof ApiError && ["agent_has_calls", "agent_has_campaigns", "agent_opens_contacts"].includes(error.code);

/** Asks before an agent is moved, where that has effects on calls, campaigns or contacts. */
export function MoveAgentDialog({ move, opened, onClose, onMoved, onConflict }: Props) {
  const update = useUpdateAgent();
  const close = () => {
    onClose();
    update.reset();
  };
  const moveConfirmed = ({ agent, changes }: RefusedMove) =>
    update.mutate(
      { agent, changes: { ...changes, with_calls: true } },
      {
        onSuccess: (moved) => {
          notifications.show({ message: `${moved.name} was saved.` });
          onMoved(moved);
          close();
        },
        onError: (error) => {
          if (!isEditConflict(error)) return;
          close();
          onConflict();
        },
      },
    );

  return (
    <TaskDialog title={move && <bdi>Move {move.agent.name} to another company?</bdi>} opened={opened} onClose={close}>
      {move && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            moveConfirmed(move);
          }}
        >
          <Stack gap="md">
            <div>{move.effect}</div>
            <FormError>{update.error?.message}</FormError>
          </Stack>
          <DialogActions submit="Move agent" busy={update.isPending} onCancel={close} />
        </form>
      )}
    </TaskDialog>
  );
}
