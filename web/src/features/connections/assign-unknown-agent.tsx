import { Select, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { allAgentsQuery } from "../../api/agents";
import type { AgentSummary, UnknownAgent } from "../../api/schema";
import { useAssignUnknownAgent } from "../../api/unknown-agents";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { formatCount } from "../../lib/numbers";
import { required } from "../../lib/validation";
import { groupByCompany } from "../../shared/agents/group-by-company";
import { platformNames } from "../../shared/connections/platforms";
import { useServerForm } from "../../shared/requests/use-server-form";

interface DialogProps {
  /** Null until one is chosen. It stays while the dialog closes. */
  unknown: UnknownAgent | null;
  opened: boolean;
  onClose: () => void;
}

export function AssignUnknownAgentDialog({ unknown, opened, onClose }: DialogProps) {
  return (
    <TaskDialog title="Which agent is it?" opened={opened} onClose={onClose}>
      {unknown && <AssignUnknownAgentForm unknown={unknown} onDone={onClose} />}
    </TaskDialog>
  );
}

interface FormProps {
  unknown: UnknownAgent;
  onDone: () => void;
}

/** Assigns an unknown agent to one of ours, with its waiting calls and all later ones. */
function AssignUnknownAgentForm({ unknown, onDone }: FormProps) {
  const agents = useQuery(allAgentsQuery).data ?? [];
  const assign = useAssignUnknownAgent(unknown);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { agent_id: "" },
    validate: { agent_id: required("Choose an agent.") },
    save: ({ agent_id }) => assign.mutateAsync(agent_id),
    onSaved: ({ agent_id, calls }) => {
      const name = agents.find(({ id }) => id === agent_id)?.name ?? "the agent";
      notifications.show({ message: `${formatCount(calls, "call")} ${calls === 1 ? "is" : "are"} ${name}’s now.` });
      onDone();
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <div>
          {platformNames[unknown.platform]} calls it <bdi>{unknown.name ?? unknown.external_id}</bdi>. The{" "}
          {formatCount(unknown.calls, "call")} that came for it, and those that will come, are this agent’s:
        </div>
        <Select
          label="Agent"
          {...mandatory}
          data={groupChoices(agents)}
          searchable
          allowDeselect={false}
          data-autofocus
          nothingFoundMessage="No such agent"
          {...form.getInputProps("agent_id")}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Assign" busy={busy} onCancel={onDone} />
    </form>
  );
}

/** The agents as choices, under the names of their companies. */
function groupChoices(agents: AgentSummary[]) {
  return groupByCompany(agents).map(({ name, agents }) => ({
    group: name,
    items: agents.map(({ id, name }) => ({ value: id, label: name })),
  }));
}
